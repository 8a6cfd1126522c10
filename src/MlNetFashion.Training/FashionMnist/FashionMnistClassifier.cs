using MlNetFashion.Catalogues;
using MlNetFashion.Onnx;
using MlNetFashion.Training.Layers;
using TorchSharp.Modules;
using static TorchSharp.torch.nn;

namespace MlNetFashion.Training.FashionMnist;

/// <summary>A small residual network that tells the ten classes of Fashion-MNIST apart: Image (N,
/// 1, 28, 28), −1 to 1, to Logits (N, 10) and Features (N, F), 0 or more.</summary>
/// <remarks>The pictures are as they are published: −1 is the black ground, the garment is light.
/// The features are the last layer but one; Fréchet distance, nearest neighbours and
/// diversity of generated pictures are measured in them, as Heusel et al. (2017) do with Inception's.</remarks>
sealed class FashionMnistClassifier : Module<Value, (Value Logits, Value Features)>
{
    // 28 halves to 14, 7 and 3.
    const int LastSide = 3;

    readonly Chain body;
    readonly Linear features;
    readonly Dropout dropout;
    readonly Linear logits;

    /// <summary>Makes a classifier with random weights.</summary>
    public FashionMnistClassifier(FashionMnistClassifierOptions options) : base(nameof(FashionMnistClassifier))
    {
        IReadOnlyList<int> widths = options.Widths;
        body = new Chain(
            ConvolutionBlock.Convolution(1, widths[0], stride: 1), MaxPool2d(2),
            ConvolutionBlock.Convolution(widths[0], widths[1], stride: 1), new ConvolutionBlock(widths[1], convolutions: 1), MaxPool2d(2),
            ConvolutionBlock.Convolution(widths[1], widths[2], stride: 1), new ConvolutionBlock(widths[2], convolutions: 1), MaxPool2d(2));
        features = Linear(widths[2] * LastSide * LastSide, options.FeatureDimension);
        dropout = Dropout(options.Dropout);
        logits = Linear(options.FeatureDimension, FashionMnistCatalogue.Classes.Count);
        RegisterComponents();
    }

    /// <inheritdoc/>
    public override (Value Logits, Value Features) forward(Value image)
    {
        Value map = body.call(image);                                                            // (N, C, 3, 3)
        Value last = features.call(map.flatten(1)).relu();                                       // (N, F)
        return (logits.call(dropout.call(last)), last);
    }
}
