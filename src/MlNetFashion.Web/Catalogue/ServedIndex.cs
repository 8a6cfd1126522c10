using MlNetFashion.Retrieval;

namespace MlNetFashion.Web;

/// <summary>An index with a count of who uses it; the last one closes it.</summary>
sealed class ServedIndex(EmbeddingIndex index)
{
    // The catalogue's own use is the first.
    int _uses = 1;

    public EmbeddingIndex Index => index;

    /// <summary>Begins to use it; false where it was closed meanwhile.</summary>
    public bool TryTake()
    {
        int uses;
        do
        {
            uses = Volatile.Read(ref _uses);
            if (uses == 0)
                return false;
        }
        while (Interlocked.CompareExchange(ref _uses, uses + 1, uses) != uses);
        return true;
    }

    /// <summary>Ends a use.</summary>
    public void Release()
    {
        if (Interlocked.Decrement(ref _uses) == 0)
            index.Dispose();
    }
}
