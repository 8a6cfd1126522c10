using System.Runtime.ExceptionServices;
using System.Threading.Tasks.Dataflow;

namespace MlNetFashion.Retrieval;

/// <summary>Work on a stream by several threads, with the results in the stream's order and only a few of them in memory.</summary>
static class OrderedWork
{
    /// <param name="source">Read by the calling thread.</param>
    /// <param name="threads">How many elements are worked on at once, 1 or more. Two more may wait to be worked on or taken.</param>
    /// <param name="work">Called by several threads.</param>
    /// <param name="take">Called for one result at a time, in the order of the source.</param>
    /// <param name="cancellation">Stops; what is under way is ended first.</param>
    /// <exception cref="OperationCanceledException">It was cancelled. An exception of the source, the work or the taking comes out as it is.</exception>
    public static void Run<TSource, TResult>(IEnumerable<TSource> source, int threads, Func<TSource, TResult> work, Action<TResult> take,
        CancellationToken cancellation)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        ExceptionDispatchInfo? gaveUp = null;
        var working = new TransformBlock<TSource, TResult>(element =>
            Guarded(() => work(element)),
            new() { MaxDegreeOfParallelism = threads, BoundedCapacity = threads + 1, CancellationToken = stop.Token, SingleProducerConstrained = true });
        var taking = new ActionBlock<TResult>(result =>
            Guarded(() => Take(result)), new() { BoundedCapacity = 1, CancellationToken = stop.Token, SingleProducerConstrained = true });
        working.LinkTo(taking, new() { PropagateCompletion = true });
        Task all = Task.WhenAll(working.Completion, taking.Completion);
        try
        {
            // Without this a full pipe would wait for ever for a taker that has failed.
            taking.Completion.ContinueWith(_ => stop.Cancel(), CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
            foreach (TSource element in source)
            {
                if (!working.SendAsync(element, stop.Token).ConfigureAwait(false).GetAwaiter().GetResult())
                    break;
            }

            working.Complete();
            Wait(all);
        }
        catch (OperationCanceledException) when (taking.Completion.IsFaulted || gaveUp is not null)
        {
            // The exception that stopped the work follows.
        }
        finally
        {
            stop.Cancel();
            Wait(all);
        }

        if (all.Exception is { } failure)
            ExceptionDispatchInfo.Throw(failure.Flatten().InnerExceptions[0]);
        cancellation.ThrowIfCancellationRequested();
        gaveUp?.Throw();

        // A block passes over an element whose delegate says that it was cancelled: an encoder whose request timed out would lose a batch unseen.
        T Guarded<T>(Func<T> call)
        {
            try
            {
                return call();
            }
            catch (OperationCanceledException exception)
            {
                gaveUp = ExceptionDispatchInfo.Capture(exception);
                stop.Cancel();
                throw;
            }
        }

        bool Take(TResult result)
        {
            take(result);
            return true;
        }
    }

    static void Wait(Task task) => task.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing).GetAwaiter().GetResult();
}
