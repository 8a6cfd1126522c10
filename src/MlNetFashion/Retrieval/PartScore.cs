namespace MlNetFashion.Retrieval;

/// <summary>What one part of a query thought of a neighbour.</summary>
/// <param name="Name">The part's name, "text" say.</param>
/// <param name="Weight">Its weight in the sum.</param>
/// <param name="Cosine">Its dot product with the item, −1 to 1, not weighted yet; of the part "attributes" what they add to the score.</param>
public sealed record PartScore(string Name, float Weight, float Cosine)
{
    /// <summary>What it adds to the neighbour's score.</summary>
    public float Adds => Weight * Cosine;
}
