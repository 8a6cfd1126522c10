using System.Text.Json.Serialization;
using MlNetFashion.Training.Autoencoder;

namespace MlNetFashion.Training.LatentGenerator;

/// <summary>Size of the <see cref="FlowGenerator"/>.</summary>
sealed record LatentGeneratorOptions
{
    /// <summary>The autoencoder in whose latents it draws.</summary>
    public required PictureAutoencoderOptions Autoencoder { get; init; }

    /// <summary>Channels at the latents' side and at half of it, multiples of 8.</summary>
    public required IReadOnlyList<int> Widths { get; init; }

    /// <summary>Residual blocks on the way down, below and on the way up.</summary>
    public IReadOnlyList<int> Blocks { get; init; } = [2, 3, 2];

    /// <summary>Width of what steers the blocks.</summary>
    public int HiddenSize { get; init; } = 256;

    /// <summary>Length of the query embedding.</summary>
    public int EmbeddingDimension { get; init; } = Columns.EmbeddingDimension;

    /// <summary>Steps from noise to latents, each one evaluation of the flow, or two where <see cref="Guidance"/> is not 1.</summary>
    public int Steps { get; init; } = 4;

    /// <summary>How far the flow goes beyond what the query asks for, away from what is drawn without any (classifier-free guidance, Ho and Salimans, 2022);
    /// 1 for a flow that needs none.</summary>
    public double Guidance { get; init; } = 3;

    /// <summary>Length of the noise: its first number says photo or drawing, the others are where the latents begin.</summary>
    [JsonIgnore]
    public int NoiseDimension => 1 + Autoencoder.LatentChannels * Autoencoder.LatentSide * Autoencoder.LatentSide;

    /// <summary>About 5 M parameters.</summary>
    /// <param name="autoencoder">The autoencoder in whose latents it draws.</param>
    public static LatentGeneratorOptions Default(PictureAutoencoderOptions autoencoder) => new() { Autoencoder = autoencoder, Widths = [128, 256] };

    /// <summary>For tests.</summary>
    /// <param name="autoencoder">The autoencoder in whose latents it draws.</param>
    public static LatentGeneratorOptions Tiny(PictureAutoencoderOptions autoencoder) =>
        new() { Autoencoder = autoencoder, Widths = [8, 8], Blocks = [1, 1, 1], HiddenSize = 16, Steps = 2 };

    /// <summary>Refuses sizes that no network has.</summary>
    /// <exception cref="ArgumentException">One is out of its range.</exception>
    public void Check()
    {
        Autoencoder.Check();
        if (Autoencoder.LatentSide % 2 != 0)
            throw new ArgumentException($"Latents are halved once, but those of pictures of {Autoencoder.ImageSize}x{Autoencoder.ImageSize} have a side of "
                + $"{Autoencoder.LatentSide}. Choose a multiple of {2 * PictureAutoencoderOptions.Reduction} for the pictures.");
        if (Widths.Count != 2 || Widths.Any(width => width < 8 || width % 8 != 0))
            throw new ArgumentException($"There are two widths, multiples of 8, but Generator.Widths is [{string.Join(",", Widths)}]. Choose others.");
        if (Blocks.Count != 3 || Blocks.Any(count => count < 1))
            throw new ArgumentException($"There are blocks in three places, one or more in each, but Generator.Blocks is [{string.Join(",", Blocks)}]. "
                + $"Choose others.");
        ArgumentOutOfRangeException.ThrowIfLessThan(HiddenSize, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(Steps, 1);
        if (!(Guidance >= 0) || double.IsInfinity(Guidance))
            throw new ArgumentException($"Guidance is 0 or more, but Generator.Guidance is {Guidance}. Choose another.");
    }
}
