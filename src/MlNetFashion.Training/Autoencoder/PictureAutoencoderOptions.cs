using MlNetFashion.Models;

namespace MlNetFashion.Training.Autoencoder;

/// <summary>Size of the <see cref="PictureAutoencoder"/>.</summary>
sealed record PictureAutoencoderOptions
{
    /// <summary>How many times a latent's side goes into a picture's.</summary>
    public const int Reduction = 8;

    /// <summary>Latent channels that are the picture itself, averaged: red, green and blue.</summary>
    public const int ColourChannels = 3;

    /// <summary>Side of the pictures in pixels, a multiple of <see cref="Reduction"/>.</summary>
    public int ImageSize { get; init; } = 80;

    /// <summary>Latent channels beside the three of colour.</summary>
    public int DetailChannels { get; init; } = 7;

    /// <summary>Channels at a half, a quarter and an eighth of the side, multiples of 8.</summary>
    public required IReadOnlyList<int> Widths { get; init; }

    /// <summary>Residual blocks at the pictures' own side, 0 or more.</summary>
    public int FineBlocks { get; init; }

    /// <summary>C of the latents.</summary>
    internal int LatentChannels => ColourChannels + DetailChannels;

    /// <summary>Height and width of the latents.</summary>
    internal int LatentSide => ImageSize / Reduction;

    /// <summary>About 1.6 M parameters, more than half of them the decoder's.</summary>
    public static PictureAutoencoderOptions Default { get; } = new() { Widths = [48, 96, 128], FineBlocks = 1 };

    /// <summary>For tests.</summary>
    public static PictureAutoencoderOptions Tiny { get; } = new() { ImageSize = Columns.ImageSize, DetailChannels = 2, Widths = [8, 8, 16], FineBlocks = 1 };

    /// <summary>Refuses sizes that no network has.</summary>
    /// <exception cref="ArgumentException">One is out of its range.</exception>
    public void Check()
    {
        if (ImageSize < ModelContract.SmallestPicture || ImageSize % Reduction != 0)
            throw new ArgumentException($"Pictures have sides of {ModelContract.SmallestPicture} pixels or more, a multiple of {Reduction}, "
                + $"but Model.ImageSize is {ImageSize}. Choose another.");
        if (DetailChannels < 1)
            throw new ArgumentException($"Details take one channel or more, but Model.DetailChannels is {DetailChannels}. Choose another.");
        if (FineBlocks < 0)
            throw new ArgumentException($"There are 0 fine blocks or more, but Model.FineBlocks is {FineBlocks}. Choose another.");
        if (Widths.Count != 3 || Widths.Any(width => width < 8 || width % 8 != 0))
            throw new ArgumentException($"There are three widths, multiples of 8, but Model.Widths is [{string.Join(",", Widths)}]. Choose others.");
    }
}
