namespace MlNetFashion.Onnx;

/// <summary>Weights of a model.</summary>
/// <param name="Name">The name, in files written here that of the parameter.</param>
/// <param name="Type">What it holds.</param>
/// <param name="Shape">Its dimensions.</param>
/// <param name="Elements">How many numbers.</param>
/// <param name="Bytes">How many bytes of the file (or of the file beside it).</param>
public sealed record InitializerDescription(string Name, ElementType Type, IReadOnlyList<long> Shape, long Elements, long Bytes);
