using Google.Protobuf;
using MlNetFashion.Onnx.Proto;

namespace MlNetFashion.Onnx;

public sealed partial class GraphBuilder
{
    /// <summary>The finished graph as a model.</summary>
    /// <param name="name">The graph's name.</param>
    /// <param name="metadata">Entries for the file's metadata; null for none. They are written in the order of their keys.</param>
    /// <remarks>Nodes and initializers that no output needs are left out.</remarks>
    public OnnxModel ToModel(string name = "graph", IReadOnlyDictionary<string, string>? metadata = null)
    {
        HashSet<GraphNode> needed = Needed();
        GraphProto graph = new() { Name = name };
        graph.Input.AddRange(_inputs.Select(Describe));
        graph.Output.AddRange(_outputs.Select(output => Describe(output.Value)));

        HashSet<GraphValue> used = [.. needed.SelectMany(node => node.Inputs).OfType<GraphValue>()];
        graph.Initializer.AddRange(_initializers.Values.Where(used.Contains).Select(Write));
        graph.Node.AddRange(_nodes.Where(needed.Contains).Select(Write));

        ModelProto model = new()
        {
            IrVersion = Opset switch { <= 18 => 8, <= 20 => 9, <= 22 => 10, _ => 11 },
            ProducerName = "MlNetFashion.Onnx",
            ProducerVersion = typeof(GraphBuilder).Assembly.GetName().Version!.ToString(3),
            Graph = graph,
        };
        model.OpsetImport.Add(new OperatorSetIdProto { Version = Opset });
        foreach ((string key, string value) in (metadata ?? new Dictionary<string, string>()).OrderBy(entry => entry.Key, StringComparer.Ordinal))
            model.MetadataProps.Add(new StringStringEntryProto { Key = key, Value = value });
        return new OnnxModel(model);
    }

    HashSet<GraphNode> Needed()
    {
        HashSet<GraphNode> needed = [];
        Stack<GraphNode> open = new(_outputs.Select(output => output.Value.Producer!));
        while (open.TryPop(out GraphNode? node))
        {
            if (!needed.Add(node))
                continue;
            foreach (GraphValue? input in node.Inputs)
            {
                if (input?.Producer is { } producer)
                    open.Push(producer);
            }
        }

        return needed;
    }

    static ValueInfoProto Describe(GraphValue value)
    {
        TensorShapeProto shape = new();
        foreach (Dim dim in value.ShapeArray)
        {
            shape.Dim.Add(dim.IsDynamic
                ? new TensorShapeProto.Types.Dimension { DimParam = dim.Text }
                : new TensorShapeProto.Types.Dimension { DimValue = dim.Example });
        }

        return new ValueInfoProto
        {
            Name = value.Name,
            Type = new TypeProto { TensorType = new TypeProto.Types.Tensor { ElemType = (int)value.Type, Shape = shape } },
        };
    }

    static TensorProto Write(GraphValue initializer)
    {
        TensorProto tensor =
            new() { Name = initializer.Name, DataType = (int)initializer.Type, RawData = UnsafeByteOperations.UnsafeWrap(initializer.Data!.Value) };
        tensor.Dims.AddRange(initializer.ShapeArray.Select(dim => dim.Example));
        return tensor;
    }

    static NodeProto Write(GraphNode node)
    {
        NodeProto proto = new() { Name = node.Name, OpType = node.Operator };
        int count = node.Inputs.Length;
        while (count > 0 && node.Inputs[count - 1] is null)
            count--;
        proto.Input.AddRange(node.Inputs.Take(count).Select(input => input?.Name ?? ""));
        proto.Output.AddRange(node.Outputs.Select(output => output.Name));
        proto.Attribute.AddRange(node.Attributes.Select(Write));
        return proto;
    }

    static AttributeProto Write((string Name, object Value) attribute)
    {
        AttributeProto proto = new() { Name = attribute.Name };
        switch (attribute.Value)
        {
            case bool flag: (proto.Type, proto.I) = (AttributeProto.Types.AttributeType.Int, flag ? 1 : 0); break;
            case int number: (proto.Type, proto.I) = (AttributeProto.Types.AttributeType.Int, number); break;
            case long number: (proto.Type, proto.I) = (AttributeProto.Types.AttributeType.Int, number); break;
            case ElementType type: (proto.Type, proto.I) = (AttributeProto.Types.AttributeType.Int, (long)type); break;
            case float number: (proto.Type, proto.F) = (AttributeProto.Types.AttributeType.Float, number); break;
            case double number: (proto.Type, proto.F) = (AttributeProto.Types.AttributeType.Float, (float)number); break;
            case string text: (proto.Type, proto.S) = (AttributeProto.Types.AttributeType.String, ByteString.CopyFromUtf8(text)); break;
            case long[] numbers: proto.Type = AttributeProto.Types.AttributeType.Ints; proto.Ints.AddRange(numbers); break;
            case float[] numbers: proto.Type = AttributeProto.Types.AttributeType.Floats; proto.Floats.AddRange(numbers); break;
            case string[] texts: proto.Type = AttributeProto.Types.AttributeType.Strings; proto.Strings.AddRange(texts.Select(ByteString.CopyFromUtf8)); break;
            default:
                throw new ArgumentException($"The attribute '{attribute.Name}' is a {attribute.Value.GetType().Name}, which ONNX has no form for.",
                nameof(attribute));
        }

        return proto;
    }
}
