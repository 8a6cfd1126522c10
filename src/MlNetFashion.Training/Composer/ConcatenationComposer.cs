using MlNetFashion.Onnx;
using TorchSharp.Modules;
using static TorchSharp.torch.nn;

namespace MlNetFashion.Training.Composer;

/// <summary>Both embeddings side by side through two layers.</summary>
/// <remarks>The baseline "Concatenation" of Vo et al., Composing Text and Image for Image Retrieval – An Empirical Odyssey, 2019.</remarks>
sealed class ConcatenationComposer : Module<Value, Value, Value>
{
    readonly Sequential layers;

    /// <summary>Makes a composer with random weights.</summary>
    /// <param name="embeddingDimension">D.</param>
    public ConcatenationComposer(int embeddingDimension) : base(nameof(ConcatenationComposer))
    {
        int both = 2 * embeddingDimension;
        layers = Sequential(
            BatchNorm1d(both), ReLU(), Dropout(0.1), Linear(both, both),
            BatchNorm1d(both), ReLU(), Dropout(0.1), Linear(both, embeddingDimension));
        RegisterComponents();
    }

    /// <inheritdoc/>
    public override Value forward(Value text, Value image) => layers.call(Value.cat([image, text], dim: 1)).normalize(dim: 1);
}
