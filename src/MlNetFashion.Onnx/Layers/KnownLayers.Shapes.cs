using TorchSharp;
using TorchSharp.Modules;

namespace MlNetFashion.Onnx;

static partial class KnownLayers
{
    static void AddShapes(Table table)
    {
        table.Add<Identity>((_, x) => x);
        table.Add<Dropout>((_, x) => x);
        table.Add<Dropout1d>((_, x) => x);
        table.Add<Dropout2d>((_, x) => x);
        table.Add<Dropout3d>((_, x) => x);
        table.Add<AlphaDropout>((_, x) => x);
        table.Add<FeatureAlphaDropout>((_, x) => x);
        table.Add<Flatten>((layer, x) => x.flatten(layer.start_dim, layer.end_dim));
        table.Add<Unflatten>((layer, x) => x.unflatten(layer.dim, [.. layer.unflattened_size.Select(size => (Dim)size)]));
        table.Add<PixelShuffle>((layer, x) => x.pixel_shuffle(layer.upscale_factor));
        table.Add<PixelUnshuffle>((layer, x) => x.pixel_unshuffle(layer.downscale_factor));
        table.Add<ChannelShuffle>((layer, x) => x.unflatten(1, layer.groups, -1).transpose(1, 2).reshape(x.shape));
        table.Add<Upsample>(Resize);
        table.Add<Unfold>(SlideOut);
        table.Add<Fold>(SlideIn);
        table.Add<ConstantPad1d>((layer, x) => x.pad(layer.padding, PaddingModes.Constant, layer.value));
        table.Add<ConstantPad2d>((layer, x) => x.pad(layer.padding, PaddingModes.Constant, layer.value));
        table.Add<ConstantPad3d>((layer, x) => x.pad(layer.padding, PaddingModes.Constant, layer.value));
        table.Add<ZeroPad2d>((layer, x) => x.pad(layer.padding));
        table.Add<ReflectionPad1d>((layer, x) => x.pad(layer.padding, PaddingModes.Reflect));
        table.Add<ReflectionPad2d>((layer, x) => x.pad(layer.padding, PaddingModes.Reflect));
        table.Add<ReflectionPad3d>((layer, x) => x.pad(layer.padding, PaddingModes.Reflect));
        table.Add<ReplicationPad1d>((layer, x) => x.pad(layer.padding, PaddingModes.Replicate));
        table.Add<ReplicationPad2d>((layer, x) => x.pad(layer.padding, PaddingModes.Replicate));
        table.Add<ReplicationPad3d>((layer, x) => x.pad(layer.padding, PaddingModes.Replicate));
    }

    static Value Resize(Upsample layer, Value x)
    {
        torch.InterpolationMode mode = (torch.InterpolationMode)layer.mode;
        bool align = layer.align_corners ?? false;
        int space = x.ndim - 2;
        if (layer.size.Length > 0)
            return x.interpolate([.. Repeat(layer.size.ToArray(), space).Select(size => (Dim)size)], mode, align);
        return x.interpolate(Repeat(layer.scale_factor.ToArray(), space), mode, align);
    }

    static T[] Repeat<T>(T[] numbers, int count) => numbers.Length == 1 ? [.. Enumerable.Repeat(numbers[0], count)] : numbers;

    // Windows laid side by side are a convolution whose kernels each pick one element.
    static Value SlideOut(Unfold layer, Value x)
    {
        long channels = (long)x.size(1);
        Value windows = x.conv(Pickers(channels, layer.kernel_size, x.dtype), null, Pair(layer.stride), Pair(layer.padding), Pair(layer.dilation), channels);
        return windows.flatten(2);
    }

    static Value SlideIn(Fold layer, Value x)
    {
        (long height, long width) = layer.kernel_size;
        long channels = (long)x.size(1) / (height * width);
        long[] stride = Pair(layer.stride), padding = Pair(layer.padding), dilation = Pair(layer.dilation), output = Pair(layer.output_size),
            kernel = [height, width];
        long[] counts = [.. Enumerable.Range(0, 2).Select(i => (output[i] + 2 * padding[i] - dilation[i] * (kernel[i] - 1) - 1) / stride[i] + 1)];
        long[] missing = [.. Enumerable.Range(0, 2)
            .Select(i => output[i] - ((counts[i] - 1) * stride[i] - 2 * padding[i] + dilation[i] * (kernel[i] - 1) + 1))];
        return x.unflatten(2, counts[0], counts[1]).conv_transpose(Pickers(channels, layer.kernel_size, x.dtype), null, stride, padding, missing,
            dilation, channels);
    }

    static torch.Tensor Pickers(long channels, (long Height, long Width) kernel, torch.ScalarType type)
    {
        long area = kernel.Height * kernel.Width;
        return torch.eye(area, dtype: type).reshape(area, 1, kernel.Height, kernel.Width).repeat(channels, 1, 1, 1);
    }

    static long[] Pair((long, long) pair) => [pair.Item1, pair.Item2];
}
