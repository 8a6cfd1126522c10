using MlNetFashion.Images;
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
    /// <summary>How often its picture is as wide as its last map.</summary>
    public const int Reduction = 16;

    readonly Sequential stem;
    readonly Chain stage1;
    readonly Chain stage2;
    readonly Chain stage3;
    readonly Linear projection;
    readonly FactEmbedding? facts;

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
        projection = Linear(FeatureDimension, options.Facts?.LookDimension ?? options.EmbeddingDimension);
        facts = options.Facts is { } told ? new FactEmbedding(told, options.EmbeddingDimension) : null;
        RegisterComponents();
    }

    /// <summary>Its sizes.</summary>
    public ImageEncoderOptions Options { get; }

    /// <summary>Length of what <see cref="Features"/> gives.</summary>
    public int FeatureDimension { get; }

    /// <summary>What is told beside the look; null where the embedding is the look.</summary>
    public FactEmbedding? Facts => facts;

    /// <summary>Pictures as an encoder sees them: at the size that it reads, for larger or smaller details than it has learned would be misread.</summary>
    /// <param name="pictures">(N, 3, S, S).</param>
    /// <param name="size">H and W.</param>
    /// <returns>(N, 3, H, W), resampled as <see cref="ImagePreprocessing.Resize"/> does; the same tensor where it is of that size.</returns>
    public static Tensor Resize(Tensor pictures, int size = Columns.ImageSize)
    {
        int side = (int)pictures.shape[^1];
        if (side == size)
            return pictures;
        ResampleAxis axis = ResampleAxis.Make(side, size);
        float[] weights = new float[size * side];
        for (int i = 0; i < size; i++)
            axis.Weights.AsSpan(axis.Offsets[i]..axis.Offsets[i + 1]).CopyTo(weights.AsSpan(i * side + axis.Starts[i]));
        Tensor along = tensor(weights, [size, side], dtype: pictures.dtype, device: pictures.device);
        return along.matmul(pictures).matmul(along.t());
    }

    /// <summary>The sizes of an encoder, as the shapes of its weights tell them by their names; null where they do not.</summary>
    /// <param name="shapes">Of the weights.</param>
    /// <param name="imageSize">Side of the pictures that it reads, which no weight tells.</param>
    internal static ImageEncoderOptions? SizesOf(IReadOnlyDictionary<string, IReadOnlyList<long>> shapes, int imageSize)
    {
        int[] widths = [.. (ReadOnlySpan<int>)[Channels($"{nameof(stem)}.0.weight"), Channels($"{nameof(stage1)}.0.0.weight"),
            Channels($"{nameof(stage2)}.0.0.weight"), Channels($"{nameof(stage3)}.0.0.weight")]];
        if (widths.Contains(0) || Channels($"{nameof(projection)}.weight") is not (> 0 and var projected))
            return null;
        FactEmbeddingOptions? told = FactEmbedding.SizesOf(shapes, $"{nameof(facts)}.");
        return new ImageEncoderOptions
        {
            Widths = widths,
            ImageSize = imageSize,
            EmbeddingDimension = told is null ? projected : Channels($"{nameof(facts)}.{nameof(FactEmbedding.Look).ToLowerInvariant()}.weight") + told.FactDimension,
            Facts = told,
        };

        int Channels(string weight) => shapes.GetValueOrDefault(weight) is [> 0 and var channels, ..] ? checked((int)channels) : 0;
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
    public Value Embed(Value features)
    {
        Value look = projection.call(features).normalize(dim: 1);
        return facts is null ? look : facts.call(look);
    }
}
