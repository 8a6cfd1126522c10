namespace MlNetFashion.Onnx;

/// <summary>An edge of the graph: a tensor that an input, an initializer or a node gives, with its element type and shape.</summary>
public sealed class GraphValue
{
    internal GraphValue(string name, ElementType type, Dim[] shape, GraphNode? producer = null)
    {
        Name = name;
        Type = type;
        ShapeArray = shape;
        Producer = producer;
    }

    /// <summary>The name in the file; a node's output may still be renamed when it becomes an output of the graph.</summary>
    public string Name { get; internal set; }

    /// <summary>The element type.</summary>
    public ElementType Type { get; }

    /// <summary>The dimensions; empty for a scalar.</summary>
    public IReadOnlyList<Dim> Shape => ShapeArray;

    /// <summary>The number of dimensions.</summary>
    public int Rank => ShapeArray.Length;

    internal Dim[] ShapeArray { get; }

    internal GraphNode? Producer { get; }

    /// <summary>The bytes of an initializer, little-endian; null for inputs and for outputs of nodes.</summary>
    internal ReadOnlyMemory<byte>? Data { get; init; }

    /// <summary>For a list of sizes (the shape operand of Reshape, say): what it holds.</summary>
    internal Dim[]? Content { get; init; }

    /// <summary>Type and shape for a reader, for example <c>Float (N=2, T=5, 64)</c>.</summary>
    public override string ToString() => $"{Type} {Describe(ShapeArray)}";

    internal static string Describe(IEnumerable<Dim> shape) => $"({string.Join(", ", shape)})";
}
