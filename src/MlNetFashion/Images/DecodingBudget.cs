namespace MlNetFashion.Images;

/// <summary>How much memory pictures take while they are decoded, over all threads together:
/// what does not fit waits until others are done, in the order of asking.</summary>
sealed class DecodingBudget
{
    readonly Lock _lock = new();
    readonly Queue<Waiting> _waiting = new();
    readonly long _bytes;
    long _taken;

    /// <summary>Makes a budget.</summary>
    /// <param name="bytes">The most that is taken at once; what needs more alone has all of it.</param>
    public DecodingBudget(long bytes) => _bytes = bytes;

    /// <summary>The one of this process: room for one picture of <see cref="ImageCodec.MaxPixels"/>, or for thousands as catalogues have them.</summary>
    public static DecodingBudget OfProcess { get; } = new(ImageCodec.MaxPixels * 4);

    /// <summary>Takes memory, waiting for it if need be; disposing the result gives it back.</summary>
    public Share Take(long bytes)
    {
        bytes = Math.Min(bytes, _bytes);
        Waiting? waiting = null;
        lock (_lock)
        {
            if (_waiting.Count == 0 && _taken + bytes <= _bytes)
                _taken += bytes;
            else
                _waiting.Enqueue(waiting = new Waiting(bytes));
        }

        waiting?.Turn.Wait();
        return new Share(this, bytes);
    }

    void Return(long bytes)
    {
        lock (_lock)
        {
            _taken -= bytes;
            while (_waiting.TryPeek(out Waiting? first) && _taken + first.Bytes <= _bytes)
            {
                _taken += first.Bytes;
                _waiting.Dequeue().Turn.Set();
            }
        }
    }

    /// <summary>Memory that was taken.</summary>
    public readonly struct Share(DecodingBudget of, long bytes) : IDisposable
    {
        /// <summary>Gives it back.</summary>
        public void Dispose() => of.Return(bytes);
    }

    sealed record Waiting(long Bytes)
    {
        public ManualResetEventSlim Turn { get; } = new();
    }
}
