using MlNetFashion.Images;
using MlNetFashion.Training.Runs;
using MlNetFashion.Training.Runs.Curves;

namespace MlNetFashion.Training.Tests.Engine;

public sealed class RunCurvesTests
{
    string _folder = "";

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("curves-").FullName;

    [TearDown]
    public void DeleteFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void MetricsOfOneKindShareAPanelAndTheHeldOutLossIsBesideTheLoss()
    {
        var run = new RunFolder(_folder);
        Train(run, 10, ("loss", 3), ("composed", 1));
        Score(run, 10, ("captionAccuracy", 0.5), ("titleAccuracy", 0.25), ("heldOutLoss", 2), ("ProductTitleRecall10", 0.7));
        Train(run, 20, ("loss", 2), ("composed", double.NaN));
        IReadOnlyList<CurvePanel> panels = RunCurves.Read(run);
        Assert.That(panels.Select(panel => $"{panel.Name}: {string.Join(", ", panel.Series.Select(series => series.Name))}"), Is.EqualTo((string[])
            ["loss: loss, heldOutLoss", "composed: composed", "accuracy: captionAccuracy, titleAccuracy", "recall10: ProductTitleRecall10"]));
        Assert.That(panels[0].Series.Select(series => series.IsValidation), Is.EqualTo((bool[])[false, true]));
        Assert.That(panels[0].Series[0].Points, Is.EqualTo((CurvePoint[])[new(10, 3), new(20, 2)]));
        Assert.That(panels[1].Series[0].Points, Is.EqualTo((CurvePoint[])[new(10, 1)]), "what is no number is left out");
    }

    [Test]
    public void WhatIsReportedAgainAfterAStopCountsAndHalfALineDoesNot()
    {
        var run = new RunFolder(_folder);
        Train(run, 10, ("loss", 5));
        Train(run, 20, ("loss", 4));
        File.AppendAllText(Path.Combine(_folder, "metrics.jsonl"), "{\"loss\":\n");
        Train(run, 15, ("loss", 3));
        Assert.That(RunCurves.Read(run).Single().Series.Single().Points, Is.EqualTo((CurvePoint[])[new(10, 5), new(15, 3)]));
    }

    [Test]
    public void ACheckpointDrawsCurvesThatFallAndRiseAsTheMetricsDo()
    {
        var run = new RunFolder(_folder);
        run.SaveCheckpoint(0, _ => { });
        Assert.That(File.Exists(Path.Combine(_folder, RunCurves.FileName)), Is.False, "there is nothing to draw yet");
        for (int step = 100; step <= 1000; step += 100)
        {
            Train(run, step, ("loss", 10 - step / 100.0));
            Score(run, step, ("heldOutAccuracy", step / 1000.0));
        }

        run.SaveCheckpoint(1000, _ => { });
        RgbImage picture = RgbImage.Load(Path.Combine(_folder, RunCurves.FileName));
        // Training is blue in the panel on the left, validation orange in that on the right; the legends above are left out.
        (double falling, double covered) = Slope(picture, (62, 124, 177), 0, picture.Width / 2);
        Assert.That(falling, Is.GreaterThan(0.999), "down to the right");
        Assert.That(covered, Is.GreaterThan(0.75), "where lines are soft at their edges, no pixel has the whole colour");
        (double rising, covered) = Slope(picture, (217, 119, 43), picture.Width / 2, picture.Width);
        Assert.That(rising, Is.LessThan(-0.999), "up to the right");
        Assert.That(covered, Is.GreaterThan(0.75));
    }

    // Correlation of column and row of the pixels of a colour, and the share of columns between the first and the last that have one.
    static (double Correlation, double Covered) Slope(RgbImage picture, (int R, int G, int B) colour, int left, int right)
    {
        const int Legend = 44;
        var places = new List<(double X, double Y)>();
        for (int y = Legend; y < picture.Height; y++)
        {
            for (int x = left; x < right; x++)
            {
                ReadOnlySpan<byte> pixel = picture.Pixels.AsSpan((y * picture.Width + x) * 3, 3);
                if ((pixel[0], pixel[1], pixel[2]) == colour)
                    places.Add((x, y));
            }
        }

        Assert.That(places, Has.Count.GreaterThan(300));
        double mx = places.Average(place => place.X), my = places.Average(place => place.Y);
        double covariance = places.Sum(place => (place.X - mx) * (place.Y - my)), vx = places.Sum(place => Math.Pow(place.X - mx, 2)),
            vy = places.Sum(place => Math.Pow(place.Y - my, 2));
        double columns = places.Select(place => place.X).Distinct().Count();
        return (covariance / Math.Sqrt(vx * vy), columns / (places.Max(place => place.X) - places.Min(place => place.X) + 1));
    }

    static void Train(RunFolder run, int step, params (string Name, double Value)[] metrics) => Append(run, step, 100, metrics);

    static void Score(RunFolder run, int step, params (string Name, double Value)[] metrics) => Append(run, step, 0, metrics);

    static void Append(RunFolder run, int step, double rate, (string Name, double Value)[] metrics) =>
        run.AppendMetrics(new TrainingProgress(step, 1000, metrics.ToDictionary(metric => metric.Name, metric => metric.Value), rate, TimeSpan.Zero));
}
