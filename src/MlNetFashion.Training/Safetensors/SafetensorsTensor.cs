namespace MlNetFashion.Training.Safetensors;

/// <summary>A tensor that a file holds.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">What its numbers are.</param>
/// <param name="Shape">Its dimensions, each 0 or more; none for a single number.</param>
/// <param name="Start">Where it begins, in bytes after the header.</param>
/// <param name="Bytes">How long it is.</param>
sealed record SafetensorsTensor(string Name, SafetensorsType Type, IReadOnlyList<long> Shape, long Start, long Bytes)
{
    /// <summary>How many numbers it has.</summary>
    public long Count => Bytes / Type.Size();

    /// <summary>As a person reads it: <c>pooler.dense.bias F32 (64)</c>.</summary>
    public override string ToString() => $"{Name} {Type} ({string.Join(", ", Shape)})";
}
