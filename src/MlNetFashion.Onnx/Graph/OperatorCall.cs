using System.Runtime.InteropServices;

namespace MlNetFashion.Onnx;

/// <summary>What a shape rule sees of a node that is about to be added, and the words to refuse it with.</summary>
sealed class OperatorCall(string name, string op, GraphValue?[] inputs, (string Name, object Value)[] attributes, int outputCount)
{
    public string Operator => op;

    public int OutputCount => outputCount;

    public int InputCount => inputs.Length;

    public GraphValue this[int index] => Optional(index)
        ?? throw Error($"needs its operand {index}, which is missing");

    public GraphValue? Optional(int index) => index < inputs.Length ? inputs[index] : null;

    public long Int(string attribute, long otherwise) => Find(attribute) switch
    {
        null => otherwise,
        long number => number,
        int number => number,
        ElementType type => (long)type,
        object other => throw Error($"has the attribute {attribute} of type {other.GetType().Name}, where a whole number is expected"),
    };

    public long[]? Ints(string attribute) => Find(attribute) as long[];

    public string? Text(string attribute) => Find(attribute) as string;

    /// <summary>The numbers that a list operand holds; they must be known while the graph is built.</summary>
    public Dim[] Content(int index) => this[index].Content
        ?? throw Error($"needs to know the values of its operand {index} while the graph is built; give a constant or a list of sizes");

    /// <summary>The constant factors that a list operand of Float holds.</summary>
    public double[] Scales(int index) => this[index].Data is { } data
        ? [.. MemoryMarshal.Cast<byte, float>(data.Span).ToArray().Select(scale => (double)scale)]
        : throw Error($"needs a constant operand {index}");

    public int Axis(long axis, int rank) => axis >= -rank && axis < rank ? (int)(axis < 0 ? axis + rank : axis)
        : throw Error($"has axis {axis}, but its operand has {rank} dimensions");

    public OnnxExportException Error(string what)
    {
        string operands = string.Join(", ", inputs.Select(input => input?.ToString() ?? "nothing"));
        return new OnnxExportException($"{name}: {op} of {operands} {what}.");
    }

    object? Find(string attribute)
    {
        foreach ((string candidate, object value) in attributes)
        {
            if (candidate == attribute)
                return value;
        }

        return null;
    }
}
