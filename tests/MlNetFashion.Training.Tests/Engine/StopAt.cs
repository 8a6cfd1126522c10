using MlNetFashion.Training.Runs;

namespace MlNetFashion.Training.Tests.Engine;

/// <summary>Keeps reports, and cancels when a step is reported.</summary>
sealed class StopAt(int step = int.MaxValue) : IProgress<TrainingProgress>, IDisposable
{
    readonly CancellationTokenSource _source = new();
    readonly List<TrainingProgress> _reports = [];

    public IReadOnlyList<TrainingProgress> Reports => _reports;

    public CancellationToken Token => _source.Token;

    public void Report(TrainingProgress value)
    {
        _reports.Add(value);
        if (value.Step >= step)
            _source.Cancel();
    }

    public void Dispose() => _source.Dispose();
}
