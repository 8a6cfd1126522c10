namespace MlNetFashion.Batch;

/// <summary>What is known of a host while photos are fetched: how many are under way, and whether it is given up.</summary>
sealed class HostGate(int perHost, int mostFailures)
{
    readonly SemaphoreSlim _places = new(perHost);
    int _failuresInARow;

    /// <summary>Whether it failed so often in a row that nothing more is asked of it.</summary>
    public bool IsGivenUp => Volatile.Read(ref _failuresInARow) >= mostFailures;

    /// <summary>Waits for a place.</summary>
    public Task EnterAsync(CancellationToken cancellation) => _places.WaitAsync(cancellation);

    public void Leave() => _places.Release();

    /// <summary>It answered, whatever it said.</summary>
    public void Answered() => Volatile.Write(ref _failuresInARow, 0);

    /// <summary>It did not answer, or only with an error of its own.</summary>
    public void Failed() => Interlocked.Increment(ref _failuresInARow);
}
