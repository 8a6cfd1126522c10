using MlNetFashion.Onnx;
using static TorchSharp.torch.nn;

namespace MlNetFashion.Training.Composer;

/// <summary>The sum of both embeddings, scaled to unit length: the plain baseline, which needs encoders of one space. Nothing is learned.</summary>
sealed class SumComposer() : Module<Value, Value, Value>(nameof(SumComposer))
{
    /// <inheritdoc/>
    public override Value forward(Value text, Value image) => (text + image).normalize(dim: 1);
}
