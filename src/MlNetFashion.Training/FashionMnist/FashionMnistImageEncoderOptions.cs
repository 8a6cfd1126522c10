namespace MlNetFashion.Training.FashionMnist;

/// <summary>Size of the <see cref="FashionMnistImageEncoder"/>.</summary>
sealed record FashionMnistImageEncoderOptions
{
    /// <summary>Channels at 28, 14 and 7 pixels.</summary>
    public required IReadOnlyList<int> Widths { get; init; }

    /// <summary>D, the length of the embedding.</summary>
    public int EmbeddingDimension { get; init; } = Columns.EmbeddingDimension;

    /// <summary>Whether the embedding is read from a map of 3 x 3 places, so that it matters where
    /// something is; else from the mean and the maximum over all places.</summary>
    public bool KeepsPlaces { get; init; }

    /// <summary>About 0.25 M parameters and 10 M multiplications a picture.</summary>
    public static FashionMnistImageEncoderOptions Default { get; } = new() { Widths = [24, 40, 96], KeepsPlaces = true };

    /// <summary>For tests.</summary>
    public static FashionMnistImageEncoderOptions Tiny { get; } = new() { Widths = [4, 4, 8], EmbeddingDimension = 8 };
}
