using MlNetFashion.Onnx;
using MlNetFashion.Training.Layers;
using static TorchSharp.torch.nn;

namespace MlNetFashion.Training.Autoencoder;

/// <summary>Image (N, 3, S, S), −1 to 1, to the mean and the log variance of its details (N, C, S/8, S/8) each.</summary>
sealed class PictureEncoder : Module<Value, (Value Mean, Value LogVariance)>
{
    // Where learning begins: with noise of a deviation of 1 the decoder would learn to do without the details before they say anything.
    const double FirstLogVariance = -4;

    readonly Chain body;
    readonly int _details;

    /// <summary>Makes an encoder with random weights.</summary>
    public PictureEncoder(PictureAutoencoderOptions options) : base(nameof(PictureEncoder))
    {
        (int half, int quarter, int eighth) = (options.Widths[0], options.Widths[1], options.Widths[2]);
        _details = options.DetailChannels;
        body = new Chain(
            PixelUnshuffle(2), new MixedConv2d(12, half), new ResidualBlock(half),
            new MixedConv2d(half, quarter, stride: 2), new ResidualBlock(quarter),
            new MixedConv2d(quarter, eighth, stride: 2), new ResidualBlock(eighth),
            ResidualBlock.Norm(eighth), SiLU(), new MixedConv2d(eighth, 2 * _details));
        RegisterComponents();
    }

    /// <inheritdoc/>
    public override (Value Mean, Value LogVariance) forward(Value image)
    {
        Value both = MixedConv2d.Exact(body.call(image));
        return (both.narrow(1, 0, _details), (both.narrow(1, _details, _details) + FirstLogVariance).clamp(-10, 4));
    }
}
