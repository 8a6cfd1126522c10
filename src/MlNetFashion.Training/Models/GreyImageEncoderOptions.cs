namespace MlNetFashion.Training.Models;

/// <summary>Size of the <see cref="GreyImageEncoder"/>.</summary>
public sealed record GreyImageEncoderOptions
{
    /// <summary>Channels at 28, 14 and 7 pixels.</summary>
    public required IReadOnlyList<int> Widths { get; init; }

    /// <summary>D, the length of the embedding.</summary>
    public int EmbeddingDimension { get; init; } = Columns.EmbeddingDimension;

    /// <summary>About 0.19 M parameters and 10 M multiplications a picture.</summary>
    public static GreyImageEncoderOptions Default { get; } = new() { Widths = [24, 40, 96] };

    /// <summary>For tests.</summary>
    public static GreyImageEncoderOptions Tiny { get; } = new() { Widths = [4, 4, 8], EmbeddingDimension = 8 };
}
