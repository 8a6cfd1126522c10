using System.Text.Json.Serialization;
using MlNetFashion.Models;

namespace MlNetFashion.Training.Generator;

/// <summary>Size of the <see cref="FashionGenerator"/>.</summary>
sealed record FashionGeneratorOptions
{
    const int FirstSide = 4;

    /// <summary>Channels at 4x4, 8x8 and so on, twice the side each time: five for pictures of 64x64, six for 128x128.</summary>
    public required IReadOnlyList<int> Widths { get; init; }

    /// <summary>Side of the pictures in pixels, which follows from <see cref="Widths"/>.</summary>
    [JsonIgnore]
    public int ImageSize => FirstSide << (Widths.Count - 1);

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

    /// <summary>Pictures of 128x128: one stage more, so narrow that it takes no more multiplications than the one before it (about 150 M a picture).</summary>
    public static FashionGeneratorOptions Large { get; } = new() { Widths = [256, 192, 128, 64, 32, 16] };

    /// <summary>For tests.</summary>
    public static FashionGeneratorOptions Tiny { get; } = new() { Widths = [8, 8, 8, 8, 4], HiddenSize = 16 };

    /// <summary>Refuses sizes that no picture can be drawn or seen with.</summary>
    /// <exception cref="ArgumentException">The pictures are smaller than <see cref="ModelContract.SmallestPicture"/>
    /// or larger than <see cref="ModelContract.LargestPicture"/>.</exception>
    public void Check()
    {
        int fewest = WidthsFor(ModelContract.SmallestPicture), most = WidthsFor(ModelContract.LargestPicture);
        if (Widths.Count < fewest || Widths.Count > most || Widths.Any(width => width < 1))
        {
            throw new ArgumentException($"A generator has {fewest} widths of 1 or more for pictures of {ModelContract.SmallestPicture}x{ModelContract.SmallestPicture}, "
                + $"one more for each doubling of the side, and at most {most}, "
                + $"but Generator.Widths is [{string.Join(",", Widths)}]. Give as many as the pictures need.");
        }
    }

    static int WidthsFor(int side) => int.Log2(side / FirstSide) + 1;
}
