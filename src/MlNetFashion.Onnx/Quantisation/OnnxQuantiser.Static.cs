using MlNetFashion.Onnx.Proto;
using TorchSharp;

namespace MlNetFashion.Onnx;

public static partial class OnnxQuantiser
{
    // Operators that ONNX Runtime runs in 8-bit numbers when quantised values go in and come out.
    static readonly string[] s_quantised = ["Conv", "MatMul", "Gemm", "Add", "MaxPool", "AveragePool", "GlobalAveragePool", "Concat"];

    /// <summary>Convolutions and what lies between them in 8-bit numbers throughout, with ranges of the activations measured on examples.</summary>
    /// <remarks>Batch norms are folded into their convolutions first. Quantisation is written as pairs of QuantizeLinear and DequantizeLinear,
    /// which ONNX Runtime turns into 8-bit operators and every other runtime can compute as they stand.</remarks>
    /// <param name="model">A model in floating point.</param>
    /// <param name="calibration">Typical inputs, by the names of the model's inputs; some tens of batches tell the ranges.</param>
    /// <param name="options">Which weights; null for the defaults.</param>
    public static OnnxModel Static(OnnxModel model, IEnumerable<IReadOnlyDictionary<string, torch.Tensor>> calibration, QuantisationOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(calibration);
        RequireFloat(model, "Static quantisation", leastOpset: 13);
        options ??= new QuantisationOptions();
        OnnxModel folded = BatchNormFolding.Apply(model);
        GraphEditor editor = new(folded);
        NodeProto[] nodes =
            [.. editor.Graph.Node.Where(node => s_quantised.Contains(node.OpType) && !options.Excludes(node.Name) && IsWorthwhile(editor, node, options))];
        HashSet<string> values = [];
        foreach (NodeProto node in nodes)
        {
            values.UnionWith(Activations(node).Where(value => editor.Floats(value) is null));
            values.Add(ResultOf(editor, node));
        }

        IReadOnlyDictionary<string, (float Least, float Most)> ranges = ActivationRanges.Measure(folded, values, calibration);
        Dictionary<string, (string Value, string Scale, string Zero)> pairs = [];
        foreach (string value in values.Where(ranges.ContainsKey))
            pairs.Add(value, InsertPair(editor, value, ranges[value]));
        foreach (NodeProto node in nodes)
            Rewire(editor, node, pairs, options);
        return editor.Finish();
    }

    static bool IsWorthwhile(GraphEditor editor, NodeProto node, QuantisationOptions options) => node.OpType switch
    {
        "Conv" or "Gemm" or "MatMul" => Weights(editor, node, options) is { } weights && (node.OpType == "Conv" || weights.Shape.Length == 2)
            && Factor(node, "alpha") == 1 && Factor(node, "beta") == 1,
        "Add" => node.Input.All(input => editor.Floats(input) is null),
        _ => true,
    };

    static IEnumerable<string> Activations(NodeProto node) => node.OpType is "Conv" or "Gemm" or "MatMul" ? node.Input.Take(1) : node.Input;

    /// <summary>The value to quantise: behind the activation where only that reads the node, because the two are one 8-bit operator.</summary>
    static string ResultOf(GraphEditor editor, NodeProto node) =>
        !editor.IsOutput(node.Output[0]) && editor.ReadersOf(node.Output[0]) is [{ OpType: "Relu" or "Clip" } activation]
            ? activation.Output[0] : node.Output[0];

    static (string Value, string Scale, string Zero) InsertPair(GraphEditor editor, string value, (float Least, float Most) range)
    {
        // Zero must be exact: padding and rectified values are zeros.
        (float least, float most) = (Math.Min(range.Least, 0), Math.Max(range.Most, 0));
        float step = most > least ? (most - least) / 255 : 1;
        byte zeroPoint = (byte)Math.Clamp(MathF.Round(-least / step), 0, 255);
        string scale = editor.Scalar($"{value}/scale", step), zero = editor.Add($"{value}/zero", ElementType.UInt8, [], new[] { zeroPoint });
        NodeProto there = editor.NewNode($"{value}/quantised", "QuantizeLinear", [value, scale, zero]),
            back = editor.NewNode($"{value}/dequantised", "DequantizeLinear", [there.Output[0], scale, zero]);
        NodeProto? producer = editor.ProducerOf(value);
        if (producer is not null && editor.IsOutput(value))
        {
            // The graph's output keeps its name, behind the pair.
            string inner = editor.Unique($"{value}/real");
            producer.Output[producer.Output.IndexOf(value)] = inner;
            foreach (NodeProto reader in editor.ReadersOf(value))
                Reread(reader, value, inner);
            there.Input[0] = inner;
            back.Output[0] = value;
        }
        else
        {
            foreach (NodeProto reader in editor.ReadersOf(value))
                Reread(reader, value, back.Output[0]);
        }

        editor.InsertAfter(producer, [there, back]);
        return (back.Output[0], scale, zero);
    }

    static void Reread(NodeProto reader, string from, string to)
    {
        for (int i = 0; i < reader.Input.Count; i++)
            reader.Input[i] = reader.Input[i] == from ? to : reader.Input[i];
    }

    static void Rewire(GraphEditor editor, NodeProto node, Dictionary<string, (string Value, string Scale, string Zero)> pairs, QuantisationOptions options)
    {
        if (node.OpType is not ("Conv" or "Gemm" or "MatMul"))
            return;
        (float[] data, long[] shape) = Weights(editor, node, options)!.Value;
        int axis = node.OpType switch { "Conv" => 0, "Gemm" => Flag(node, "transB") ? 0 : 1, _ => 1 };
        Int8Weights int8 = Int8Weights.Of(data, shape, axis, options.Largest);
        string name = node.Input[1];
        NodeProto back = editor.NewNode($"{name}/dequantised", "DequantizeLinear",
        [
            editor.Add($"{name}/int8", ElementType.Int8, shape, int8.Data), editor.Add($"{name}/scale", ElementType.Float, [int8.Scales.Length], int8.Scales),
            editor.Add($"{name}/zero", ElementType.Int8, [int8.Scales.Length], new sbyte[int8.Scales.Length]),
        ]);
        back.Attribute.Add(GraphEditor.Attribute("axis", axis));
        editor.Insert(back, before: node);
        node.Input[1] = back.Output[0];
        if (node.OpType == "MatMul" || node.Input.Count < 3 || editor.Floats(node.Input[2]) is not { } bias
            || ScaleOf(editor, node.Input[0], pairs) is not { } step)
            return;

        // The bias is added to the sums of products, in their steps.
        float[] steps = [.. int8.Scales.Select(scale => scale * step)];
        int[] sums = [.. bias.Data.Select((number, i) => (int)Math.Clamp(Math.Round(number / (double)steps[i]), int.MinValue, int.MaxValue))];
        string biasName = node.Input[2];
        NodeProto sum = editor.NewNode($"{biasName}/dequantised", "DequantizeLinear",
        [
            editor.Add($"{biasName}/int32", ElementType.Int32, [sums.Length], sums), editor.Add($"{biasName}/scale", ElementType.Float, [steps.Length], steps),
            editor.Add($"{biasName}/zero", ElementType.Int32, [sums.Length], new int[sums.Length]),
        ]);
        sum.Attribute.Add(GraphEditor.Attribute("axis", 0));
        editor.Insert(sum, before: node);
        node.Input[2] = sum.Output[0];
    }

    static float? ScaleOf(GraphEditor editor, string value, Dictionary<string, (string Value, string Scale, string Zero)> pairs) =>
        pairs.Values.FirstOrDefault(pair => pair.Value == value).Scale is { } scale ? editor.Floats(scale)!.Value.Data[0] : null;
}
