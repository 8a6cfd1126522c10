using MlNetFashion.Onnx;
using MlNetFashion.Training.Layers;
using TorchSharp.Modules;
using static TorchSharp.torch.nn;

namespace MlNetFashion.Training.GarmentClassification;

/// <summary>A small residual network that tells kinds of garment apart, in photos and in drawings:
/// Image (N, 3, 64, 64), −1 to 1, to Logits (N, K) and Features (N, F), 0 or more.</summary>
/// <remarks>It shares nothing with the encoders that generators are trained against,
/// so it can judge what they draw. The features are the mean of the last map (He et al., Deep Residual
/// Learning for Image Recognition, 2015); Fréchet distance, nearest neighbours and diversity are
/// measured in them, as Heusel et al. (2017) do with Inception's.</remarks>
sealed class GarmentClassifier : Module<Value, (Value Logits, Value Features)>
{
    readonly Chain body;
    readonly Dropout dropout;
    readonly Linear logits;

    /// <summary>Makes a classifier with random weights.</summary>
    public GarmentClassifier(GarmentClassifierOptions options) : base(nameof(GarmentClassifier))
    {
        IReadOnlyList<int> widths = options.Widths;
        body = new Chain(
            ConvolutionBlock.Convolution(3, widths[0], stride: 2),
            ConvolutionBlock.Convolution(widths[0], widths[1], stride: 2), new ConvolutionBlock(widths[1], convolutions: 1),
            ConvolutionBlock.Convolution(widths[1], widths[2], stride: 2), new ConvolutionBlock(widths[2], convolutions: 2),
            ConvolutionBlock.Convolution(widths[2], widths[3], stride: 2), new ConvolutionBlock(widths[3], convolutions: 2));
        dropout = Dropout(options.Dropout);
        logits = Linear(widths[3], options.Classes);
        RegisterComponents();
    }

    /// <inheritdoc/>
    public override (Value Logits, Value Features) forward(Value image)
    {
        Value features = body.call(image).mean([2, 3]);                                          // (N, F)
        return (logits.call(dropout.call(features)), features);
    }
}
