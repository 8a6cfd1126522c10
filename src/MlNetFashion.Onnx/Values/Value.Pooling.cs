using TorchSharp;

namespace MlNetFashion.Onnx;

public readonly partial struct Value
{
    /// <summary>The largest element under a sliding window.</summary>
    /// <param name="kernel_size">The window, a number for each dimension of space.</param>
    /// <param name="stride">Steps of the window; its size when null.</param>
    /// <param name="padding">Elements that never win, on both sides.</param>
    /// <param name="dilation">The spacing of the window's elements.</param>
    /// <param name="ceil_mode">Whether a window may hang over the end.</param>
    public Value max_pool(long[] kernel_size, long[]? stride = null, long[]? padding = null, long[]? dilation = null, bool ceil_mode = false)
    {
        Value self = this;
        (stride, padding, dilation) = (Spread(stride, kernel_size, null), Spread(padding, kernel_size, 0), Spread(dilation, kernel_size, 1));
        kernel_size = Spread(kernel_size, kernel_size, null, self.ndim - 2);
        return Apply("max_pool", [this],
            () => kernel_size.Length switch
            {
                1 => torch.nn.functional.max_pool1d(self.Eager, kernel_size[0], stride[0], padding[0], dilation[0], ceil_mode),
                2 => torch.nn.functional.max_pool2d(self.Eager, kernel_size, stride, padding, dilation, ceil_mode),
                _ => torch.nn.functional.max_pool3d(self.Eager, kernel_size, stride, padding, dilation, ceil_mode),
            },
            (trace, _) => trace.Builder.Node("MaxPool", [trace.Graph(self)], ("kernel_shape", kernel_size), ("strides", stride),
                ("pads", (long[])[.. padding, .. padding]), ("dilations", dilation), ("ceil_mode", ceil_mode ? 1 : 0)));
    }

    /// <summary>The mean under a sliding window.</summary>
    /// <param name="kernel_size">The window, a number for each dimension of space.</param>
    /// <param name="stride">Steps of the window; its size when null.</param>
    /// <param name="padding">Zeros on both sides.</param>
    /// <param name="ceil_mode">Whether a window may hang over the end.</param>
    /// <param name="count_include_pad">Whether padding counts as elements.</param>
    /// <param name="divisor_override">What to divide the sum by, instead of the count.</param>
    public Value avg_pool(long[] kernel_size, long[]? stride = null, long[]? padding = null, bool ceil_mode = false, bool count_include_pad = true,
        long? divisor_override = null)
    {
        Value self = this;
        (stride, padding) = (Spread(stride, kernel_size, null), Spread(padding, kernel_size, 0));
        return Apply("avg_pool", [this],
            () => kernel_size.Length switch
            {
                1 => torch.nn.functional.avg_pool1d(self.Eager, kernel_size[0], stride[0], padding[0], ceil_mode, count_include_pad),
                2 => torch.nn.functional.avg_pool2d(self.Eager, kernel_size, stride, padding, ceil_mode, count_include_pad, divisor_override),
                _ => torch.nn.functional.avg_pool3d(self.Eager, kernel_size, stride, padding, ceil_mode, count_include_pad, divisor_override),
            },
            (trace, _) =>
            {
                GraphBuilder g = trace.Builder;
                GraphValue x = trace.Graph(self);
                long[] pads = [.. padding, .. padding];
                GraphValue? windows = null;
                if (divisor_override is not null && ceil_mode)
                    throw new OnnxExportException($"{trace.Place}: avg_pool with divisor_override and ceil_mode has no form in ONNX. "
                        + "Pad first and use ceil_mode: false.");
                if (ceil_mode && count_include_pad && padding.Any(size => size > 0))
                {
                    // A window that hangs over the end counts the padding but not what lies beyond;
                    // ONNX Runtime counts both. Zeros that are there count as elements.
                    windows = g.Node("MaxPool", [x], ("kernel_shape", kernel_size), ("strides", stride), ("pads", pads), ("ceil_mode", 1));
                    x = g.Node("Pad", [x, g.Constant([0, 0, .. padding, 0, 0, .. padding]), g.Scalar(0, x.Type)], ("mode", "constant"));
                    (pads, count_include_pad) = (new long[pads.Length], false);
                }

                GraphValue mean = g.Node("AveragePool", [x], ("kernel_shape", kernel_size), ("strides", stride), ("pads", pads),
                    ("ceil_mode", ceil_mode ? 1 : 0), ("count_include_pad", !ceil_mode && (count_include_pad || divisor_override is not null) ? 1 : 0));
                for (int i = 2; windows is not null && i < x.Rank; i++)
                {
                    // With the padding as elements one window more may begin. Only the shape of the other pooling is used, the node is not written.
                    if (mean.Shape[i] != windows.Shape[i])
                        mean = g.Node("Slice", [mean, g.Constant(0), g.Sizes(windows.Shape[i]), g.Constant(i)]);
                }

                return divisor_override is { } divisor
                    ? g.Node("Mul", [mean, g.Scalar(kernel_size.Aggregate(1.0, (a, b) => a * b) / divisor, mean.Type)]) : mean;
            });
    }

    static long[] Spread(long[]? given, long[] kernel, long? otherwise, int? rank = null) => given is null || given.Length == 0
        ? otherwise is { } number ? [.. kernel.Select(_ => number)] : kernel
        : given.Length == 1 && (rank ?? kernel.Length) > 1 ? [.. Enumerable.Repeat(given[0], rank ?? kernel.Length)] : given;
}
