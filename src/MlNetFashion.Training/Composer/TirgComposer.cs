using MlNetFashion.Onnx;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MlNetFashion.Training.Composer;

/// <summary>The picture's embedding, gated, and a residual that the words put on it.</summary>
/// <remarks><para>TIRG: Vo et al., Composing Text and Image for Image Retrieval – An Empirical Odyssey, 2019:
/// <c>w₁ · σ(gate(image, text)) ⊙ image + w₂ · residual(image, text)</c> with learned weights, which start at 1 and 10.</para>
/// <para>Where there is no picture the residual answers alone.</para></remarks>
sealed class TirgComposer : Module<Value, Value, Value>
{
    readonly Sequential gate;
    readonly Sequential residual;
    readonly Parameter weights;

    /// <summary>Makes a composer with random weights.</summary>
    /// <param name="embeddingDimension">D.</param>
    public TirgComposer(int embeddingDimension) : base(nameof(TirgComposer))
    {
        int both = 2 * embeddingDimension;
        gate = Sequential(BatchNorm1d(both), ReLU(), Linear(both, embeddingDimension));
        residual = Sequential(BatchNorm1d(both), ReLU(), Linear(both, both), ReLU(), Linear(both, embeddingDimension));
        weights = new Parameter(tensor(new[] { 1f, 10f }));
        RegisterComponents();
    }

    /// <inheritdoc/>
    public override Value forward(Value text, Value image)
    {
        Value joined = Value.cat([image, text], dim: 1);                                               // (N, 2D)
        Value both = weights;
        Value composed = gate.call(joined).sigmoid() * image * both.select(0, 0) + residual.call(joined) * both.select(0, 1);
        return composed.normalize(dim: 1);
    }
}
