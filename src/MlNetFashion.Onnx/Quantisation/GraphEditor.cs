using System.Runtime.InteropServices;
using Google.Protobuf;
using MlNetFashion.Onnx.Proto;

namespace MlNetFashion.Onnx;

/// <summary>A model that is being changed: who makes and who reads each value, and what is constant.</summary>
sealed class GraphEditor
{
    readonly OnnxModel _source;
    readonly Dictionary<string, TensorProto> _weights;
    readonly HashSet<string> _names;

    public GraphEditor(OnnxModel model)
    {
        _source = model;
        Model = new ModelProto(model.Proto);
        _weights = Graph.Initializer.ToDictionary(tensor => tensor.Name);
        _names = [.. _weights.Keys, .. Graph.Input.Select(input => input.Name), .. Graph.Node.SelectMany(node => node.Output.Append(node.Name))];
    }

    public ModelProto Model { get; }

    public GraphProto Graph => Model.Graph;

    public NodeProto? ProducerOf(string value) => Graph.Node.FirstOrDefault(node => node.Output.Contains(value));

    public NodeProto[] ReadersOf(string value) => [.. Graph.Node.Where(node => Reads(node).Contains(value))];

    public bool IsOutput(string value) => Graph.Output.Any(output => output.Name == value);

    /// <summary>A constant of real numbers, also behind the transpose that matrices of layers are read through.</summary>
    public (float[] Data, long[] Shape)? Floats(string value)
    {
        if (_weights.TryGetValue(value, out TensorProto? tensor))
            return tensor.DataType == (int)ElementType.Float ? (MemoryMarshal.Cast<byte, float>(_source.DataOf(tensor)).ToArray(), [.. tensor.Dims]) : null;
        return ProducerOf(value) switch
        {
            { OpType: "Identity" } identity => Floats(identity.Input[0]),
            { OpType: "Transpose" } transpose when Floats(transpose.Input[0]) is { Shape.Length: 2 } matrix => Transposed(matrix.Data, matrix.Shape),
            _ => null,
        };
    }

    public string Add(string name, ElementType type, long[] shape, Array data)
    {
        byte[] bytes = new byte[Buffer.ByteLength(data)];
        Buffer.BlockCopy(data, 0, bytes, 0, bytes.Length);
        TensorProto tensor = new() { Name = Unique(name), DataType = (int)type, RawData = UnsafeByteOperations.UnsafeWrap(bytes) };
        tensor.Dims.AddRange(shape);
        Graph.Initializer.Add(tensor);
        _weights.Add(tensor.Name, tensor);
        return tensor.Name;
    }

    public string Scalar(string name, float value) => Add(name, ElementType.Float, [], new[] { value });

    public string Unique(string name)
    {
        string candidate = name;
        for (int number = 1; !_names.Add(candidate); number++)
            candidate = $"{name}_{number}";
        return candidate;
    }

    /// <summary>A node whose outputs are new values named after it.</summary>
    public NodeProto NewNode(string name, string op, string[] inputs, int outputs = 1, string? output = null)
    {
        NodeProto node = new() { Name = Unique(name), OpType = op };
        node.Input.AddRange(inputs);
        for (int i = 0; i < outputs; i++)
            node.Output.Add(output ?? (i == 0 ? node.Name : Unique($"{node.Name}:{i}")));
        return node;
    }

    public void Replace(NodeProto old, IEnumerable<NodeProto> news)
    {
        int at = Graph.Node.IndexOf(old);
        Graph.Node.RemoveAt(at);
        foreach (NodeProto node in news)
            Graph.Node.Insert(at++, node);
    }

    public void Insert(NodeProto node, NodeProto before) => Graph.Node.Insert(Graph.Node.IndexOf(before), node);

    public void InsertAfter(NodeProto? node, IEnumerable<NodeProto> news)
    {
        int at = node is null ? 0 : Graph.Node.IndexOf(node) + 1;
        foreach (NodeProto one in news)
            Graph.Node.Insert(at++, one);
    }

    /// <summary>The changed model, without what nothing reads any more.</summary>
    public OnnxModel Finish()
    {
        HashSet<string> read = [.. Graph.Output.Select(output => output.Name)];
        for (int i = Graph.Node.Count - 1; i >= 0; i--)
        {
            NodeProto node = Graph.Node[i];
            if (node.Output.Any(read.Contains))
                read.UnionWith(Reads(node));
            else
                Graph.Node.RemoveAt(i);
        }

        foreach (TensorProto unread in Graph.Initializer.Where(tensor => !read.Contains(tensor.Name)).ToArray())
        {
            Graph.Initializer.Remove(unread);
            // Old files list their weights among the inputs: without its numbers it would have to be given.
            if (Graph.Input.FirstOrDefault(input => input.Name == unread.Name) is { } listed)
                Graph.Input.Remove(listed);
        }

        // Since version 4 weights need not be listed; those that were added are not.
        Model.IrVersion = Math.Max(Model.IrVersion, 4);
        return _source.With(Model);
    }

    /// <summary>What a node reads, also deep inside its branches and loop bodies, which see the values around them.</summary>
    static IEnumerable<string> Reads(NodeProto node) =>
        node.Attribute.SelectMany(attribute => attribute.G is { } body ? attribute.Graphs.Append(body) : attribute.Graphs)
        .SelectMany(body => body.Node.SelectMany(Reads).Concat(body.Output.Select(output => output.Name))).Concat(node.Input);

    public static AttributeProto Attribute(string name, long value) => new() { Name = name, Type = AttributeProto.Types.AttributeType.Int, I = value };

    public static (float[] Data, long[] Shape) Transposed(float[] data, long[] shape)
    {
        (long rows, long columns) = (shape[0], shape[1]);
        float[] result = new float[data.Length];
        for (long r = 0; r < rows; r++)
        {
            for (long c = 0; c < columns; c++)
                result[c * rows + r] = data[r * columns + c];
        }

        return (result, [columns, rows]);
    }
}
