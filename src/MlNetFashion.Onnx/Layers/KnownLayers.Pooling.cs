using TorchSharp;
using TorchSharp.Modules;

namespace MlNetFashion.Onnx;

static partial class KnownLayers
{
    static void AddPooling(Table table)
    {
        table.Add<MaxPool1d>((layer, x) =>
            x.max_pool([layer.kernel_size], Single(layer.stride), Single(layer.padding), Single(layer.dilation), layer.ceil_mode));
        table.Add<MaxPool2d>((layer, x) => x.max_pool(layer.kernel_size, layer.stride, layer.padding, layer.dilation, layer.ceil_mode));
        table.Add<MaxPool3d>((layer, x) => x.max_pool(layer.kernel_size, layer.stride, layer.padding, layer.dilation, layer.ceil_mode));
        table.Add<AvgPool1d>((layer, x) =>
            x.avg_pool([layer.kernel_size], Single(layer.stride), Single(layer.padding), layer.ceil_mode, layer.count_include_pad));
        table.Add<AvgPool2d>((layer, x) =>
            x.avg_pool(layer.kernel_size, layer.stride, layer.padding, layer.ceil_mode, layer.count_include_pad, layer.divisor_override));
        table.Add<AvgPool3d>((layer, x) =>
            x.avg_pool(layer.kernel_size, layer.stride, layer.padding, layer.ceil_mode, layer.count_include_pad, layer.divisor_override));
        table.Add<LPPool1d>((layer, x) => PowerMean(x, layer.norm_type, [layer.kernel_size], Single(layer.stride), layer.ceil_mode));
        table.Add<LPPool2d>((layer, x) => PowerMean(x, layer.norm_type, layer.kernel_size, layer.stride, layer.ceil_mode));
        table.Add<AdaptiveAvgPool1d>((layer, x) => x.adaptive_avg_pool([layer.output_size]));
        table.Add<AdaptiveAvgPool2d>((layer, x) => x.adaptive_avg_pool(layer.output_size));
        table.Add<AdaptiveAvgPool3d>((layer, x) => x.adaptive_avg_pool(layer.output_size));
        table.Add<AdaptiveMaxPool1d>((layer, x) => x.adaptive_max_pool([layer.output_size]));
        table.Add<AdaptiveMaxPool2d>((layer, x) => x.adaptive_max_pool(layer.output_size));
    }

    static long[]? Single(long? number) => number is { } value ? [value] : null;

    // As libtorch does it: a mean, put back to a sum, and negative sums (of odd powers) counted as positive before the root gets their sign.
    static Value PowerMean(Value x, double norm, long[] kernel, long[]? stride, bool ceil)
    {
        Value mean = x.pow(norm).avg_pool(kernel, stride, ceil_mode: ceil);
        return ((mean.sign() * mean.abs().relu()) * kernel.Aggregate(1.0, (a, b) => a * b)).pow(1 / norm);
    }

    /// <summary>Why a layer of TorchSharp has no form in ONNX, or null for layers that this file does not speak of.</summary>
    internal static string? ReasonAgainst(torch.nn.Module layer) => layer switch
    {
        FractionalMaxPool2d or FractionalMaxPool3d => "it places its windows at random, in evaluation too. Use adaptive max pooling to the same size.",
        AdaptiveMaxPool3d => "TorchSharp 0.107 cannot run it either: it forgets its size and asks libtorch for the one-dimensional operation.",
        MaxUnpool1d or MaxUnpool2d or MaxUnpool3d =>
            "it needs the places that max pooling found, which no layer hands on while exporting. Use interpolation or a transposed convolution.",
        _ => null,
    };
}
