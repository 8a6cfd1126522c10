using MlNetFashion.Onnx;
using MlNetFashion.Training.Layers;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MlNetFashion.Training.Autoencoder;

/// <summary>Latents (N, 3 + C, S/8, S/8) to pictures (N, 3, S, S), about −1 to 1: the colours enlarged, and what the network adds to them.</summary>
/// <remarks>It enlarges by nearest neighbours and once by a pixel shuffle (Shi et al., 2016): transposed convolutions leave grids (Odena et al.,
/// Deconvolution and Checkerboard Artifacts, 2016).</remarks>
sealed class PictureDecoder : Module<Value, Value>
{
    readonly Chain body;
    readonly ModuleList<ResidualBlock> fine;
    readonly NarrowConv2d paint;

    /// <summary>Makes a decoder with random weights.</summary>
    public PictureDecoder(PictureAutoencoderOptions options) : base(nameof(PictureDecoder))
    {
        (int half, int quarter, int eighth) = (options.Widths[0], options.Widths[1], options.Widths[2]);
        int whole = Math.Max(1, half / 3 / ResidualBlock.Groups) * ResidualBlock.Groups;
        body = new Chain(
            new MixedConv2d(options.LatentChannels, eighth), new ResidualBlock(eighth), new ResidualBlock(eighth),
                new MixedConv2d(eighth, quarter, kernelSize: 1), Twice(),
            new ResidualBlock(quarter), new MixedConv2d(quarter, half, kernelSize: 1), Twice(),
            new ResidualBlock(half), new ResidualBlock(half), ResidualBlock.Norm(half), SiLU(), new MixedConv2d(half, 4 * whole), PixelShuffle(2), SiLU());
        fine = new([.. Enumerable.Range(0, options.FineBlocks).Select(_ => new ResidualBlock(whole))]);
        paint = new NarrowConv2d(whole, 3);
        RegisterComponents();

        static Upsample Twice() => Upsample(scale_factor: [2, 2], mode: UpsampleMode.Nearest);
    }

    /// <summary>Takes the weights of another decoder of its sizes. Fine blocks that the other has not begin as nothing.</summary>
    internal void Take(PictureDecoder other)
    {
        body.load_state_dict(other.body.state_dict());
        paint.load_state_dict(other.paint.state_dict());
        foreach ((ResidualBlock block, ResidualBlock theirs) in fine.Zip(other.fine))
            block.load_state_dict(theirs.state_dict());
    }

    /// <inheritdoc/>
    public override Value forward(Value latents)
    {
        Value colours = latents.narrow(1, 0, PictureAutoencoderOptions.ColourChannels);
        Value large = colours.interpolate((double[])[PictureAutoencoderOptions.Reduction, PictureAutoencoderOptions.Reduction], InterpolationMode.Bilinear);
        Value x = body.call(latents);
        foreach (ResidualBlock block in fine)
            x = block.call(x);
        return large + paint.call(MixedConv2d.Exact(x));
    }
}
