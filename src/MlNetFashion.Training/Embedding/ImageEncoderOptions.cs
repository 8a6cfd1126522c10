namespace MlNetFashion.Training.Embedding;

/// <summary>Size of the <see cref="ImageEncoder"/>.</summary>
sealed record ImageEncoderOptions
{
    /// <summary>Channels of the stem and of the three stages, at 1/2, 1/4, 1/8 and 1/16 of the image size.</summary>
    public required IReadOnlyList<int> Widths { get; init; }

    /// <summary>Side of the pictures that it reads, in pixels.</summary>
    public int ImageSize { get; init; } = Columns.ImageSize;

    /// <summary>Length of the embedding.</summary>
    public int EmbeddingDimension { get; init; } = Columns.EmbeddingDimension;

    /// <summary>What the embedding tells beside the look; null for nothing.</summary>
    public FactEmbeddingOptions? Facts { get; init; }

    /// <summary>2.8 M parameters and 115 M multiplications a picture of 80x80.</summary>
    public static ImageEncoderOptions Default { get; } = new() { Widths = [32, 64, 128, 320] };

    /// <summary>For tests.</summary>
    public static ImageEncoderOptions Tiny { get; } = new() { Widths = [4, 8, 8, 16] };
}
