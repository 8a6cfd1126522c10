using TorchSharp.Modules;

namespace MlNetFashion.Onnx;

static partial class KnownLayers
{
    static void AddPooling(Table table)
    {
        table.Add<MaxPool1d>((layer, x) => x.max_pool([layer.kernel_size], layer.stride is { } s ? [s] : null, layer.padding is { } p ? [p] : null, layer.dilation is { } d ? [d] : null, layer.ceil_mode));
        table.Add<MaxPool2d>((layer, x) => x.max_pool(layer.kernel_size, layer.stride, layer.padding, layer.dilation, layer.ceil_mode));
        table.Add<MaxPool3d>((layer, x) => x.max_pool(layer.kernel_size, layer.stride, layer.padding, layer.dilation, layer.ceil_mode));
        table.Add<AvgPool1d>((layer, x) => x.avg_pool([layer.kernel_size], layer.stride is { } s ? [s] : null, layer.padding is { } p ? [p] : null, layer.ceil_mode, layer.count_include_pad));
        table.Add<AvgPool2d>((layer, x) => x.avg_pool(layer.kernel_size, layer.stride, layer.padding, layer.ceil_mode, layer.count_include_pad, layer.divisor_override));
        table.Add<AvgPool3d>((layer, x) => x.avg_pool(layer.kernel_size, layer.stride, layer.padding, layer.ceil_mode, layer.count_include_pad, layer.divisor_override));
        table.Add<AdaptiveAvgPool1d>((layer, x) => x.adaptive_avg_pool([layer.output_size]));
        table.Add<AdaptiveAvgPool2d>((layer, x) => x.adaptive_avg_pool(layer.output_size));
        table.Add<AdaptiveAvgPool3d>((layer, x) => x.adaptive_avg_pool(layer.output_size));
        table.Add<AdaptiveMaxPool1d>((layer, x) => x.adaptive_max_pool([layer.output_size]));
        table.Add<AdaptiveMaxPool2d>((layer, x) => x.adaptive_max_pool(layer.output_size));
        table.Add<AdaptiveMaxPool3d>((layer, x) => x.adaptive_max_pool(layer.output_size));
    }
}
