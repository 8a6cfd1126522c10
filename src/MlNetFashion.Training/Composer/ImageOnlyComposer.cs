using MlNetFashion.Onnx;
using static TorchSharp.torch.nn;

namespace MlNetFashion.Training.Composer;

/// <summary>The picture alone, and the words where there is none: what composing has to be better than. Nothing is learned.</summary>
sealed class ImageOnlyComposer() : Module<Value, Value, Value>(nameof(ImageOnlyComposer))
{
    /// <inheritdoc/>
    public override Value forward(Value text, Value image) => image.Or(text).normalize(dim: 1);
}
