namespace MlNetFashion.Training.Models;

/// <summary>Size of the <see cref="Discriminator"/>.</summary>
public sealed record DiscriminatorOptions
{
    /// <summary>Channels at 32x32, 16x16, 8x8 and 4x4.</summary>
    public required IReadOnlyList<int> Widths { get; init; }

    /// <summary>Length of the query embedding.</summary>
    public int EmbeddingDimension { get; init; } = Columns.EmbeddingDimension;

    /// <summary>About 1.4 M parameters.</summary>
    public static DiscriminatorOptions Default { get; } = new() { Widths = [48, 96, 192, 320] };

    /// <summary>For tests.</summary>
    public static DiscriminatorOptions Tiny { get; } = new() { Widths = [4, 8, 8, 8] };
}
