using MlNetFashion.Onnx;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MlNetFashion.Training.Composer;

/// <summary>Words as a rotation of the picture in a complex space, mapped back by a linear and a convolutional way.</summary>
/// <remarks><para>ComposeAE: Anwaar et al., Compositional Learning of Image-Text Query for Image Retrieval, 2021:
/// <c>w₁ · ρ(φ) + w₂ · ρ_conv(φ, γ, η, image)</c> with <c>φ = γ(image) ⊙ exp(i η(text))</c> and learned
/// weights, which start at 10 and 1. Each way has projections of its own.</para>
/// <para>Its decoders and its rotational symmetry loss belong to its training, not to the composition,
/// and are left out here: composers are compared with one loss.</para></remarks>
sealed class ComposeAeComposer : Module<Value, Value, Value>
{
    const int Channels = 5, Filters = 64, Pooled = 16;

    readonly ComplexProjection linear_projection;
    readonly ComplexProjection convolution_projection;
    readonly Sequential linear_mapping;
    readonly Sequential convolution_mapping;
    readonly Conv1d convolution;
    readonly AdaptiveMaxPool1d pooling;
    readonly Parameter weights;

    /// <summary>Makes a composer with random weights.</summary>
    /// <param name="embeddingDimension">D, 16 or more.</param>
    public ComposeAeComposer(int embeddingDimension) : base(nameof(ComposeAeComposer))
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(embeddingDimension, Pooled);
        linear_projection = new ComplexProjection(embeddingDimension);
        convolution_projection = new ComplexProjection(embeddingDimension);
        linear_mapping = Mapping(2 * embeddingDimension, embeddingDimension);
        convolution_mapping = Mapping(Filters * Pooled, embeddingDimension);
        convolution = Conv1d(Channels, Filters, kernel_size: 3, padding: 1);
        pooling = AdaptiveMaxPool1d(Pooled);
        weights = new Parameter(tensor(new[] { 10f, 1f }));
        RegisterComponents();
    }

    /// <inheritdoc/>
    public override Value forward(Value text, Value image)
    {
        RotatedImage turned = linear_projection.call(text, image);
        Value linear = linear_mapping.call(Value.cat([turned.Real, turned.Imaginary], dim: 1));           // (N, D)
        RotatedImage other = convolution_projection.call(text, image);
        Value channels = Value.stack([other.Image, other.Angle, image, other.Real, other.Imaginary], 1); // (N, 5, D)
        Value convolved = convolution_mapping.call(pooling.call(convolution.call(channels)).flatten(1));  // (N, D)
        Value both = weights;
        return (linear * both.select(0, 0) + convolved * both.select(0, 1)).normalize(dim: 1);
    }

    static Sequential Mapping(int from, int to) => Sequential(BatchNorm1d(from), ReLU(), Linear(from, to), ReLU(), Linear(to, to));
}
