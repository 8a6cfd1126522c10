using MlNetFashion.Images;
using MlNetFashion.Training.Runs;

namespace MlNetFashion.Training.Tests;

/// <summary>What a notebook sees of training.</summary>
public sealed class TrainingCurvesTests
{
    [Test]
    public void Each_metric_has_a_panel_and_each_value_is_told()
    {
        var curves = new TrainingCurves();
        int told = 0;
        curves.Changed += (_, _) => told++;
        Assert.That(() => curves.Draw(), Throws.InvalidOperationException.With.Message.Contains("no metric was added yet"));
        Assert.That(RichOutput.Of(curves), Does.Contain("No step is done yet."));
        curves.Add(1, ("loss", 2), ("accuracy", 0.1));
        curves.Add(2, ("loss", 1), ("accuracy", double.NaN));
        curves.Report(new TrainingProgress(3, 3, new Dictionary<string, double> { ["loss"] = 0.5 }, 100, TimeSpan.Zero));
        curves.Add(4, ("accuracy", double.PositiveInfinity));
        Assert.That(told, Is.EqualTo(3), "what is not finite is left out");
        RgbImage drawn = curves.Draw();
        Assert.That(drawn.Width, Is.GreaterThan(drawn.Height), "two panels side by side");
        Assert.That(RichOutput.Pictures(RichOutput.Of(curves)).Single().Pixels, Is.EqualTo(drawn.Pixels));

        var other = new TrainingCurves();
        other.Add(1, ("loss", 2), ("accuracy", 0.1));
        other.Add(2, ("loss", 1.5));
        other.Add(3, ("loss", 0.5));
        Assert.That(other.Draw().Pixels, Is.Not.EqualTo(drawn.Pixels), "a value that differs is seen");
    }

    [Test]
    public void A_run_shows_its_curves_and_sheets_from_first_to_last()
    {
        using TemporaryFolder folder = new();
        var run = new RunFolder(folder["run"]);
        Assert.That(RichOutput.Pictures(RichOutput.Of(run)), Is.Empty);
        for (int step = 100; step <= 900; step += 100)
        {
            run.AppendMetrics(new TrainingProgress(step, 900, new Dictionary<string, double> { ["loss"] = 1000.0 / step }, 10, TimeSpan.Zero));
            var sheet = new RgbImage(10, 10);
            sheet.Pixels.AsSpan().Fill((byte)(step / 10));
            SampleSheet.Save(sheet, run, step);
        }

        RgbImage[] shown = RichOutput.Pictures(RichOutput.Of(run));
        Assert.That(shown.Skip(1).Select(sheet => sheet.Pixels[0] * 10), Is.EqualTo([100, 300, 600, 900]), "after the curves");
    }
}
