using TorchSharp;
using TorchSharp.Modules;

namespace MlNetFashion.Onnx;

static partial class KnownLayers
{
    static void AddDense(Table table)
    {
        table.Add<Linear>((layer, x) => x.linear(layer.weight!, Optional(layer.bias)));
        table.Add<Embedding>((layer, x) => x.embedding(layer.weight!));
    }

    static Value? Optional(torch.Tensor? tensor) => tensor is null ? default(Value?) : new Value(tensor);
}
