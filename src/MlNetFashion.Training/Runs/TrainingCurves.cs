using MlNetFashion.Images;
using MlNetFashion.Notebooks;
using MlNetFashion.Training.Runs.Curves;

namespace MlNetFashion.Training.Runs;

/// <summary>Metrics as training reports them, drawn as curves: the progress of a recipe, or what a loop of your own adds. A notebook shows them as a picture.
/// Use one from many threads.</summary>
/// <example><code>
/// var curves = new TrainingCurves();
/// RunFolder run = TrainingRecipes.Text.Train(plan, "runs/text", curves);
/// curves.Draw().Save("curves.png");
/// </code></example>
[TypeFormatterSource(typeof(RunFormatterSource), PreferredMimeTypes = ["text/html"])]
public sealed class TrainingCurves : IProgress<TrainingProgress>
{
    readonly Lock _gate = new();
    readonly List<IReadOnlyDictionary<string, double>> _lines = [];

    /// <summary>Told after each value that was added, on the thread that added it: a notebook shows the curves again.</summary>
    public event EventHandler? Changed;

    /// <summary>Adds the metrics of a report. A report of scores alone, which has no speed, is of validation.</summary>
    public void Report(TrainingProgress value) =>
        Add(value.Metrics, (RunCurves.Step, value.Step), (RunCurves.Rate, value.ExamplesPerSecond));

    /// <summary>Adds metrics of a step.</summary>
    /// <param name="step">Steps done, 0 or more.</param>
    /// <param name="metrics">Values by name; those that are not finite are left out.</param>
    public void Add(int step, params (string Name, double Value)[] metrics) =>
        Add(metrics.Select(metric => KeyValuePair.Create(metric.Name, metric.Value)), (RunCurves.Step, step), (RunCurves.Rate, 1));

    /// <summary>Draws a panel for each metric.</summary>
    /// <exception cref="InvalidOperationException">Nothing was added yet.</exception>
    public RgbImage Draw()
    {
        lock (_gate)
        {
            return _lines.Count > 0 ? CurvePicture.Draw(RunCurves.Of(_lines))
                : throw new InvalidOperationException("There is nothing to draw: no metric was added yet. "
                    + "Call Add, or give the curves to a recipe as its progress.");
        }
    }

    /// <summary>Whether there is anything to draw.</summary>
    internal bool HasMetrics
    {
        get
        {
            lock (_gate)
                return _lines.Count > 0;
        }
    }

    void Add(IEnumerable<KeyValuePair<string, double>> metrics, params (string Name, double Value)[] about)
    {
        Dictionary<string, double> line = new(metrics.Where(metric => double.IsFinite(metric.Value)));
        if (line.Count == 0)
            return;
        foreach ((string name, double value) in about)
            line[name] = value;
        lock (_gate)
            _lines.Add(line);
        Changed?.Invoke(this, EventArgs.Empty);
    }
}
