using MlNetFashion.Onnx;
using static TorchSharp.torch.nn;

namespace MlNetFashion.Training.Composer;

/// <summary>The words alone, and the picture where there are none: what composing has to be better than. Nothing is learned.</summary>
sealed class TextOnlyComposer() : Module<Value, Value, Value>(nameof(TextOnlyComposer))
{
    /// <inheritdoc/>
    public override Value forward(Value text, Value image) => text.Or(image).normalize(dim: 1);
}
