using System.Runtime.ExceptionServices;

namespace MlNetFashion.Retrieval;

/// <summary>Work on many parts by as many threads as there are cores. What goes wrong with one is thrown as it is, and not as one of several.</summary>
static class ParallelWork
{
    /// <param name="parts">How many, 0 or more.</param>
    /// <param name="work">Does one, from any thread.</param>
    public static void Run(int parts, Action<int> work) => Run(parts, () => work, (part, _) => work(part), _ => { });

    /// <param name="parts">How many, 0 or more.</param>
    /// <param name="begin">Makes what a thread collects in.</param>
    /// <param name="work">Does one part.</param>
    /// <param name="end">Takes what a thread has collected; one thread at a time.</param>
    public static void Run<T>(int parts, Func<T> begin, Action<int, T> work, Action<T> end)
    {
        Lock one = new();
        try
        {
            Parallel.For(0, parts, begin, (part, _, collected) =>
            {
                work(part, collected);
                return collected;
            }, collected =>
            {
                lock (one)
                    end(collected);
            });
        }
        catch (AggregateException e)
        {
            ExceptionDispatchInfo.Throw(e.Flatten().InnerExceptions[0]);
        }
    }
}
