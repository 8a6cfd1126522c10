using System.Text.Json;

namespace MlNetFashion.Training.Runs.Curves;

/// <summary>The metrics of a run as curves, and as the picture <c>curves.png</c>.</summary>
static class RunCurves
{
    /// <summary>The picture's name in the run's folder.</summary>
    public const string FileName = "curves.png";

    /// <summary>What is no metric in a line of them.</summary>
    public const string Step = "step", Rate = "examplesPerSecond";

    /// <summary>Reads a run's metrics. Where a run went on from an earlier step than it had reported, the later report counts.</summary>
    /// <returns>Training's metrics each in a panel; scores of one kind (of names that end in the
    /// same word) together, <c>heldOutLoss</c> with <c>loss</c>.</returns>
    public static IReadOnlyList<CurvePanel> Read(RunFolder run) => Of(run.ReadMetrics());

    /// <summary>The same of metrics by name, with the step they belong to.</summary>
    public static IReadOnlyList<CurvePanel> Of(IEnumerable<IReadOnlyDictionary<string, double>> lines)
    {
        var series = new Dictionary<(string Name, bool IsValidation), List<CurvePoint>>();
        foreach (IReadOnlyDictionary<string, double> line in lines)
        {
            if (!line.TryGetValue(Step, out double step))
                continue;
            bool isValidation = line.GetValueOrDefault(Rate) == 0;
            foreach ((string name, double value) in line.Where(metric => metric.Key is not (Step or Rate)))
            {
                if (!series.TryGetValue((name, isValidation), out List<CurvePoint>? points))
                    series.Add((name, isValidation), points = []);
                points.RemoveAll(point => point.Step >= step);
                points.Add(new CurvePoint(step, value));
            }
        }

        return [.. series.OrderBy(each => each.Key.IsValidation).Select(each => new CurveSeries(each.Key.Name, each.Key.IsValidation, each.Value))
            .GroupBy(Quantity).Select(panel => new CurvePanel(panel.Key, [.. panel]))];
    }

    /// <summary>Draws the curves into the run's folder; nothing where there are no metrics yet.</summary>
    public static void Save(RunFolder run)
    {
        IReadOnlyList<CurvePanel> panels = Read(run);
        if (panels.Count > 0)
            CurvePicture.Draw(panels).Save(Path.Combine(run.Path, FileName));
    }

    static string Quantity(CurveSeries series)
    {
        if (!series.IsValidation)
            return JsonNamingPolicy.CamelCase.ConvertName(series.Name);
        int start = series.Name.Length - 1;
        while (start > 0 && !char.IsUpper(series.Name[start]))
            start--;
        return JsonNamingPolicy.CamelCase.ConvertName(series.Name[start..]);
    }
}
