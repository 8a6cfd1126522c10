using MlNetFashion.Onnx.Proto;

namespace MlNetFashion.Onnx;

/// <summary>Weights of 16-bit numbers stand in a file as constants, which are nodes: ML.NET refuses a model that has them among its weights,
/// and ONNX Runtime takes both alike. In memory they are weights like all others.</summary>
static class HalfConstants
{
    const string Constant = "Constant", Value = "value";

    /// <summary>Makes nodes of the weights.</summary>
    public static void ToNodes(GraphProto graph)
    {
        TensorProto[] halves = [.. graph.Initializer.Where(tensor => tensor.DataType == (int)ElementType.Float16)];
        for (int i = 0; i < halves.Length; i++)
        {
            graph.Initializer.Remove(halves[i]);
            var node = new NodeProto { Name = $"{halves[i].Name}/{Constant}", OpType = Constant, Output = { halves[i].Name } };
            node.Attribute.Add(new AttributeProto { Name = Value, Type = AttributeProto.Types.AttributeType.Tensor, T = halves[i] });
            graph.Node.Insert(i, node);
        }
    }

    /// <summary>Makes weights of the nodes that <see cref="ToNodes"/> made.</summary>
    public static void ToWeights(GraphProto graph)
    {
        NodeProto[] nodes =
        [
            .. graph.Node.Where(node => node is { OpType: Constant, Output: [var output], Attribute: [{ Name: Value, T: { } tensor }] }
                && tensor.DataType == (int)ElementType.Float16 && tensor.Name == output && node.Name == $"{output}/{Constant}"),
        ];
        foreach (NodeProto node in nodes)
        {
            graph.Node.Remove(node);
            graph.Initializer.Add(node.Attribute[0].T);
        }
    }
}
