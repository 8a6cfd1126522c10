using System.Globalization;
using MlNetFashion.Images;

namespace MlNetFashion.Training.Runs;

/// <summary>A sheet of samples that the run of a generator left on its way:
/// square pictures in ten rows, of the same noise and the same requests at every step.</summary>
/// <param name="Step">The step after which it was drawn.</param>
/// <param name="Path">Its file.</param>
sealed record SampleSheet(int Step, string Path)
{
    /// <summary>Rows of pictures on a sheet.</summary>
    public const int Rows = 10;

    const string Start = "samples-", End = ".png";

    /// <summary>Writes a sheet into a run's folder.</summary>
    /// <param name="sheet">Square pictures without a gap, in <see cref="Rows"/> rows.</param>
    /// <param name="run">The run.</param>
    /// <param name="step">The step after which it was drawn.</param>
    public static void Save(RgbImage sheet, RunFolder run, int step) => sheet.Save(System.IO.Path.Combine(run.Path, $"{Start}{step:D6}{End}"));

    /// <summary>A run's sheets, the first step's first.</summary>
    public static IReadOnlyList<SampleSheet> Of(RunFolder run) =>
    [
        .. Directory.EnumerateFiles(run.Path, $"{Start}*{End}")
            .Select(file => int.TryParse(System.IO.Path.GetFileName(file).AsSpan()[Start.Length..^End.Length], NumberStyles.None, CultureInfo.InvariantCulture,
                out int step) ? new SampleSheet(step, file) : null)
            .OfType<SampleSheet>().OrderBy(sheet => sheet.Step),
    ];
}
