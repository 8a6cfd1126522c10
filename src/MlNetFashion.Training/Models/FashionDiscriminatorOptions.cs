namespace MlNetFashion.Training.Models;

/// <summary>Size of the <see cref="FashionDiscriminator"/>.</summary>
public sealed record FashionDiscriminatorOptions
{
    /// <summary>Channels at 32x32, 16x16, 8x8 and 4x4.</summary>
    public required IReadOnlyList<int> Widths { get; init; }

    /// <summary>Length of the query embedding.</summary>
    public int EmbeddingDimension { get; init; } = Columns.EmbeddingDimension;

    /// <summary>About 1.4 M parameters.</summary>
    public static FashionDiscriminatorOptions Default { get; } = new() { Widths = [48, 96, 192, 320] };

    /// <summary>For tests.</summary>
    public static FashionDiscriminatorOptions Tiny { get; } = new() { Widths = [4, 8, 8, 8] };
}
