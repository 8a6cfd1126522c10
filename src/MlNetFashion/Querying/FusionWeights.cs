namespace MlNetFashion.Querying;

/// <summary>Shares of the three vectors in a fused score. They are scaled to add up to 1 over the
/// vectors that a query has, so that scores stay within −1 to 1.</summary>
/// <param name="Text">Weight of the text embedding, 0 or more.</param>
/// <param name="Composed">Weight of the composed embedding, 0 or more.</param>
/// <param name="Generated">Weight of the generated pictures' embedding, 0 or more; at 0 no picture is generated.</param>
public sealed record FusionWeights(float Text, float Composed, float Generated)
{
    // Chosen by fashion tune on the validation split of the products and on a sample catalogue of
    // another seed (docs/composers.md). The best have no more than 0.001 over one
    // another for words alone, so there each vector keeps a share.

    /// <summary>For a query in words.</summary>
    public static FusionWeights Words { get; } = new(0.2f, 0.7f, 0.1f);

    /// <summary>For a picture, with or without words: words that say a difference find nothing by themselves.</summary>
    public static FusionWeights Picture { get; } = new(0, 0.8f, 0.2f);
}
