using MlNetFashion.Onnx.Proto;

namespace MlNetFashion.Onnx;

public sealed partial class OnnxModel
{
    /// <summary>The inputs, without initializers.</summary>
    public IReadOnlyList<TensorDescription> Inputs
    {
        get
        {
            // Old files list their weights among the inputs.
            HashSet<string> weights = [.. Proto.Graph.Initializer.Select(tensor => tensor.Name)];
            return [.. Proto.Graph.Input.Where(input => !weights.Contains(input.Name)).Select(Describe)];
        }
    }

    /// <summary>The outputs.</summary>
    public IReadOnlyList<TensorDescription> Outputs => [.. Proto.Graph.Output.Select(Describe)];

    /// <summary>How often each operator occurs, the most frequent first; operators of other families carry their domain.</summary>
    public IReadOnlyList<(string Operator, int Count)> Operators =>
        [.. Proto.Graph.Node.GroupBy(QualifiedName).Select(group => (group.Key, group.Count()))
            .OrderByDescending(entry => entry.Item2).ThenBy(entry => entry.Key, StringComparer.Ordinal)];

    /// <summary>The families of operators and their versions; the empty name is ONNX's own.</summary>
    public IReadOnlyDictionary<string, long> Opsets =>
        Proto.OpsetImport.DistinctBy(opset => opset.Domain).ToDictionary(opset => opset.Domain, opset => opset.Version);

    /// <summary>The entries of the file's metadata.</summary>
    public IReadOnlyDictionary<string, string> Metadata =>
        Proto.MetadataProps.DistinctBy(entry => entry.Key).ToDictionary(entry => entry.Key, entry => entry.Value);

    /// <summary>The weights and constants, in the order of the file.</summary>
    public IReadOnlyList<InitializerDescription> Initializers =>
        [.. Proto.Graph.Initializer.Select(tensor =>
        {
            long elements = ModelChecks.Elements(tensor, "The model");
            return new InitializerDescription(tensor.Name, (ElementType)tensor.DataType, [.. tensor.Dims], elements,
                elements * ((ElementType)tensor.DataType).Size());
        })];

    /// <summary>Real numbers among the weights; constants of one element are not counted.</summary>
    public long ParameterCount =>
        Initializers.Where(tensor => tensor.Elements > 1 && tensor.Type is not (ElementType.Int64 or ElementType.Bool or ElementType.Int32))
        .Sum(tensor => tensor.Elements);

    /// <summary>The names of the nodes, in the order of the file.</summary>
    public IReadOnlyList<string> NodeNames => [.. Proto.Graph.Node.Select(node => node.Name)];

    /// <summary>The version of the file format.</summary>
    public long IrVersion => Proto.IrVersion;

    /// <summary>What wrote the file.</summary>
    public string Producer => $"{Proto.ProducerName} {Proto.ProducerVersion}".Trim();

    internal byte[] DataOf(TensorProto tensor) => TensorData.Of(tensor, _folder);

    static string QualifiedName(NodeProto node) => node.Domain is "" or "ai.onnx" ? node.OpType : $"{node.Domain}.{node.OpType}";

    static TensorDescription Describe(ValueInfoProto value) => new(value.Name, (ElementType)(value.Type?.TensorType?.ElemType ?? 0),
        [.. value.Type?.TensorType?.Shape?.Dim.Select(dim => dim.ValueCase switch
        {
            TensorShapeProto.Types.Dimension.ValueOneofCase.DimValue => $"{dim.DimValue}",
            TensorShapeProto.Types.Dimension.ValueOneofCase.DimParam => dim.DimParam,
            _ => "?",
        }) ?? []]);
}
