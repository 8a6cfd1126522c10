using MlNetFashion.Onnx;
using TorchSharp.Modules;
using static TorchSharp.torch.nn;

namespace MlNetFashion.Training.Composer;

/// <summary>The first half of <see cref="ComposeAeComposer"/>: picture and words projected to a complex space, where the words turn the picture.</summary>
/// <remarks><c>φ = γ(image) ⊙ exp(i η(text))</c>: each of the D numbers of the picture is turned by an angle that the words say.</remarks>
sealed class ComplexProjection : Module<Value, Value, RotatedImage>
{
    readonly Sequential text_features;
    readonly Sequential image_features;

    public ComplexProjection(int embeddingDimension) : base(nameof(ComplexProjection))
    {
        int d = embeddingDimension;
        text_features = Sequential(BatchNorm1d(d), Linear(d, d), ReLU(), Linear(d, d));
        image_features = Sequential(BatchNorm1d(d), Linear(d, d), Dropout(0.5), ReLU(), Linear(d, d));
        RegisterComponents();
    }

    public override RotatedImage forward(Value text, Value image)
    {
        Value projected = image_features.call(image), angle = text_features.call(text);               // (N, D) each
        return new RotatedImage(projected, angle, projected * angle.cos(), projected * angle.sin());
    }
}
