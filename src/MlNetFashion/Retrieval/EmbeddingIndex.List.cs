namespace MlNetFashion.Retrieval;

public sealed partial class EmbeddingIndex
{
    /// <summary>Items without a query: those that pass, in the order of what comes first, else of the catalogue.</summary>
    /// <param name="where">Only items that pass, or null for all.</param>
    /// <param name="boosts">What comes first; the score is what they add.</param>
    /// <param name="top">How many, 1 or more; fewer are returned where fewer pass.</param>
    /// <param name="skip">How many are passed over before, 0 or more.</param>
    /// <exception cref="ArgumentException">The index lacks an attribute.</exception>
    public Neighbour[] List(AttributeFilter? where, IReadOnlyList<AttributeBoost> boosts, int top, int skip = 0)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(top, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(skip);
        ItemAdjustment adjustment = ItemAdjustment.None;
        foreach (AttributeBoost boost in boosts)
            adjustment = adjustment.Plus(boost.Name, boost.Of(_items));
        bool[]? allowed = where?.Allowed(_items);
        float[] scores = adjustment.Bonus ?? new float[Count];
        return
        [
            .. Enumerable.Range(0, Count).Where(row => allowed?[row] != false).OrderByDescending(row => scores[row]).ThenBy(row => row).Skip(skip).Take(top)
                .Select(row => new Neighbour(_items[row], scores[row],
                    row) { Parts = [.. adjustment.Shares.Select(share => new PartScore(share.Name, 1, share.Adds[row]))] }),
        ];
    }
}
