using System.Globalization;
using MlNetFashion.Onnx.Proto;

namespace MlNetFashion.Onnx;

/// <summary>What a file from anyone must fulfil before its contents are used.</summary>
static class ModelChecks
{
    // More dimensions than any runtime takes.
    const int LargestRank = 64;

    public static void Require(ModelProto model, string what, string? folder)
    {
        if (model.Graph is null || model.OpsetImport.Count == 0)
            throw new InvalidDataException($"{what} is not an ONNX model: it has no graph or no operator set.");

        HashSet<string> names = [];
        foreach (TensorProto tensor in model.Graph.Initializer)
        {
            long expected = Elements(tensor, what) * ((ElementType)tensor.DataType).Size();
            if (!names.Add(tensor.Name))
                throw new InvalidDataException($"{what} is damaged: it has two weights of the name '{PlainText.Of(tensor.Name)}'.");
            if (tensor.DataLocation == TensorProto.Types.DataLocation.External)
                _ = ExternalData.Locate(tensor, what, folder);
            else if (((ElementType)tensor.DataType).Size() > 0 && TensorData.StoredBytes(tensor) is var stored && stored != expected)
                throw new InvalidDataException($"{what} is damaged: '{PlainText.Of(tensor.Name)}' has {stored} bytes for ({string.Join(", ", tensor.Dims)}) "
                    + $"of {(ElementType)tensor.DataType}, which are {expected}.");
        }

        RequireValues(model.Graph, what);
    }

    // An attribute names its type and carries its value apart; the parser has limited how deep graphs lie in graphs.
    // Of the operators whose inputs are looked at here: how many there are at least.
    static readonly Dictionary<string, int> s_inputs = new(StringComparer.Ordinal)
    {
        ["MatMul"] = 2,
        ["Gemm"] = 2,
        ["Conv"] = 2,
        ["ConvTranspose"] = 2,
        ["Gather"] = 2,
        ["BatchNormalization"] = 5,
        ["Identity"] = 1,
        ["Transpose"] = 1,
        ["LSTM"] = 3,
        ["GRU"] = 3,
    };

    static void RequireValues(GraphProto graph, string what)
    {
        if (graph.Node.FirstOrDefault(node => s_inputs.TryGetValue(node.OpType, out int least)
            && (node.Output.Count == 0 || node.Input.Count < least)) is { } node)
        {
            throw new InvalidDataException($"{what} is damaged: an operator {node.OpType} has {node.Input.Count} inputs and {node.Output.Count} outputs, "
                + "which is too few.");
        }

        foreach (AttributeProto attribute in graph.Node.SelectMany(node => node.Attribute))
        {
            if (attribute.Type is AttributeProto.Types.AttributeType.Tensor && attribute.T is null || attribute.Type is AttributeProto.Types.AttributeType.Graph
                && attribute.G is null)
                throw new InvalidDataException($"{what} is damaged: "
                    + $"the attribute '{PlainText.Of(attribute.Name)}' is to be a {attribute.Type.ToString().ToLowerInvariant()} and has none.");
            if (attribute.G is not null)
                RequireValues(attribute.G, what);
        }
    }

    /// <summary>The number of elements that a tensor's dimensions tell.</summary>
    public static long Elements(TensorProto tensor, string what)
    {
        long elements = 1;
        try
        {
            foreach (long size in tensor.Dims)
                elements = size >= 0 ? checked(elements * size) : throw new OverflowException();
            _ = checked(elements * 8);
        }
        catch (OverflowException)
        {
            throw new InvalidDataException($"{what} is damaged: '{PlainText.Of(tensor.Name)}' has the impossible shape "
                + $"({string.Join(", ", tensor.Dims.Take(LargestRank).Select(size => size.ToString(CultureInfo.InvariantCulture)))}).");
        }

        return tensor.Dims.Count <= LargestRank ? elements
            : throw new InvalidDataException($"{what} is damaged: '{PlainText.Of(tensor.Name)}' has {tensor.Dims.Count} dimensions.");
    }
}
