using MlNetFashion.Images;
using MlNetFashion.Notebooks;
using MlNetFashion.Text;
using MlNetFashion.Training.Runs.Curves;

namespace MlNetFashion.Training.Runs;

/// <summary>Shows a run in a notebook: its curves, and sheets of samples from its first to its last. Shows <see cref="TrainingCurves"/> alike.</summary>
sealed class RunFormatterSource
{
    const int Sheets = 4, Side = 240;

    /// <summary>Found by its name, see <see cref="TypeFormatterSourceAttribute"/>.</summary>
    public IEnumerable<object> CreateTypeFormatters() =>
    [
        new HtmlFormatter<RunFolder>(Run),
        new HtmlFormatter<TrainingCurves>(curves => curves.HasMetrics ? PictureHtml.Of(curves.Draw()) : "<p>No step is done yet.</p>"),
    ];

    static string Run(RunFolder run)
    {
        IReadOnlyList<CurvePanel> panels = RunCurves.Read(run);
        IReadOnlyList<SampleSheet> sheets = SampleSheet.Of(run);
        int shown = Math.Min(Sheets, sheets.Count);
        IEnumerable<string> figures = Enumerable.Range(0, shown).Select(i => sheets[shown == 1 ? 0 : i * (sheets.Count - 1) / (shown - 1)])
            .Select(sheet => PictureHtml.Figure(RgbImage.Load(sheet.Path), FormattableString.Invariant($"step {sheet.Step:N0}"), Side));
        return $"<div style=\"font-family:sans-serif\"><p>{SafeText.Html(run.Path)}</p>{(panels.Count > 0 ? PictureHtml.Of(CurvePicture.Draw(panels)) : "")}"
            + $"{PictureHtml.Row(figures)}</div>";
    }
}
