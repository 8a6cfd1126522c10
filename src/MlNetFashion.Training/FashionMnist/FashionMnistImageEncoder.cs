using MlNetFashion.Onnx;
using MlNetFashion.Training.Layers;
using TorchSharp.Modules;
using static TorchSharp.torch.nn;

namespace MlNetFashion.Training.FashionMnist;

/// <summary>A small residual network of Fashion-MNIST's pictures: Image (N, 1, 28, 28), −1 to 1, to ImageEmbedding (N, D), unit length.</summary>
/// <remarks>The pictures are as they are published: −1 is the black ground, the garment is light.</remarks>
sealed class FashionMnistImageEncoder : Module<Value, Value>
{
    // 28 halves to 14, 7 and 3.
    const int LastPlaces = 3 * 3;

    readonly Chain body;
    readonly Linear projection;
    readonly bool _keepsPlaces;

    /// <summary>Makes an encoder with random weights.</summary>
    public FashionMnistImageEncoder(FashionMnistImageEncoderOptions options) : base(nameof(FashionMnistImageEncoder))
    {
        IReadOnlyList<int> widths = options.Widths;
        _keepsPlaces = options.KeepsPlaces;
        body = new Chain(
            ConvolutionBlock.Convolution(1, widths[0], stride: 1), MaxPool2d(2),
            ConvolutionBlock.Convolution(widths[0], widths[1], stride: 1), new ConvolutionBlock(widths[1], convolutions: 1), MaxPool2d(2),
            ConvolutionBlock.Convolution(widths[1], widths[2], stride: 1), new ConvolutionBlock(widths[2], convolutions: 1));
        projection = Linear(widths[2] * (_keepsPlaces ? LastPlaces : 2), options.EmbeddingDimension);
        RegisterComponents();
    }

    /// <inheritdoc/>
    public override Value forward(Value image)
    {
        Value map = body.call(image);                                                            // (N, C, 7, 7)
        Value features = _keepsPlaces ? map.max_pool([2, 2], [2, 2]).flatten(1) : Value.cat([map.mean([2, 3]), map.amax([2, 3])], 1); // (N, 9C) or (N, 2C)
        return projection.call(features).normalize(dim: 1);
    }
}
