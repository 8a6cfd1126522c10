namespace MlNetFashion.Catalogues;

/// <summary>Opens files in a way that can be stopped: a pipe that nobody writes into holds up whoever opens it.</summary>
static class OrdinaryFile
{
    const int BufferBytes = 1 << 16;

    /// <summary>Opens a file for reading.</summary>
    /// <exception cref="OperationCanceledException">It was cancelled; the thread that waits for the file is left to itself.</exception>
    public static FileStream Open(string path, CancellationToken cancellation) =>
        Run(() => new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, BufferBytes, FileOptions.SequentialScan), cancellation);

    /// <summary>Opens a file that can be read from its beginning again.</summary>
    /// <exception cref="IOException">It is a pipe or a device.</exception>
    public static FileStream OpenSeekable(string path, CancellationToken cancellation)
    {
        FileStream file = Open(path, cancellation);
        if (file.CanSeek)
            return file;
        file.Dispose();
        throw new IOException("It is a pipe or a device, but a file is wanted. Save it as a file first.");
    }

    /// <summary>Does what may wait for ever on a thread of its own.</summary>
    public static T Run<T>(Func<T> work, CancellationToken cancellation)
    {
        if (!cancellation.CanBeCanceled)
            return work();
        Task<T> running = Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        // Not the result alone: an exception of the work comes out as it is.
        running.ContinueWith(static done => _ = done.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
        ((Task)running).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        try
        {
            running.Wait(cancellation);
        }
        catch (AggregateException)
        {
            // The next line throws what is in it.
        }

        return running.GetAwaiter().GetResult();
    }
}
