namespace MlNetFashion.Retrieval;

/// <summary>Keeps the best rows offered to it. The order is total, so what is kept does not depend on the order of offering.</summary>
sealed class BestRows(int capacity)
{
    // Turned: the worst on top.
    readonly KeyHeap _worstFirst = new();

    /// <summary>Rows of a lower score need not be offered.</summary>
    public float Worst { get; private set; } = float.NegativeInfinity;

    public void Offer(int row, float score) => Offer(new ScoredRow(score, row).Key);

    public void Absorb(BestRows other)
    {
        foreach (ulong turned in other._worstFirst.Unordered)
            Offer(~turned);
    }

    /// <summary>Best first.</summary>
    public ScoredRow[] ToArray()
    {
        ScoredRow[] rows = new ScoredRow[_worstFirst.Count];
        for (int i = rows.Length - 1; i >= 0; i--)
            rows[i] = ScoredRow.OfKey(~_worstFirst.Pop());
        return rows;
    }

    void Offer(ulong key)
    {
        if (_worstFirst.Count < capacity)
            _worstFirst.Push(~key);
        else if (~key < _worstFirst.Top)
            _worstFirst.ReplaceTop(~key);
        if (_worstFirst.Count == capacity)
            Worst = ScoredRow.OfKey(~_worstFirst.Top).Score;
    }
}
