namespace MlNetFashion.Models;

/// <summary>An input or output of a model.</summary>
/// <param name="Name">One of <see cref="Columns"/>.</param>
/// <param name="Type">"float32" or "int64".</param>
/// <param name="Shape">Lengths joined by commas, N and T where they are free: "N,3,64,64".</param>
public sealed record ModelTensor(string Name, string Type, string Shape)
{
    /// <summary>As a person reads it: <c>Image float32 (N,3,64,64)</c>.</summary>
    public override string ToString() => $"{Name} {Type} ({Shape})";
}
