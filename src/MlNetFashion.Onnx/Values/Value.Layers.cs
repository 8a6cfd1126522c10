using TorchSharp;

namespace MlNetFashion.Onnx;

public readonly partial struct Value
{
    /// <summary>A convolution over one, two or three dimensions of space, as many as the weight has.</summary>
    /// <param name="weight">(out, in / groups, kernel…).</param>
    /// <param name="bias">(out), or null.</param>
    /// <param name="stride">A number for each dimension of space.</param>
    /// <param name="padding">Zeros on both sides of each dimension of space.</param>
    /// <param name="dilation">The spacing of the kernel's elements.</param>
    /// <param name="groups">How many parts the channels are split into.</param>
    public Value conv(Value weight, Value? bias, long[] stride, long[] padding, long[] dilation, long groups = 1)
    {
        Value self = this;
        return Apply("conv", bias is { } c ? [this, weight, c] : [this, weight],
            () => weight.ndim switch
            {
                3 => torch.nn.functional.conv1d(self.Eager, weight.Eager, bias?.Eager, stride[0], padding[0], dilation[0], groups),
                4 => torch.nn.functional.conv2d(self.Eager, weight.Eager, bias?.Eager, stride, padding, dilation, groups),
                _ => torch.nn.functional.conv3d(self.Eager, weight.Eager, bias?.Eager, stride, padding, dilation, groups),
            },
            (trace, _) => trace.Builder.Node("Conv", [trace.Graph(self), trace.Graph(weight), bias is { } b ? trace.Graph(b) : null],
                ("kernel_shape", Examples(weight.shape[2..])), ("strides", stride), ("pads", (long[])[.. padding, .. padding]), ("dilations", dilation),
                ("group", groups)));
    }

    /// <summary>A convolution's transpose: each element spreads over a window of the result.</summary>
    /// <param name="weight">(in, out / groups, kernel…).</param>
    /// <param name="bias">(out), or null.</param>
    /// <param name="stride">A number for each dimension of space.</param>
    /// <param name="padding">How much of the result's edges is cut off.</param>
    /// <param name="output_padding">How much is added at the result's ends.</param>
    /// <param name="dilation">The spacing of the kernel's elements.</param>
    /// <param name="groups">How many parts the channels are split into.</param>
    public Value conv_transpose(Value weight, Value? bias, long[] stride, long[] padding, long[] output_padding, long[] dilation, long groups = 1)
    {
        Value self = this;
        return Apply("conv_transpose", bias is { } c ? [this, weight, c] : [this, weight],
            () => weight.ndim switch
            {
                3 => torch.nn.functional.conv_transpose1d(self.Eager, weight.Eager, bias?.Eager, stride[0], padding[0], output_padding[0], dilation[0], groups),
                4 => torch.nn.functional.conv_transpose2d(self.Eager, weight.Eager, bias?.Eager, stride, padding, output_padding, dilation, groups),
                _ => torch.nn.functional.conv_transpose3d(self.Eager, weight.Eager, bias?.Eager, stride, padding, output_padding, dilation, groups),
            },
            (trace, _) => trace.Builder.Node("ConvTranspose", [trace.Graph(self), trace.Graph(weight), bias is { } b ? trace.Graph(b) : null],
                ("kernel_shape", Examples(weight.shape[2..])), ("strides", stride), ("pads", (long[])[.. padding, .. padding]),
                ("output_padding", output_padding), ("dilations", dilation), ("group", groups)));
    }

    /// <summary>Normalises over the last dimensions, then scales and shifts.</summary>
    /// <param name="normalized_shape">The sizes of those dimensions.</param>
    /// <param name="weight">Scales of that shape, or null.</param>
    /// <param name="bias">Shifts of that shape, or null.</param>
    /// <param name="eps">Added to the variance.</param>
    public Value layer_norm(long[] normalized_shape, Value? weight, Value? bias, double eps = 1e-5)
    {
        Value self = this;
        return Apply("layer_norm", [this], () =>
            torch.nn.functional.layer_norm(self.Eager, normalized_shape, weight?.Eager, bias?.Eager, eps), (trace, result) =>
        {
            GraphValue scale = trace.Graph(weight ?? new Value(torch.ones(normalized_shape, dtype: result.dtype)));
            GraphValue input = trace.Graph(self);
            if (!trace.FuseSkipLayerNorms)
                trace.Builder.WriteAsSum(input);
            return trace.Builder.Node("LayerNormalization", [input, scale, bias is { } b ? trace.Graph(b) : null],
                ("axis", -normalized_shape.Length), ("epsilon", eps));
        });
    }

    /// <summary>Normalises groups of channels, then scales and shifts each channel.</summary>
    public Value group_norm(long groups, Value? weight, Value? bias, double eps = 1e-5)
    {
        Value self = this;
        return Apply("group_norm", [this], () => torch.nn.functional.group_norm(self.Eager, groups, weight?.Eager, bias?.Eager, eps), (trace, result) =>
        {
            GraphBuilder g = trace.Builder;
            GraphValue x = trace.Graph(self);
            GraphValue ones = trace.Graph(new Value(torch.ones(groups, dtype: result.dtype))),
                zeros = trace.Graph(new Value(torch.zeros(groups, dtype: result.dtype)));
            GraphValue grouped = trace.Reshape(x, [x.Shape[0], groups, -1]);
            GraphValue normal = trace.Reshape(g.Node("InstanceNormalization", [grouped, ones, zeros], ("epsilon", eps)), [.. x.Shape]);
            Dim[] channel = [x.Shape[1], .. Enumerable.Repeat((Dim)1, x.Rank - 2)];
            if (weight is { } w)
                normal = g.Node("Mul", [normal, trace.Reshape(trace.Graph(w), channel)]);
            return bias is { } b ? g.Node("Add", [normal, trace.Reshape(trace.Graph(b), channel)]) : normal;
        });
    }

    /// <summary>Normalises each channel by statistics that were gathered in training, then scales and shifts it.</summary>
    public Value batch_norm(Value running_mean, Value running_var, Value? weight, Value? bias, double eps = 1e-5)
    {
        Value self = this;
        return Apply("batch_norm", [this, running_mean, running_var],
            () => torch.nn.functional.batch_norm(self.Eager, running_mean.Eager, running_var.Eager, weight?.Eager, bias?.Eager, training: false, eps: eps),
            (trace, result) =>
            {
                Value scale = weight ?? torch.ones(running_mean.Eager.shape, dtype: result.dtype), shift = bias
                    ?? torch.zeros(running_mean.Eager.shape, dtype: result.dtype);
                return trace.Builder.Node("BatchNormalization",
                    [trace.Graph(self), trace.Graph(scale), trace.Graph(shift), trace.Graph(running_mean), trace.Graph(running_var)], ("epsilon", eps));
            });
    }

    /// <summary>Resizes the dimensions of space by constant factors.</summary>
    /// <param name="scale_factor">A factor for each dimension of space.</param>
    /// <param name="mode">Nearest, linear, bilinear, trilinear or bicubic.</param>
    /// <param name="align_corners">Whether the corner elements keep their values; only for the modes that blend.</param>
    public Value interpolate(double[] scale_factor, torch.InterpolationMode mode = torch.InterpolationMode.Nearest, bool align_corners = false)
    {
        Value self = this;
        return Apply("interpolate", [this], () => Interpolate(self.Eager, null, scale_factor, mode, align_corners), (trace, _) =>
        {
            float[] factors = [1, 1, .. scale_factor.Select(factor => (float)factor)];
            GraphValue scales = trace.Builder.Constant(ElementType.Float, [factors.Length],
                System.Runtime.InteropServices.MemoryMarshal.AsBytes(factors.AsSpan()).ToArray());
            return trace.Builder.Node("Resize", [trace.Graph(self), null, scales], ResizeAttributes(mode, align_corners));
        });
    }

    /// <summary>Resizes the dimensions of space to given sizes.</summary>
    public Value interpolate(Dim[] size, torch.InterpolationMode mode = torch.InterpolationMode.Nearest, bool align_corners = false)
    {
        Value self = this;
        return Apply("interpolate", [this], () => Interpolate(self.Eager, Examples(size), null, mode, align_corners), (trace, _) =>
        {
            GraphValue x = trace.Graph(self);
            return trace.Builder.Node("Resize", [x, null, null, trace.Builder.Sizes([x.Shape[0], x.Shape[1], .. size])], ResizeAttributes(mode, align_corners));
        });
    }

    static torch.Tensor Interpolate(torch.Tensor x, long[]? size, double[]? factors, torch.InterpolationMode mode, bool align) =>
        torch.nn.functional.interpolate(x, size, factors, mode,
            mode is torch.InterpolationMode.Nearest or torch.InterpolationMode.NearestExact or torch.InterpolationMode.Area ? null : align);

    static (string, object)[] ResizeAttributes(torch.InterpolationMode mode, bool align) => mode switch
    {
        torch.InterpolationMode.Nearest => [("mode", "nearest"), ("coordinate_transformation_mode", "asymmetric"), ("nearest_mode", "floor")],
        torch.InterpolationMode.NearestExact => [("mode", "nearest"), ("coordinate_transformation_mode", "half_pixel"), ("nearest_mode", "round_prefer_ceil")],
        torch.InterpolationMode.Area =>
            throw new NotSupportedException("Interpolation by area has no operator in ONNX; use adaptive average pooling, which is the same."),
        _ => [("mode", mode == torch.InterpolationMode.Bicubic ? "cubic" : "linear"),
            ("coordinate_transformation_mode", align ? "align_corners" : "half_pixel"), ("cubic_coeff_a", -0.75f)],
    };
}
