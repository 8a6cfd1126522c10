using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using MlNetFashion.Onnx.Proto;

namespace MlNetFashion.Onnx;

public sealed partial class OnnxModel
{
    // Longer lists of a file from anyone are cut: the form is for reading.
    const int LongestList = 200;

    /// <summary>The model as text, one line for each input, weight and node, so that two versions can be compared line by line.</summary>
    /// <remarks>Weights are told by shape, range and a digest of their bytes: a line changes when the weights do.</remarks>
    public string ToText()
    {
        StringBuilder text = new();
        Line(text, $"model {PlainText.Of(Proto.Graph.Name)}");
        Line(text,
            $"ir {Proto.IrVersion}, opset {string.Join(", ",
                Proto.OpsetImport.Select(opset => $"{(opset.Domain.Length == 0 ? "ai.onnx" : PlainText.Of(opset.Domain))} {opset.Version}"))}");
        Line(text, $"producer {PlainText.Of(Producer)}");
        foreach ((string key, string value) in Metadata.OrderBy(entry => entry.Key, StringComparer.Ordinal))
            Line(text, $"metadata {PlainText.Of(key)} = {PlainText.Of(value)}");
        foreach (TensorDescription input in Inputs)
            Line(text, $"input {PlainText.Of(input.ToString())}");
        foreach (TensorDescription output in Outputs)
            Line(text, $"output {PlainText.Of(output.ToString())}");
        foreach (TensorProto tensor in Proto.Graph.Initializer)
            Line(text, $"weight {PlainText.Of(tensor.Name)}: {(ElementType)tensor.DataType} ({string.Join(", ", tensor.Dims)}) {Summary(tensor)}");
        foreach (NodeProto node in Proto.Graph.Node)
            Line(text, Text(node));
        return text.ToString();
    }

    /// <summary>What the model is in a few lines: inputs, outputs, opsets, parameters, operators, metadata.</summary>
    public override string ToString()
    {
        StringBuilder text = new();
        Line(text, $"{PlainText.Of(Proto.Graph.Name)}, "
            + $"{ParameterCount:n0} parameters in {Initializers.Sum(tensor => tensor.Bytes):n0} bytes, {Proto.Graph.Node.Count:n0} nodes");
        Line(text, $"inputs    {string.Join("; ", Inputs.Select(input => PlainText.Of(input.ToString())))}");
        Line(text, $"outputs   {string.Join("; ", Outputs.Select(output => PlainText.Of(output.ToString())))}");
        Line(text, $"opsets    {string.Join(", ", Opsets.Select(opset => $"{(opset.Key.Length == 0 ? "ai.onnx" : PlainText.Of(opset.Key))} {opset.Value}"))}, "
            + $"ir {IrVersion}, by {PlainText.Of(Producer)}");
        Line(text, $"operators {string.Join(", ", Operators.Select(entry => $"{PlainText.Of(entry.Operator)} {entry.Count}"))}");
        foreach ((string key, string value) in Metadata)
            Line(text, $"metadata  {PlainText.Of(key)} = {PlainText.Of(value)}");
        return text.ToString();
    }

    string Summary(TensorProto tensor)
    {
        byte[] data = DataOf(tensor);
        string digest = Convert.ToHexStringLower(SHA256.HashData(data).AsSpan(0, 6));
        switch ((ElementType)tensor.DataType)
        {
            case ElementType.Float when data.Length > 0:
                ReadOnlySpan<float> numbers = MemoryMarshal.Cast<byte, float>(data);
                (float least, float most, double sum) = (float.PositiveInfinity, float.NegativeInfinity, 0);
                foreach (float number in numbers)
                    (least, most, sum) = (Math.Min(least, number), Math.Max(most, number), sum + number);
                return string.Create(CultureInfo.InvariantCulture, $"{least:g4} to {most:g4}, mean {sum / numbers.Length:g4}, {digest}");
            case ElementType.Int64 when data.Length is > 0 and <= 128:
                return $"[{string.Join(", ", MemoryMarshal.Cast<byte, long>(data).ToArray())}]";
            default:
                return digest;
        }
    }

    static string Text(NodeProto node)
    {
        string attributes = string.Join(", ",
            node.Attribute.OrderBy(attribute => attribute.Name, StringComparer.Ordinal)
            .Select(attribute => $"{PlainText.Of(attribute.Name)}={Text(attribute)}"));
        string body = $"{string.Join(", ", node.Output.Select(PlainText.Of))} "
            + $"= {PlainText.Of(QualifiedName(node))}({string.Join(", ", node.Input.Select(PlainText.Of))})";
        return attributes.Length == 0 ? body : $"{body} {{{attributes}}}";
    }

    static string Text(AttributeProto attribute) => attribute.Type switch
    {
        AttributeProto.Types.AttributeType.Float => attribute.F.ToString("g6", CultureInfo.InvariantCulture),
        AttributeProto.Types.AttributeType.Int => attribute.I.ToString(CultureInfo.InvariantCulture),
        AttributeProto.Types.AttributeType.String => $"\"{PlainText.Of(attribute.S.ToStringUtf8())}\"",
        AttributeProto.Types.AttributeType.Ints => $"[{string.Join(", ", attribute.Ints.Take(LongestList))}]",
        AttributeProto.Types.AttributeType.Floats =>
            $"[{string.Join(", ", attribute.Floats.Take(LongestList).Select(number => number.ToString("g6", CultureInfo.InvariantCulture)))}]",
        AttributeProto.Types.AttributeType.Strings =>
            $"[{string.Join(", ", attribute.Strings.Take(LongestList).Select(text => $"\"{PlainText.Of(text.ToStringUtf8())}\""))}]",
        AttributeProto.Types.AttributeType.Tensor => $"{(ElementType)attribute.T.DataType} ({string.Join(", ", attribute.T.Dims)})",
        _ => attribute.Type.ToString(),
    };

    static void Line(StringBuilder text, string line) => text.Append(line).Append('\n');
}
