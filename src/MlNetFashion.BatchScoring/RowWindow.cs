using System.Runtime.ExceptionServices;

namespace MlNetFashion.BatchScoring;

/// <summary>Rows that were read together, and the runs of the model on them.</summary>
/// <param name="start">The place of its first row in the buffers.</param>
sealed class RowWindow(int start)
{
    Task[] _runs = [];
    ExceptionDispatchInfo? _fault;

    public int Start => start;

    /// <summary>The rows.</summary>
    public int Count { get; private set; }

    /// <summary>Whether it has been filled since it was emptied.</summary>
    public bool IsFull { get; private set; }

    /// <summary>Takes rows.</summary>
    /// <param name="count">How many; 0 at the end.</param>
    /// <param name="fault">What was thrown when more were read; it is thrown when these have been handed out.</param>
    /// <param name="runs">The runs that give their outputs.</param>
    public void Fill(int count, ExceptionDispatchInfo? fault, Task[] runs) => (Count, _fault, _runs, IsFull) = (count, fault, runs, true);

    /// <summary>Makes room for other rows.</summary>
    public void Empty() => (Count, _fault, _runs, IsFull) = (0, null, [], false);

    /// <summary>Waits until the outputs are there.</summary>
    /// <remarks>What a run threw is thrown here, and as often as somebody asks again.</remarks>
    public void Wait()
    {
        try
        {
            Task.WaitAll(_runs);
        }
        catch (AggregateException exception)
        {
            (Count, _fault) = (0, ExceptionDispatchInfo.Capture(exception.InnerExceptions[0]));
        }

        if (Count == 0)
            ThrowFault();
    }

    /// <summary>Waits until nothing runs any more, whatever came of it.</summary>
    public void Leave() => Task.WhenAll(_runs).ContinueWith(_ => { }, TaskScheduler.Default).Wait();

    /// <summary>Throws what was thrown when the rows after these were read.</summary>
    public void ThrowFault()
    {
        if (_fault is null)
            return;
        Count = 0;
        _fault.Throw();
    }
}
