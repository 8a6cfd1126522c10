namespace MlNetFashion.Training.Models;

/// <summary>Size of the <see cref="FashionGenerator"/>.</summary>
public sealed record FashionGeneratorOptions
{
    /// <summary>Channels at 4x4, 8x8, 16x16, 32x32 and 64x64.</summary>
    public required IReadOnlyList<int> Widths { get; init; }

    /// <summary>Width of the layer that joins query and noise.</summary>
    public int HiddenSize { get; init; } = 256;

    /// <summary>Length of the query embedding.</summary>
    public int EmbeddingDimension { get; init; } = Columns.EmbeddingDimension;

    /// <summary>Length of the noise.</summary>
    public int NoiseDimension { get; init; } = Columns.NoiseDimension;

    /// <summary>About 3 M parameters and 110 M multiplications a picture.</summary>
    public static FashionGeneratorOptions Default { get; } = new() { Widths = [256, 192, 128, 64, 32] };

    /// <summary>A quarter of that: for comparisons of training strategies on one core.</summary>
    public static FashionGeneratorOptions Small { get; } = new() { Widths = [128, 96, 64, 32, 16], HiddenSize = 128 };

    /// <summary>For tests.</summary>
    public static FashionGeneratorOptions Tiny { get; } = new() { Widths = [8, 8, 8, 8, 4], HiddenSize = 16 };
}
