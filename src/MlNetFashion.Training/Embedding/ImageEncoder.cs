using MlNetFashion.Onnx;
using MlNetFashion.Training.Layers;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MlNetFashion.Training.Embedding;

/// <summary>A small residual network: Image (N, 3, H, W) to ImageEmbedding (N, D), unit length.</summary>
/// <remarks>He et al., Deep Residual Learning for Image Recognition, 2015. Average and maximum pooling side by side: one
/// says how much of a colour there is, the other whether a detail is there at all.</remarks>
sealed class ImageEncoder : Module<Value, Value>
{
    readonly Sequential stem;
    readonly Chain stage1;
    readonly Chain stage2;
    readonly Chain stage3;
    readonly Linear projection;

    /// <summary>Makes an encoder with random weights.</summary>
    public ImageEncoder(ImageEncoderOptions options) : base(nameof(ImageEncoder))
    {
        Options = options;
        IReadOnlyList<int> widths = options.Widths;
        stem = ConvolutionBlock.Convolution(3, widths[0], stride: 2);
        stage1 = new Chain(ConvolutionBlock.Convolution(widths[0], widths[1], stride: 2), new ConvolutionBlock(widths[1], convolutions: 1));
        stage2 = new Chain(ConvolutionBlock.Convolution(widths[1], widths[2], stride: 2), new ConvolutionBlock(widths[2], convolutions: 2));
        stage3 = new Chain(ConvolutionBlock.Convolution(widths[2], widths[3], stride: 2), new ConvolutionBlock(widths[3], convolutions: 2));
        FeatureDimension = 2 * widths[3];
        projection = Linear(FeatureDimension, options.EmbeddingDimension);
        RegisterComponents();
    }

    /// <summary>Its sizes.</summary>
    public ImageEncoderOptions Options { get; }

    /// <summary>Length of what <see cref="Features"/> gives.</summary>
    public int FeatureDimension { get; }

    /// <summary>Pictures as an encoder sees them:
    /// averaged down to the size that it reads, for details that it has not learned
    /// would be misread.</summary>
    /// <param name="pictures">(N, 3, S, S), S = <paramref name="size"/> or more.</param>
    /// <param name="size">H and W.</param>
    /// <returns>(N, 3, H, W); the same tensor where it is of that size.</returns>
    public static Tensor Shrink(Tensor pictures, int size = Columns.ImageSize)
    {
        long side = pictures.shape[^1];
        if (side == size)
            return pictures;
        if (side % size == 0)
            return functional.avg_pool2d(pictures, side / size);
        // What each row, and each column, covers of the larger picture's: the lesser of two ends less the greater of two beginnings.
        Tensor small = arange(size, device: pictures.device).unsqueeze(1) * ((double)side / size),
            large = arange(side, device: pictures.device).unsqueeze(0);
        Tensor covered = (minimum(small + (double)side / size, large + 1) - maximum(small, large)).clamp(min: 0)
            .to_type(pictures.dtype) * ((double)size / side);
        return covered.matmul(pictures).matmul(covered.t());
    }

    /// <inheritdoc/>
    public override Value forward(Value image) => Embed(Features(FeatureMap(image)));

    /// <summary>The last convolutional map, (N, C, H/16, W/16).</summary>
    public Value FeatureMap(Value image) => Maps(image)[^1];

    /// <summary>The maps of the three stages, at 1/4, 1/8 and 1/16 of the size.</summary>
    public IReadOnlyList<Value> Maps(Value image)
    {
        Value quarter = stage1.call(stem.call(image)), eighth = stage2.call(quarter);
        return [quarter, eighth, stage3.call(eighth)];
    }

    /// <summary>Pooled features, (N, <see cref="FeatureDimension"/>); the attribute heads of training sit on them.</summary>
    public Value Features(Value map) => Value.cat([map.mean([2, 3]), map.amax([2, 3])], dim: 1);

    /// <summary>Features to the unit-length embedding, (N, D).</summary>
    public Value Embed(Value features) => projection.call(features).normalize(dim: 1);
}
