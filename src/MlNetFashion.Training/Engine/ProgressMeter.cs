using System.Diagnostics;
using MlNetFashion.Training.Runs;

namespace MlNetFashion.Training.Engine;

/// <summary>Averages losses between reports and estimates the time left.</summary>
sealed class ProgressMeter(int start, int steps)
{
    readonly Stopwatch _watch = Stopwatch.StartNew();
    readonly Dictionary<string, (double Sum, int Count)> _sums = [];
    long _examples;
    int _last = start;
    TimeSpan _lastTime;

    public void Add(string name, double value)
    {
        (double sum, int count) = _sums.GetValueOrDefault(name);
        _sums[name] = (sum + value, count + 1);
    }

    public void Examples(int count) => _examples += count;

    public TrainingProgress Report(int step)
    {
        TimeSpan now = _watch.Elapsed, spent = now - _lastTime;
        Dictionary<string, double> metrics = _sums.ToDictionary(each => each.Key, each => each.Value.Sum / each.Value.Count);
        double rate = _examples / Math.Max(1e-9, spent.TotalSeconds);
        TimeSpan remaining = spent / Math.Max(1, step - _last) * (steps - step);
        (_examples, _last, _lastTime) = (0, step, now);
        _sums.Clear();
        return new TrainingProgress(step, steps, metrics, rate, remaining);
    }
}
