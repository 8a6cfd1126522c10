namespace MlNetFashion.Evaluation;

/// <summary>What happens to the item that a query shows, where it is in the gallery.</summary>
public enum ReferenceHandling
{
    /// <summary>It and its duplicates are taken out of every ranking, and are never right.</summary>
    TakenOut,

    /// <summary>It stays: an answer like the others, which pushes the right one back when it comes first.</summary>
    Kept,
}
