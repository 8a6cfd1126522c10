namespace MlNetFashion.Retrieval;

/// <summary>Keeps the best rows offered to it. The order is total, so what is kept does not depend on the order of offering.</summary>
sealed class BestRows(int capacity)
{
    readonly PriorityQueue<int, ScoredRow> _worstFirst = new(Math.Min(capacity, 1024));

    /// <summary>Rows of a lower score need not be offered.</summary>
    public float Worst { get; private set; } = float.NegativeInfinity;

    public void Offer(int row, float score)
    {
        var scored = new ScoredRow(score, row);
        if (_worstFirst.Count < capacity)
            _worstFirst.Enqueue(row, scored);
        else
            _worstFirst.EnqueueDequeue(row, scored);
        if (_worstFirst.Count == capacity && _worstFirst.TryPeek(out _, out ScoredRow worst))
            Worst = worst.Score;
    }

    public void Absorb(BestRows other)
    {
        foreach ((int row, ScoredRow scored) in other._worstFirst.UnorderedItems)
            Offer(row, scored.Score);
    }

    /// <summary>Best first.</summary>
    public ScoredRow[] ToArray()
    {
        ScoredRow[] rows = new ScoredRow[_worstFirst.Count];
        for (int i = rows.Length - 1; i >= 0; i--)
        {
            _worstFirst.TryDequeue(out _, out ScoredRow scored);
            rows[i] = scored;
        }

        return rows;
    }
}
