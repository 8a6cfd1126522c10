using System.Runtime.InteropServices;
using Google.Protobuf;
using MlNetFashion.Onnx.Proto;

namespace MlNetFashion.Onnx;

/// <summary>Turns a model that computes with 32-bit numbers into one that computes with 16-bit ones; its inputs and outputs stay as they are.</summary>
static class HalfPrecision
{
    // Constants of a few numbers are not worth what they lose.
    const int FewestStored = 256;

    public static OnnxModel Of(OnnxModel model)
    {
        if (model.Proto.Graph.Initializer.FirstOrDefault(tensor => tensor.DataType == (int)ElementType.Double) is { } wide)
            throw new OnnxExportException($"'{wide.Name}' has 64-bit numbers, and only 32-bit ones become 16-bit ones. "
                + "Convert the module and its example inputs to Float32 first.");
        ModelProto half = new(model.Proto);
        GraphProto graph = half.Graph;
        // Factors of Resize are 32-bit numbers by definition.
        HashSet<string> kept = [.. graph.Node.Where(node => node.OpType == "Resize" && node.Input.Count > 2).Select(node => node.Input[2])];
        foreach (TensorProto tensor in graph.Initializer.Where(tensor => tensor.DataType == (int)ElementType.Float && !kept.Contains(tensor.Name)))
        {
            tensor.RawData = UnsafeByteOperations.UnsafeWrap(Narrow(model.DataOf(tensor)));
            tensor.DataType = (int)ElementType.Float16;
        }

        foreach (AttributeProto to in graph.Node.Where(node => node.OpType == "Cast").SelectMany(node => node.Attribute)
            .Where(attribute => attribute is { Name: "to", I: (long)ElementType.Float }))
            to.I = (long)ElementType.Float16;

        foreach (string name in graph.Input.Where(IsFloat).Select(input => input.Name).ToArray())
        {
            foreach (NodeProto node in graph.Node)
            {
                for (int i = 0; i < node.Input.Count; i++)
                    node.Input[i] = node.Input[i] == name ? $"{name}/half" : node.Input[i];
            }

            graph.Node.Insert(0, Cast(name, $"{name}/half", ElementType.Float16));
        }

        foreach (string name in graph.Output.Where(IsFloat).Select(output => output.Name).ToArray())
        {
            foreach (NodeProto node in graph.Node)
            {
                Rename(node.Output, name);
                Rename(node.Input, name);
            }

            graph.Node.Add(Cast($"{name}/half", name, ElementType.Float));
        }

        return new OnnxModel(half);
    }

    /// <summary>Keeps matrices and kernels in 16-bit numbers, and computes with 32-bit ones: half the size, and what weights lose is all that is
    /// lost.</summary>
    public static OnnxModel Stored(OnnxModel model)
    {
        ModelProto half = new(model.Proto);
        GraphProto graph = half.Graph;
        var casts = new List<NodeProto>();
        foreach (TensorProto tensor in graph.Initializer.Where(tensor => tensor.DataType == (int)ElementType.Float && tensor.Dims.Count > 1
            && tensor.Dims.Aggregate(1L, (product, size) => product * size) >= FewestStored))
        {
            tensor.RawData = UnsafeByteOperations.UnsafeWrap(Narrow(model.DataOf(tensor)));
            tensor.DataType = (int)ElementType.Float16;
            string wide = $"{tensor.Name}/wide";
            foreach (NodeProto node in graph.Node)
            {
                for (int i = 0; i < node.Input.Count; i++)
                    node.Input[i] = node.Input[i] == tensor.Name ? wide : node.Input[i];
            }

            casts.Add(Cast(tensor.Name, wide, ElementType.Float));
        }

        for (int i = 0; i < casts.Count; i++)
            graph.Node.Insert(i, casts[i]);
        return new OnnxModel(half);
    }

    static void Rename(Google.Protobuf.Collections.RepeatedField<string> names, string name)
    {
        for (int i = 0; i < names.Count; i++)
            names[i] = names[i] == name ? $"{name}/half" : names[i];
    }

    static bool IsFloat(ValueInfoProto value) => value.Type.TensorType.ElemType == (int)ElementType.Float;

    static NodeProto Cast(string from, string to, ElementType type)
    {
        NodeProto node = new() { Name = $"{to}/Cast", OpType = "Cast", Input = { from }, Output = { to } };
        node.Attribute.Add(new AttributeProto { Name = "to", Type = AttributeProto.Types.AttributeType.Int, I = (long)type });
        return node;
    }

    static byte[] Narrow(byte[] data)
    {
        ReadOnlySpan<float> numbers = MemoryMarshal.Cast<byte, float>(data);
        Half[] halves = new Half[numbers.Length];
        for (int i = 0; i < halves.Length; i++)
        {
            // What is small but not zero (an epsilon) must not vanish, and what is large but finite must stay so.
            float clamped = float.IsInfinity(numbers[i]) ? numbers[i] : Math.Clamp(numbers[i], (float)Half.MinValue, (float)Half.MaxValue);
            halves[i] = (Half)clamped is var half && Half.IsNegative(half) is var negative && half == Half.Zero
                && clamped != 0 ? (negative ? -Half.Epsilon : Half.Epsilon) : half;
        }

        return MemoryMarshal.AsBytes(halves.AsSpan()).ToArray();
    }
}
