using MlNetFashion.ContactSheets;
using MlNetFashion.Images;

namespace MlNetFashion.Training.Runs;

/// <summary>How a generator learned, on one page: a column for a step, the first pictures of the rows of its sheet of samples.</summary>
static class ProgressStrip
{
    // More columns than these are smaller than what they should show.
    const int MostSteps = 10, PictureSize = 96;

    /// <summary>Puts a run's sheets side by side, up to ten of them from the first to the last.</summary>
    /// <param name="run">The run of a generator.</param>
    /// <exception cref="FileNotFoundException">It has no sheets.</exception>
    /// <exception cref="InvalidDataException">The sheets are of different sizes, or do not have ten rows of square pictures.</exception>
    public static RgbImage Render(RunFolder run)
    {
        IReadOnlyList<SampleSheet> sheets = SampleSheet.Of(run);
        if (sheets.Count == 0)
            throw new FileNotFoundException($"'{run.Path}' has no sheets of samples (samples-STEP.png), which runs of generators alone have, "
                + "one for every Training.SampleEvery steps. Name such a run, or let it come further.");
        SampleSheet[] shown = Spread(sheets);
        RgbImage[] pictures = [.. shown.Select(sheet => RgbImage.Load(sheet.Path))];
        for (int i = 1; i < shown.Length; i++)
        {
            if ((pictures[i].Width, pictures[i].Height) != (pictures[0].Width, pictures[0].Height))
                throw new InvalidDataException($"'{shown[i].Path}' is {Size(pictures[i])} pixels, "
                    + $"but the sheet of step {shown[0].Step:N0} is {Size(pictures[0])}: they are not of one run. Delete those of the other.");
        }

        int side = pictures[0].Height / SampleSheet.Rows;
        if (side * SampleSheet.Rows != pictures[0].Height || pictures[0].Width % side != 0)
            throw new InvalidDataException($"'{shown[0].Path}' is {Size(pictures[0])} pixels, which are no {SampleSheet.Rows} rows of square pictures. "
                + "Delete what is no sheet of samples.");
        return ContactSheet.Render(
            new ContactSheetGrid([.. Enumerable.Range(0, SampleSheet.Rows)
                .Select(row => new ContactSheetRow("", [.. pictures.Select(sheet => First(sheet, row, side))]))])
            {
                Title = Path.GetFileName(run.Path),
                ColumnCaptions = [.. shown.Select(sheet => $"step {sheet.Step:N0}")],
            }, new ContactSheetOptions { PictureSize = PictureSize });
    }

    static SampleSheet[] Spread(IReadOnlyList<SampleSheet> sheets) => sheets.Count <= MostSteps
        ? [.. sheets]
        : [.. Enumerable.Range(0, MostSteps).Select(i => sheets[(int)((long)i * (sheets.Count - 1) / (MostSteps - 1))])];

    static RgbImage First(RgbImage sheet, int row, int side)
    {
        var picture = new RgbImage(side, side);
        for (int y = 0; y < side; y++)
            sheet.Pixels.AsSpan((row * side + y) * sheet.Width * 3, side * 3).CopyTo(picture.Pixels.AsSpan(y * side * 3));
        return picture;
    }

    static string Size(RgbImage picture) => $"{picture.Width} x {picture.Height}";
}
