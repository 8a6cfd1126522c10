using MlNetFashion.Onnx;
using TorchSharp.Modules;
using static TorchSharp.torch.nn;

namespace MlNetFashion.Training.Models;

/// <summary>A small residual network of Fashion-MNIST's pictures: Image (N, 1, 28, 28), −1 to 1, to ImageEmbedding (N, D), unit length.</summary>
/// <remarks>The pictures are as they are published: −1 is the black ground, the garment is light.</remarks>
public sealed class GreyImageEncoder : Module<Value, Value>
{
    // 28 halves to 14, 7 and 3.
    const int LastSide = 3;

    readonly Chain body;
    readonly Linear projection;

    /// <summary>Makes an encoder with random weights.</summary>
    public GreyImageEncoder(GreyImageEncoderOptions options) : base(nameof(GreyImageEncoder))
    {
        IReadOnlyList<int> widths = options.Widths;
        body = new Chain(
            ConvolutionBlock.Convolution(1, widths[0], stride: 1), MaxPool2d(2),
            ConvolutionBlock.Convolution(widths[0], widths[1], stride: 1), new ConvolutionBlock(widths[1], convolutions: 1), MaxPool2d(2),
            ConvolutionBlock.Convolution(widths[1], widths[2], stride: 1), new ConvolutionBlock(widths[2], convolutions: 1), MaxPool2d(2));
        projection = Linear(widths[2] * LastSide * LastSide, options.EmbeddingDimension);
        RegisterComponents();
    }

    /// <inheritdoc/>
    public override Value forward(Value image)
    {
        Value map = body.call(image);                                                            // (N, C, 3, 3)
        // Garments lie in the middle and upright, so where something is says much: no mean over the places.
        return projection.call(map.flatten(1)).normalize(dim: 1);
    }
}
