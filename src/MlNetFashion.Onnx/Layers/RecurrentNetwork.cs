using TorchSharp;

namespace MlNetFashion.Onnx;

/// <summary>LSTM, GRU and RNN of several layers and directions as ONNX's operators, one for each layer.</summary>
static class RecurrentNetwork
{
    public static Value[] Describe(string op, torch.nn.Module layer, Value?[] inputs, Func<torch.nn.Module, torch.Tensor?[], torch.Tensor[]> compute)
    {
        Value input = inputs[0]!.Value;
        torch.Tensor[] own = ExportTrace.Aside(() => compute(layer, [.. inputs.Select(value => value?.Eager)]));
        if (ExportTrace.Current is not { } trace)
            return [.. own.Select(tensor => new Value(tensor))];
        if (input.ndim != 3)
            throw new OnnxExportException($"{trace.Place}: {op} of {input} needs three dimensions (time, batch, features); add one for a single sequence.");

        Shape shape = Shape.Of(layer, compute, input.dtype);
        GraphBuilder g = trace.Builder;
        GraphValue x = trace.Graph(input);
        if (shape.BatchFirst)
            x = g.Node("Transpose", [x], ("perm", (long[])[1, 0, 2]));

        List<GraphValue>[] last = [[], []];
        GraphValue?[] initial = [.. inputs.Skip(1).Select(state => state is { } given ? trace.Graph(given) : null), null, null];
        for (int i = 0; i < shape.Layers; i++)
        {
            GraphValue?[] operands = [x, Weights(trace, shape, op, i, "weight_ih"), Weights(trace, shape, op, i, "weight_hh"),
                Biases(trace, shape, op, i), null,
                StateOf(trace, initial[0], i, shape.Directions), op == "LSTM" ? StateOf(trace, initial[1], i, shape.Directions) : null];
            GraphValue[] results = g.Nodes(op, op == "LSTM" ? 3 : 2, operands, Attributes(op, shape));
            bool final = i == shape.Layers - 1;
            // (T, directions, N, hidden) to (T, N, directions · hidden), or batch first at the end.
            GraphValue side = g.Node("Transpose", [results[0]], ("perm", final && shape.BatchFirst ? [2, 0, 1, 3] : (long[])[0, 2, 1, 3]));
            x = trace.Reshape(side, [side.Shape[0], side.Shape[1], shape.Directions * shape.Hidden]);
            for (int s = 1; s < results.Length; s++)
                last[s - 1].Add(results[s]);
        }

        Value[] all = new Value[own.Length];
        all[0] = trace.Agree(op, own[0], x);
        for (int s = 1; s < own.Length; s++)
            all[s] = trace.Agree(op, own[s], last[s - 1].Count == 1 ? last[s - 1][0] : g.Node("Concat", [.. last[s - 1]], ("axis", 0)));
        return all;
    }

    /// <summary>Answers to large inputs of both signs: max(x, 0) has zeros or passes 1, and tanh goes below zero.</summary>
    public static bool IsRectified(torch.Tensor answers) => answers.lt(0).sum().ToInt64() == 0 && answers.eq(0).logical_or(answers.gt(1)).sum().ToInt64() > 0;

    static (string, object)[] Attributes(string op, Shape shape)
    {
        List<(string, object)> attributes = [("hidden_size", shape.Hidden), ("direction", shape.Directions == 2 ? "bidirectional" : "forward")];
        if (op == "GRU")
            attributes.Add(("linear_before_reset", 1));
        if (op == "RNN")
            attributes.Add(("activations", (string[])[.. Enumerable.Repeat(shape.Rectified ? "Relu" : "Tanh", shape.Directions)]));
        return [.. attributes];
    }

    static GraphValue? StateOf(ExportTrace trace, GraphValue? all, int layer, int directions) => all is null ? null
        : trace.Builder.Node("Slice",
            [all, trace.Builder.Constant(layer * directions), trace.Builder.Constant((layer + 1) * directions), trace.Builder.Constant(0)]);

    static GraphValue Weights(ExportTrace trace, Shape shape, string op, int layer, string name)
    {
        GraphValue[] directions = [.. Enumerable.Range(0, shape.Directions).Select(d =>
            trace.Builder.Node("Unsqueeze",
                [Reorder(trace, op, trace.Graph(shape.Parameters[Name(name, layer, d)]), shape.Hidden), trace.Builder.Constant(0)]))];
        return directions.Length == 1 ? directions[0] : trace.Builder.Node("Concat", directions, ("axis", 0));
    }

    static GraphValue? Biases(ExportTrace trace, Shape shape, string op, int layer)
    {
        if (!shape.Parameters.ContainsKey(Name("bias_ih", layer, 0)))
            return null;
        GraphValue[] directions = [.. Enumerable.Range(0, shape.Directions).Select(d =>
        {
            GraphValue both = trace.Builder.Node("Concat",
                [Reorder(trace, op, trace.Graph(shape.Parameters[Name("bias_ih", layer, d)]), shape.Hidden),
                 Reorder(trace, op, trace.Graph(shape.Parameters[Name("bias_hh", layer, d)]), shape.Hidden)], ("axis", 0));
            return trace.Builder.Node("Unsqueeze", [both, trace.Builder.Constant(0)]);
        })];
        return directions.Length == 1 ? directions[0] : trace.Builder.Node("Concat", directions, ("axis", 0));
    }

    /// <summary>PyTorch stacks the gates in another order than ONNX: (i f g o) and (r z n) against (i o f c) and (z r h).</summary>
    static GraphValue Reorder(ExportTrace trace, string op, GraphValue stacked, long hidden)
    {
        int[] order = op switch { "LSTM" => [0, 3, 1, 2], "GRU" => [1, 0, 2], _ => [0] };
        if (order.Length == 1)
            return stacked;
        GraphValue[] gates = trace.Builder.Nodes("Split", order.Length, [stacked, trace.Builder.Constant([.. order.Select(_ => hidden)])], ("axis", 0));
        return trace.Builder.Node("Concat", [.. order.Select(gate => gates[gate])], ("axis", 0));
    }

    static string Name(string parameter, int layer, int direction) => $"{parameter}_l{layer}{(direction == 1 ? "_reverse" : "")}";

    /// <summary>What the layer was made with. It does not tell, but its parameters and its answers do.</summary>
    sealed record Shape(Dictionary<string, Value> Parameters, int Layers, int Directions, long Hidden, bool BatchFirst, bool Rectified)
    {
        public static Shape Of(torch.nn.Module layer, Func<torch.nn.Module, torch.Tensor?[], torch.Tensor[]> compute, torch.ScalarType type) =>
            ExportTrace.Aside(() =>
        {
            Dictionary<string, Value> parameters = layer.named_parameters().ToDictionary(entry => entry.name, entry => (Value)entry.parameter);
            int layers = parameters.Keys.Count(name =>
                name.StartsWith("weight_hh_l", StringComparison.Ordinal) && !name.EndsWith("_reverse", StringComparison.Ordinal));
            int directions = parameters.ContainsKey("weight_hh_l0_reverse") ? 2 : 1;
            long hidden = parameters["weight_hh_l0"].Eager.shape[1], features = parameters["weight_ih_l0"].Eager.shape[1];
            // Two by three steps: the state is for three sequences when time comes first, for two when the batch does.
            torch.Tensor?[] probe = [torch.randn([2, 3, features], dtype: type) * 100, null, null];
            torch.Tensor[] answer = compute(layer, probe);
            torch.Tensor?[] opposite = [-probe[0]!, null, null];
            // The states, for they hold the first layer's, which the inputs drive far to both sides; the last layer's answers can be constant.
            return new Shape(parameters, layers, directions, hidden, answer[1].shape[1] == 2, IsRectified(torch.cat([answer[1], compute(layer, opposite)[1]])));
        });
    }
}
