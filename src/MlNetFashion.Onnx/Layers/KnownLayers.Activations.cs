using TorchSharp;
using TorchSharp.Modules;

namespace MlNetFashion.Onnx;

static partial class KnownLayers
{
    static void AddActivations(Table table)
    {
        table.Add<ReLU>((_, x) => x.relu());
        table.Add<ReLU6>((_, x) => x.clamp(0, 6));
        table.Add<LeakyReLU>((layer, x) => x.leaky_relu(layer.negative_slope));
        // In evaluation the random slope is its mean.
        table.Add<RReLU>((layer, x) => x.leaky_relu((layer.lower + layer.upper) / 2));
        table.Add<PReLU>((layer, x) => x.prelu(layer.weight!));
        table.Add<ELU>((layer, x) => x.elu(layer.alpha));
        table.Add<CELU>((layer, x) => x.celu(layer.alpha));
        table.Add<SELU>((_, x) => x.selu());
        table.Add<GELU>((layer, x) => layer.approximate == GELU.Approximate.tanh ? x.gelu_tanh() : x.gelu());
        table.Add<GLU>((layer, x) => x.glu(layer.dim));
        table.Add<SiLU>((_, x) => x.silu());
        table.Add<Mish>((_, x) => x * x.softplus().tanh());
        table.Add<Sigmoid>((_, x) => x.sigmoid());
        table.Add<LogSigmoid>((_, x) => -(-x).softplus());
        table.Add<Hardsigmoid>((_, x) => x.hardsigmoid());
        table.Add<Hardswish>((_, x) => x * x.hardsigmoid());
        table.Add<Hardtanh>((layer, x) => Limits(layer) ? x.clamp(layer.min_val, layer.max_val) : x);
        table.Add<Hardshrink>((layer, x) => x.hardshrink(layer.lambda));
        table.Add<Softshrink>((layer, x) => x.softshrink(layer.lambda));
        table.Add<Softplus>((layer, x) => x.softplus(layer.beta, layer.threshold));
        table.Add<Softsign>((_, x) => x / (x.abs() + 1.0));
        table.Add<Tanh>((_, x) => x.tanh());
        table.Add<Tanhshrink>((_, x) => x - x.tanh());
        table.Add<Threshold>((layer, x) => Value.where(x.gt(layer.threshold), x, torch.tensor(layer.value, dtype: x.dtype)));
        table.Add<Softmax>((layer, x) => x.softmax(layer.dim));
        table.Add<Softmax2d>((_, x) => x.softmax(-3));
        table.Add<Softmin>((layer, x) => (-x).softmax(layer.dim));
        table.Add<LogSoftmax>((layer, x) => x.log_softmax(layer.dim));
    }

    /// <summary>Unless it works in place, TorchSharp 0.107's Hardtanh hands its input on unchanged; the file does what the layer does.</summary>
    static bool Limits(Hardtanh layer) => ExportTrace.Aside(() => layer.call(torch.tensor(new[] { layer.max_val + 1 })).max().ToDouble() == layer.max_val);
}
