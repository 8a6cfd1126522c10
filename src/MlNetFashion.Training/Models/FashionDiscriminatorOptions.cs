namespace MlNetFashion.Training.Models;

/// <summary>Size of the <see cref="FashionDiscriminator"/>.</summary>
public sealed record FashionDiscriminatorOptions
{
    /// <summary>Channels at 32x32, 16x16, 8x8 and 4x4.</summary>
    public required IReadOnlyList<int> Widths { get; init; }

    /// <summary>Length of the query embedding.</summary>
    public int EmbeddingDimension { get; init; } = Columns.EmbeddingDimension;

    /// <summary>How it looks at the query.</summary>
    public DiscriminatorCondition Condition { get; init; }

    /// <summary>Whether each layer's largest singular value is held at 1 (Miyato et al., 2018); not to be used together with a gradient penalty.</summary>
    public bool SpectralNorm { get; init; }

    /// <summary>About 1.4 M parameters.</summary>
    public static FashionDiscriminatorOptions Default { get; } = new() { Widths = [48, 96, 192, 320] };

    /// <summary>A quarter of that: for comparisons of training strategies on one core.</summary>
    public static FashionDiscriminatorOptions Small { get; } = new() { Widths = [24, 48, 96, 160] };

    /// <summary>For tests.</summary>
    public static FashionDiscriminatorOptions Tiny { get; } = new() { Widths = [4, 8, 8, 8] };
}
