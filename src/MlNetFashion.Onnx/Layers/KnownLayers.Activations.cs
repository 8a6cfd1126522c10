using TorchSharp.Modules;

namespace MlNetFashion.Onnx;

static partial class KnownLayers
{
    static void AddActivations(Table table)
    {
        table.Add<ReLU>((_, x) => x.relu());
        table.Add<ReLU6>((_, x) => x.clamp(0, 6));
        table.Add<LeakyReLU>((layer, x) => x.leaky_relu(layer.negative_slope));
        table.Add<Sigmoid>((_, x) => x.sigmoid());
        table.Add<SiLU>((_, x) => x.silu());
        table.Add<Tanh>((_, x) => x.tanh());
        table.Add<GELU>((layer, x) => layer.approximate == GELU.Approximate.tanh ? x.gelu_tanh() : x.gelu());
        table.Add<Softmax>((layer, x) => x.softmax(layer.dim));
        table.Add<LogSoftmax>((layer, x) => x.log_softmax(layer.dim));
        table.Add<Softplus>((layer, x) => x.softplus(layer.beta));
        table.Add<Hardtanh>((layer, x) => x.clamp(layer.min_val, layer.max_val));
    }
}
