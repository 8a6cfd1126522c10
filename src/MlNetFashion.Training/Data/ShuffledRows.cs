namespace MlNetFashion.Training.Data;

/// <summary>Batches of rows in an order that is shuffled anew each round: every row is seen once before
/// any is seen again, but for the rest of a round that fills no batch.</summary>
/// <param name="rows">How many rows there are, 1 or more.</param>
/// <param name="batch">Rows of a step; where there are fewer, all.</param>
/// <param name="seed">Decides the orders.</param>
sealed class ShuffledRows(int rows, int batch, int seed)
{
    readonly int[] _order = new int[rows];
    int _round = -1;

    /// <summary>Rows of each step.</summary>
    public int Batch { get; } = Math.Min(batch, rows);

    /// <summary>The rows of a step, whichever was asked for before.</summary>
    /// <param name="step">0 for the first.</param>
    public ReadOnlySpan<int> Of(int step)
    {
        (int round, int place) = Math.DivRem(step, _order.Length / Batch);
        if (round != _round)
            Shuffle(round);
        return _order.AsSpan(place * Batch, Batch);
    }

    void Shuffle(int round)
    {
        for (int i = 0; i < _order.Length; i++)
            _order[i] = i;
        new Random(unchecked(seed * 7919 + round)).Shuffle(_order);
        _round = round;
    }
}
