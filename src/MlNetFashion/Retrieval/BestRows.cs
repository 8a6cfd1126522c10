namespace MlNetFashion.Retrieval;

/// <summary>Keeps the best rows offered to it. The order is total, so what is kept does not depend on the order of offering.</summary>
sealed class BestRows(int capacity)
{
    readonly PriorityQueue<int, ScoredRow> _worstFirst = new(Math.Min(capacity, 1024));
    float _worst = float.NegativeInfinity;

    public void Offer(int row, float score)
    {
        if (_worstFirst.Count < capacity)
            _worstFirst.Enqueue(row, new ScoredRow(score, row));
        else if (score >= _worst)
            _worstFirst.EnqueueDequeue(row, new ScoredRow(score, row));
        else
            return;
        if (_worstFirst.TryPeek(out _, out ScoredRow worst) && _worstFirst.Count == capacity)
            _worst = worst.Score;
    }

    public void Absorb(BestRows other)
    {
        foreach ((int row, ScoredRow scored) in other._worstFirst.UnorderedItems)
            Offer(row, scored.Score);
    }

    /// <summary>Best first.</summary>
    public ScoredRow[] ToArray()
    {
        ScoredRow[] rows = [.. _worstFirst.UnorderedItems.Select(item => item.Priority)];
        Array.Sort(rows, (left, right) => right.CompareTo(left));
        return rows;
    }
}
