using MlNetFashion.Images;
using MlNetFashion.Training.Runs;

namespace MlNetFashion.Training.Tests.Engine;

public sealed class ProgressStripTests
{
    const int Side = 16, Columns = 3;

    RunFolder _run = null!;

    [SetUp]
    public void MakeRun() => _run = new RunFolder(Directory.CreateTempSubdirectory("strip-").FullName);

    [TearDown]
    public void DeleteRun() => Directory.Delete(_run.Path, recursive: true);

    [TestCase(1)]
    [TestCase(4)]
    [TestCase(10)]
    [TestCase(23)]
    public void StepsGoFromLeftToRightAndRowsFromTheTopWithTheFirstPictureOfEachRow(int sheets)
    {
        for (int sheet = sheets - 1; sheet >= 0; sheet--)
            SampleSheet.Save(Sheet(sheet), _run, (sheet + 1) * 50);
        Assert.That(SampleSheet.Of(_run).Select(sheet => sheet.Step), Is.EqualTo(Enumerable.Range(1, sheets).Select(sheet => sheet * 50)));

        RgbImage strip = ProgressStrip.Render(_run);
        int[] shown = [.. Enumerable.Range(0, sheets).Where(sheet => Find(strip, sheet, row: 0, column: 0) is not null)];
        Assert.That(shown, Has.Length.EqualTo(Math.Min(10, sheets)));
        Assert.That((shown[0], shown[^1]), Is.EqualTo((0, sheets - 1)), "the first and the last sheet are always there");
        Assert.That(shown.Zip(shown.Skip(1), (one, next) => next - one), Is.All.LessThanOrEqualTo((sheets + 8) / 9), "and the others lie evenly between them");
        for (int row = 0; row < SampleSheet.Rows; row++)
        {
            (int X, int Y)?[] places = [.. shown.Select(sheet => Find(strip, sheet, row, column: 0))];
            Assert.That(places, Has.None.Null, $"row {row}");
            Assert.That(places.Select(place => place!.Value.X), Is.Ordered.Ascending, $"row {row}");
            Assert.That(places.Select(place => place!.Value.Y).Distinct().Count(), Is.EqualTo(1), $"row {row}");
            Assert.That(shown.Select(sheet => Find(strip, sheet, row, column: 1)), Is.All.Null, "one picture of a row is enough");
        }

        Assert.That(Enumerable.Range(0, SampleSheet.Rows).Select(row => Find(strip, shown[0], row, column: 0)!.Value.Y), Is.Ordered.Ascending);
    }

    [Test]
    public void ARunWithoutSheetsIsRefused()
    {
        File.WriteAllText(Path.Combine(_run.Path, "samples-of-mine.png"), "no sheet");
        Assert.That(() => ProgressStrip.Render(_run),
            Throws.InstanceOf<FileNotFoundException>().With.Message.Contain("has no sheets of samples").And.Message.Contain(_run.Path));
    }

    [Test]
    public void SheetsOfTwoSizesAreRefusedWithBoth()
    {
        SampleSheet.Save(Sheet(0), _run, 100);
        SampleSheet.Save(new RgbImage(80, 200), _run, 200);
        Assert.That(() => ProgressStrip.Render(_run),
            Throws.InstanceOf<InvalidDataException>().With.Message.Contain("80 x 200").And.Message.Contain("48 x 160")
            .And.Message.Contain("samples-000200.png"));
    }

    [TestCase(48, 163)]
    [TestCase(50, 160)]
    public void WhatIsNoSheetIsRefused(int width, int height)
    {
        SampleSheet.Save(new RgbImage(width, height), _run, 100);
        Assert.That(() => ProgressStrip.Render(_run), Throws.InstanceOf<InvalidDataException>().With.Message.Contain($"{width} x {height}"));
    }

    // Each picture of a sheet has a colour of its own.
    static RgbImage Sheet(int sheet)
    {
        var image = new RgbImage(Columns * Side, SampleSheet.Rows * Side);
        for (int y = 0; y < image.Height; y++)
        {
            for (int x = 0; x < image.Width; x++)
                Colour(sheet, y / Side, x / Side).CopyTo(image.Pixels, (y * image.Width + x) * 3);
        }

        return image;
    }

    static byte[] Colour(int sheet, int row, int column) => [(byte)(10 + sheet * 8), (byte)(10 + row * 20), (byte)(40 + column * 80)];

    static (int X, int Y)? Find(RgbImage strip, int sheet, int row, int column)
    {
        byte[] colour = Colour(sheet, row, column);
        for (int i = 0; i < strip.Width * strip.Height; i++)
        {
            if (strip.Pixels.AsSpan(i * 3, 3).SequenceEqual(colour))
                return (i % strip.Width, i / strip.Width);
        }

        return null;
    }
}
