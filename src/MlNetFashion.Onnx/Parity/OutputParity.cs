namespace MlNetFashion.Onnx;

/// <summary>How far one output of a file is from that of its module.</summary>
/// <param name="Name">The output's name.</param>
/// <param name="Difference">The largest over all cases.</param>
public sealed record OutputParity(string Name, Difference Difference);
