using TorchSharp;
using TorchSharp.Modules;

namespace MlNetFashion.Onnx;

static partial class KnownLayers
{
    static void AddRecurrent(Table table)
    {
        table.Add<LSTM>(
            (layer, inputs) => RecurrentNetwork.Describe("LSTM", layer, inputs, ComputeLstm),
            (layer, inputs) => ComputeLstm(layer, inputs));
        table.Add<GRU>(
            (layer, inputs) => RecurrentNetwork.Describe("GRU", layer, inputs, ComputeGru),
            (layer, inputs) => ComputeGru(layer, inputs));
        table.Add<RNN>(
            (layer, inputs) => RecurrentNetwork.Describe("RNN", layer, inputs, ComputeRnn),
            (layer, inputs) => ComputeRnn(layer, inputs));
        table.Add<LSTMCell>(
            (layer, inputs) => StepLstm(layer, inputs[0]!.Value, inputs[1], inputs[2]),
            (layer, inputs) => layer.call(inputs[0]!, inputs[1] is { } h ? (h, inputs[2]!) : Zeros(layer, inputs[0]!)) is var (hidden, cell)
                ? [hidden, cell] : []);
        table.Add<GRUCell>(
            (layer, inputs) => [StepGru(layer, inputs[0]!.Value, inputs[1])],
            (layer, inputs) => [layer.call(inputs[0]!, inputs[1]!)]);
        table.Add<RNNCell>(
            (layer, inputs) => [StepRnn(layer, inputs[0]!.Value, inputs[1])],
            (layer, inputs) => [layer.call(inputs[0]!, inputs[1]!)]);
    }

    static torch.Tensor[] ComputeLstm(torch.nn.Module layer, torch.Tensor?[] inputs)
    {
        (torch.Tensor output, torch.Tensor hidden, torch.Tensor cell) = ((LSTM)layer).call(inputs[0]!, inputs[1] is { } h ? (h, inputs[2]!) : null);
        return [output, hidden, cell];
    }

    static torch.Tensor[] ComputeGru(torch.nn.Module layer, torch.Tensor?[] inputs)
    {
        (torch.Tensor output, torch.Tensor hidden) = ((GRU)layer).call(inputs[0]!, inputs[1]!);
        return [output, hidden];
    }

    static torch.Tensor[] ComputeRnn(torch.nn.Module layer, torch.Tensor?[] inputs)
    {
        (torch.Tensor output, torch.Tensor hidden) = ((RNN)layer).call(inputs[0]!, inputs[1]);
        return [output, hidden];
    }

    // TorchSharp 0.107 cannot do without.
    static (torch.Tensor, torch.Tensor) Zeros(LSTMCell layer, torch.Tensor x)
    {
        torch.Tensor zeros = torch.zeros([x.shape[0], Weights(layer, "weight_hh")!.Value.Eager.shape[1]], dtype: x.dtype);
        return (zeros, zeros);
    }

    static Value[] StepLstm(LSTMCell layer, Value x, Value? hidden, Value? cell)
    {
        Value gates = Gates(layer, x, "ih");
        if (hidden is { } h)
            gates += Gates(layer, h, "hh");
        else if (Weights(layer, "bias_hh") is { } bias)
            gates += bias;
        Value[] parts = gates.chunk(4, 1); // input, forget, candidate, output
        Value fresh = parts[0].sigmoid() * parts[2].tanh();
        Value next = cell is { } c ? parts[1].sigmoid() * c + fresh : fresh;
        return [parts[3].sigmoid() * next.tanh(), next];
    }

    static Value StepGru(GRUCell layer, Value x, Value? hidden)
    {
        Value h = hidden ?? Value.zeros(x.size(0), Weights(layer, "weight_hh")!.Value.size(1));
        Value[] input = Gates(layer, x, "ih").chunk(3, 1), before = Gates(layer, h, "hh").chunk(3, 1); // reset, update, candidate
        Value reset = (input[0] + before[0]).sigmoid(), update = (input[1] + before[1]).sigmoid();
        Value candidate = (input[2] + reset * before[2]).tanh();
        return candidate + update * (h - candidate);
    }

    static Value StepRnn(RNNCell layer, Value x, Value? hidden)
    {
        Value sum = Gates(layer, x, "ih");
        if (hidden is { } h)
            sum += Gates(layer, h, "hh");
        else if (Weights(layer, "bias_hh") is { } bias)
            sum += bias;
        // The cell does not tell its function, but large sums of both signs do.
        long features = x.Eager.shape[1], width = Weights(layer, "weight_hh")!.Value.Eager.shape[1];
        torch.Tensor own = ExportTrace.Aside(() => layer.call(torch.randn([16, features], dtype: x.dtype) * 100, torch.zeros([16, width], dtype: x.dtype)));
        return RecurrentNetwork.IsRectified(own) ? sum.relu() : sum.tanh();
    }

    static Value Gates(torch.nn.Module layer, Value x, string which) => x.linear(Weights(layer, $"weight_{which}")!.Value, Weights(layer, $"bias_{which}"));

    static Value? Weights(torch.nn.Module layer, string name) => Optional(layer.named_parameters().FirstOrDefault(entry => entry.name == name).parameter);
}
