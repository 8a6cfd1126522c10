using MlNetFashion.Onnx.Proto;

namespace MlNetFashion.Onnx;

/// <summary>Makes 8-bit models of 32-bit ones.</summary>
public static partial class OnnxQuantiser
{
    /// <summary>Products with constant matrices (linear layers, projections of attention) in 8-bit numbers:
    /// weights now, one factor for each column; activations while running, from their range.</summary>
    /// <remarks>Tables of embeddings become 8-bit numbers too, one factor for each row. No calibration is needed. Fast for text encoders on a CPU.</remarks>
    public static OnnxModel Dynamic(OnnxModel model, QuantisationOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        RequireFloat(model, "Dynamic quantisation", leastOpset: 11);
        options ??= new QuantisationOptions();
        GraphEditor editor = new(model);
        Dictionary<string, string[]> activations = [];
        Dictionary<string, (string Data, string Scale)> matrices = [];
        foreach (NodeProto node in editor.Graph.Node.Where(node => !options.Excludes(node.Name)).ToArray())
        {
            if (node.OpType is "MatMul" or "Gemm")
                MultiplyInt8(editor, node, options, activations, matrices);
        }

        StoreTables(editor, options);
        return editor.Finish();
    }

    /// <summary>Constant matrices, kernels and tables are stored as 8-bit numbers and turned back when
    /// the model is loaded: a quarter of the size, computed as before.</summary>
    public static OnnxModel WeightsOnly(OnnxModel model, QuantisationOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        RequireFloat(model, "Quantisation of weights", leastOpset: 7);
        options = (options ?? new QuantisationOptions()) with { ReduceRange = false };
        GraphEditor editor = new(model);
        Dictionary<(string Name, int Axis), string> known = [];
        StoreTables(editor, options);
        foreach (NodeProto node in editor.Graph.Node.Where(node => !options.Excludes(node.Name)).ToArray())
        {
            if (node.OpType is not ("MatMul" or "Gemm" or "Conv" or "ConvTranspose") || Weights(editor, node, options) is not { } weights)
                continue;
            // The channels of the result: rows of a Gemm that transposes, columns of other matrices, the first or second dimension of kernels.
            int axis = node.OpType switch { "MatMul" => weights.Shape.Length - 1, "Gemm" => Flag(node, "transB") ? 0 : 1, "Conv" => 0, _ => 1 };
            string name = node.Input[1];
            if (known.TryGetValue((name, axis), out string? ready))
            {
                node.Input[1] = ready;
                continue;
            }

            Int8Weights int8 = Int8Weights.Of(weights.Data, weights.Shape, axis, options.Largest);
            // A cast and a product of constants are computed once, when the model is loaded; ONNX Runtime repeats a DequantizeLinear in every run.
            long[] channels = [.. weights.Shape.Select((size, i) => i == axis ? size : 1)];
            NodeProto real = editor.NewNode($"{name}/int8/real", "Cast", [editor.Add($"{name}/int8", ElementType.Int8, weights.Shape, int8.Data)]);
            real.Attribute.Add(GraphEditor.Attribute("to", (long)ElementType.Float));
            NodeProto back = editor.NewNode($"{name}/dequantised", "Mul",
                [real.Output[0], editor.Add($"{name}/scale", ElementType.Float, channels, int8.Scales)]);
            editor.Insert(real, before: node);
            editor.Insert(back, before: node);
            known.Add((name, axis), node.Input[1] = back.Output[0]);
        }

        return editor.Finish();
    }

    static void MultiplyInt8(GraphEditor editor, NodeProto node, QuantisationOptions options, Dictionary<string, string[]> activations,
        Dictionary<string, (string Data, string Scale)> matrices)
    {
        if (Weights(editor, node, options) is not { Shape.Length: 2 } weights || Flag(node, "transA") || Factor(node, "alpha") != 1
            || Factor(node, "beta") != 1)
            return;
        if (Flag(node, "transB"))
            weights = GraphEditor.Transposed(weights.Data, weights.Shape);
        List<NodeProto> nodes = [];
        string x = node.Input[0];
        if (!activations.TryGetValue(x, out string[]? quantised))
        {
            NodeProto quantise = editor.NewNode($"{x}/quantised", "DynamicQuantizeLinear", [x], outputs: 3);
            nodes.Add(quantise);
            activations.Add(x, quantised = [.. quantise.Output]);
        }

        string name = node.Input[1], key = Flag(node, "transB") ? $"{name} transposed" : name;
        if (!matrices.TryGetValue(key, out (string Data, string Scale) matrix))
        {
            Int8Weights int8 = Int8Weights.Of(weights.Data, weights.Shape, 1, options.Largest);
            matrix = (editor.Add($"{name}/int8", ElementType.Int8, weights.Shape, int8.Data),
                editor.Add($"{name}/scale", ElementType.Float, [int8.Scales.Length], int8.Scales));
            matrices.Add(key, matrix);
        }

        string? bias = node.OpType == "Gemm" && node.Input.Count > 2 && node.Input[2].Length > 0 ? node.Input[2] : null;
        string output = node.Output[0];
        // The weights' zero point is left out: it is 0, and where it is written ONNX Runtime multiplies by it.
        NodeProto product = editor.NewNode($"{node.Name}/int8", "MatMulInteger", [quantised[0], matrix.Data, quantised[2]]);
        NodeProto real = editor.NewNode($"{node.Name}/int8/real", "Cast", [product.Output[0]]);
        real.Attribute.Add(GraphEditor.Attribute("to", (long)ElementType.Float));
        NodeProto factor = editor.NewNode($"{node.Name}/scale", "Mul", [quantised[1], matrix.Scale]);
        NodeProto scaled = editor.NewNode($"{node.Name}/scaled", "Mul", [real.Output[0], factor.Output[0]], output: bias is null ? output : null);
        nodes.AddRange([product, real, factor, scaled]);
        if (bias is not null)
            nodes.Add(editor.NewNode($"{node.Name}/biased", "Add", [scaled.Output[0], bias], output: output));
        editor.Replace(node, nodes);
    }

    /// <summary>Rows of a table are looked up as 8-bit numbers with their factors; only the rows that are needed are turned back.</summary>
    static void StoreTables(GraphEditor editor, QuantisationOptions options)
    {
        foreach (NodeProto node in editor.Graph.Node.Where(node => node.OpType == "Gather" && !options.Excludes(node.Name)).ToArray())
        {
            if (node.Attribute.Any(attribute => attribute is { Name: "axis", I: not 0 }) || editor.Floats(node.Input[0]) is not { Shape.Length: 2 } table
                || table.Data.Length < options.SmallestWeight)
                continue;
            string name = node.Input[0], output = node.Output[0];
            Int8Weights int8 = Int8Weights.Of(table.Data, table.Shape, 0, 127);
            string data = editor.Add($"{name}/int8", ElementType.Int8, table.Shape, int8.Data),
                scale = editor.Add($"{name}/scale", ElementType.Float, [int8.Scales.Length, 1], int8.Scales);
            NodeProto rows = editor.NewNode($"{node.Name}/int8", "Gather", [data, node.Input[1]]);
            NodeProto real = editor.NewNode($"{node.Name}/int8/real", "Cast", [rows.Output[0]]);
            real.Attribute.Add(GraphEditor.Attribute("to", (long)ElementType.Float));
            NodeProto factors = editor.NewNode($"{node.Name}/scale", "Gather", [scale, node.Input[1]]);
            editor.Replace(node, [rows, real, factors, editor.NewNode($"{node.Name}/scaled", "Mul", [real.Output[0], factors.Output[0]], output: output)]);
        }
    }

    static void RequireFloat(OnnxModel model, string what, int leastOpset)
    {
        if (model.Opsets.FirstOrDefault(opset => opset.Key is "" or "ai.onnx").Value is var opset && opset < leastOpset)
            throw new ArgumentException($"{what} needs operators of opset {leastOpset}, but the model is written in opset {opset}. "
                + "Export it again with a newer one.", nameof(model));
        if (model.Initializers.FirstOrDefault(weight => weight.Type == ElementType.Float16 && weight.Elements > 1) is { } half)
            throw new ArgumentException($"{what} begins with 32-bit numbers, but '{half.Name}' has 16-bit ones. "
                + "Quantise the model that was exported with 32 bits.", nameof(model));
    }

    static (float[] Data, long[] Shape)? Weights(GraphEditor editor, NodeProto node, QuantisationOptions options) =>
        editor.Floats(node.Input[1]) is { } weights && weights.Data.Length >= options.SmallestWeight && weights.Shape.Length >= 2 ? weights : null;

    static bool Flag(NodeProto node, string name) => node.Attribute.Any(attribute => attribute.Name == name && attribute.I != 0);

    static float Factor(NodeProto node, string name) => node.Attribute.FirstOrDefault(attribute => attribute.Name == name)?.F ?? 1;
}
