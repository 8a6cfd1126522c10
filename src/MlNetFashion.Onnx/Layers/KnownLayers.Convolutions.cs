using TorchSharp;
using TorchSharp.Modules;

namespace MlNetFashion.Onnx;

static partial class KnownLayers
{
    static void AddConvolutions(Table table)
    {
        table.Add<Conv1d>(Convolve);
        table.Add<Conv2d>(Convolve);
        table.Add<Conv3d>(Convolve);
        table.Add<ConvTranspose1d>(ConvolveTransposed);
        table.Add<ConvTranspose2d>(ConvolveTransposed);
        table.Add<ConvTranspose3d>(ConvolveTransposed);
    }

    static Value Convolve(Convolution layer, Value x)
    {
        int dims = layer.kernel_size.Length;
        (long[] before, long[] after) = Padding(layer);
        if (layer.padding_mode != PaddingModes.Zeros || !before.SequenceEqual(after))
        {
            x = x.pad([.. Enumerable.Range(0, dims).Reverse().SelectMany(i => new[] { before[i], after[i] })],
                layer.padding_mode == PaddingModes.Zeros ? PaddingModes.Constant : layer.padding_mode);
            before = new long[dims];
        }

        return x.conv(layer.weight, Optional(layer.bias), layer.stride, before, layer.dilation, layer.groups);
    }

    static Value ConvolveTransposed(Convolution layer, Value x)
    {
        int dims = layer.kernel_size.Length;
        // TorchSharp passes the first number on for all dimensions.
        long[] extra = [.. Enumerable.Repeat(layer.output_padding[0], dims)];
        return x.conv_transpose(layer.weight, Optional(layer.bias), layer.stride, layer.padding ?? new long[dims], extra, layer.dilation, layer.groups);
    }

    static (long[] Before, long[] After) Padding(Convolution layer)
    {
        if (layer.padding_type == TorchSharp.Padding.Same)
        {
            long[] total = [.. layer.kernel_size.Zip(layer.dilation, (kernel, dilation) => dilation * (kernel - 1))];
            return ([.. total.Select(sum => sum / 2)], [.. total.Select(sum => sum - sum / 2)]);
        }

        long[] padding = layer.padding ?? new long[layer.kernel_size.Length];
        return (padding, padding);
    }
}
