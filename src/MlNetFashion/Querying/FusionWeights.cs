namespace MlNetFashion.Querying;

/// <summary>Shares of the three vectors in a fused score. They are scaled to add up to 1 over the
/// vectors that a query has, so that scores stay within −1 to 1.</summary>
/// <param name="Text">Weight of the text embedding, 0 or more.</param>
/// <param name="Composed">Weight of the composed embedding, 0 or more.</param>
/// <param name="Generated">Weight of the generated pictures' embedding, 0 or more; at 0 no picture is generated.</param>
public sealed record FusionWeights(float Text, float Composed, float Generated)
{
    // Chosen by fashion tune on the validation split of the products and on a sample catalogue of another seed (docs/composers.md). For words, generated
    // pictures add nothing; for pictures they add 0.006, and four would have to be drawn for each search.

    /// <summary>For a query in words.</summary>
    public static FusionWeights Words { get; } = new(0.5f, 0.5f, 0);

    /// <summary>For a picture, with or without words: words that say a difference find little by themselves.</summary>
    public static FusionWeights Picture { get; } = new(0.2f, 0.8f, 0);
}
