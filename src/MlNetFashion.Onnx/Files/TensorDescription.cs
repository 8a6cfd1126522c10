namespace MlNetFashion.Onnx;

/// <summary>A named tensor of a model.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">What it holds.</param>
/// <param name="Shape">Its dimensions: a number, or the name of a free one; <c>?</c> where nothing is said.</param>
public sealed record TensorDescription(string Name, ElementType Type, IReadOnlyList<string> Shape)
{
    /// <summary>For example <c>InputIds: Int64 (N, T)</c>.</summary>
    public override string ToString() => $"{Name}: {Type} ({string.Join(", ", Shape)})";
}
