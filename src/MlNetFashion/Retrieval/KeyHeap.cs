namespace MlNetFashion.Retrieval;

/// <summary>A heap of keys (<see cref="ScoredRow.Key"/>), the largest on top; turned (~key), the smallest.</summary>
sealed class KeyHeap
{
    ulong[] _keys = new ulong[64];

    public int Count { get; private set; }

    public ulong Top => _keys[0];

    public ReadOnlySpan<ulong> Unordered => _keys.AsSpan(0, Count);

    public void Clear() => Count = 0;

    public void Push(ulong key)
    {
        if (Count == _keys.Length)
            Array.Resize(ref _keys, 2 * Count);
        ulong[] keys = _keys;
        int at = Count++;
        while (at > 0)
        {
            int above = (at - 1) / 2;
            if (keys[above] >= key)
                break;
            keys[at] = keys[above];
            at = above;
        }

        keys[at] = key;
    }

    public ulong Pop()
    {
        ulong top = _keys[0], last = _keys[--Count];
        if (Count > 0)
            ReplaceTop(last);
        return top;
    }

    public void ReplaceTop(ulong key)
    {
        Span<ulong> keys = _keys.AsSpan(0, Count);
        int at = 0;
        for (int below = 1; below < keys.Length; below = 2 * at + 1)
        {
            if (below + 1 < keys.Length && keys[below + 1] > keys[below])
                below++;
            if (keys[below] <= key)
                break;
            keys[at] = keys[below];
            at = below;
        }

        keys[at] = key;
    }
}
