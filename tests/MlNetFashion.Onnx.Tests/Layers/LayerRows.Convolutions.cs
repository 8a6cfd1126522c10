using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MlNetFashion.Onnx.Tests.Layers;

static partial class LayerRows
{
    static void AddConvolutions(Dictionary<string, Func<Pick, LayerCase>> rows)
    {
        rows.Add(nameof(Conv1d), p =>
        {
            (long groups, long input, long output) = Channels(p);
            PaddingModes mode = p.Of(PaddingModes.Zeros, PaddingModes.Reflect, PaddingModes.Replicate, PaddingModes.Circular);
            Conv1d layer = p.Flag()
                ? nn.Conv1d(input, output, p.Int(1, 4), Padding.Same, 1, p.Int(1, 2), PaddingModes.Zeros, groups, p.Flag())
                : nn.Conv1d(input, output, p.Int(1, 3), p.Int(1, 3), p.Int(0, 2), p.Int(1, 2), mode, groups, p.Flag());
            return Case(layer, p.Image(input, 1, 7, 11));
        });
        rows.Add(nameof(Conv2d), p =>
        {
            (long groups, long input, long output) = Channels(p);
            PaddingModes mode = p.Of(PaddingModes.Zeros, PaddingModes.Reflect, PaddingModes.Replicate, PaddingModes.Circular);
            Conv2d layer = p.Of(0, 1, 2) switch
            {
                0 => nn.Conv2d(input, output, p.Two(1, 4), p.Of(Padding.Same, Padding.Valid), (1, 1), p.Two(1, 2), PaddingModes.Zeros, groups, p.Flag()),
                1 => nn.Conv2d(input, output, p.Two(1, 4), p.Two(1, 3), p.Two(0, 2), p.Two(1, 2), PaddingModes.Zeros, groups, p.Flag()),
                // The same number on all sides: TorchSharp lays out others the wrong way round for these modes.
                _ => nn.Conv2d(input, output, p.Int(1, 3), p.Int(1, 2), p.Int(0, 2), 1, mode, groups, p.Flag()),
            };
            return Case(layer, p.Image(input, 2, 7, 11));
        });
        rows.Add(nameof(Conv3d), p =>
        {
            (long groups, long input, long output) = Channels(p);
            Conv3d layer = p.Flag()
                ? nn.Conv3d(input, output, p.Three(1, 3), Padding.Same, (1, 1, 1), p.Three(1, 2), PaddingModes.Zeros, groups, p.Flag())
                : nn.Conv3d(input, output, p.Three(1, 3), p.Three(1, 2), p.Three(0, 2), p.Three(1, 2), PaddingModes.Zeros, groups, p.Flag());
            return Case(layer, p.Image(input, 3, 6, 8));
        });
        rows.Add(nameof(ConvTranspose1d), p =>
        {
            (long groups, long input, long output) = Channels(p);
            int stride = p.Int(1, 3);
            return Case(nn.ConvTranspose1d(input, output, p.Int(3, 4), stride, p.Int(0, 1), p.Int(0, stride - 1), p.Int(1, 2), PaddingModes.Zeros, groups,
                p.Flag()), p.Image(input, 1));
        });
        rows.Add(nameof(ConvTranspose2d), p =>
        {
            (long groups, long input, long output) = Channels(p);
            int stride = p.Int(1, 3), extra = p.Int(0, stride - 1);
            return Case(nn.ConvTranspose2d(input, output, p.Two(3, 4), (stride, stride), p.Two(0, 1), (extra, extra), p.Two(1, 2), PaddingModes.Zeros, groups,
                p.Flag()), p.Image(input, 2));
        });
        rows.Add(nameof(ConvTranspose3d), p =>
        {
            (long groups, long input, long output) = Channels(p);
            int stride = p.Int(1, 2), extra = p.Int(0, stride - 1);
            return Case(nn.ConvTranspose3d(input, output, p.Three(2, 3),
                (stride, stride, stride), (0, 0, p.Int(0, 1)), (extra, extra, extra), (1, 1, 1), PaddingModes.Zeros, groups, p.Flag()),
                p.Image(input, 3, 3, 4) with { Axes = ["N"] });
        });
    }

    static (long Groups, long Input, long Output) Channels(Pick p)
    {
        long groups = p.Int(1, 3);
        return (groups, groups * p.Int(1, 2), groups * p.Int(1, 2));
    }

    static void AddNormalisation(Dictionary<string, Func<Pick, LayerCase>> rows)
    {
        rows.Add(nameof(BatchNorm1d), p =>
        {
            long c = p.Int(1, 4);
            return Case(Settled(p, nn.BatchNorm1d(c, p.Of(1e-5, 1e-3), affine: p.Flag())), p.Flag() ? p.Image(c, 1)
                : new OnnxInput("x", randn(p.Int(1, 4), c), "N"));
        });
        rows.Add(nameof(BatchNorm2d), p =>
        {
            long c = p.Int(1, 4);
            return Case(Settled(p, nn.BatchNorm2d(c, affine: p.Flag())), p.Image(c, 2));
        });
        rows.Add(nameof(BatchNorm3d), p =>
        {
            long c = p.Int(1, 4);
            return Case(Settled(p, nn.BatchNorm3d(c, affine: p.Flag())), p.Image(c, 3, 3, 4));
        });
        rows.Add(nameof(InstanceNorm1d), p =>
        {
            long c = p.Int(1, 4);
            return Case(Settled(p, nn.InstanceNorm1d(c, affine: p.Flag(), track_running_stats: p.Flag())), p.Image(c, 1));
        });
        rows.Add(nameof(InstanceNorm2d), p =>
        {
            long c = p.Int(1, 4);
            return Case(Settled(p, nn.InstanceNorm2d(c, affine: p.Flag(), track_running_stats: p.Flag())), p.Image(c, 2));
        });
        rows.Add(nameof(InstanceNorm3d), p =>
        {
            long c = p.Int(1, 4);
            return Case(Settled(p, nn.InstanceNorm3d(c, affine: p.Flag(), track_running_stats: p.Flag())), p.Image(c, 3, 3, 4));
        });
        rows.Add(nameof(GroupNorm), p =>
        {
            long groups = p.Int(1, 3), c = groups * p.Int(1, 3);
            return Case(Settled(p, nn.GroupNorm(groups, c, affine: p.Flag())), p.Image(c, p.Int(1, 2)));
        });
        rows.Add(nameof(LayerNorm), p =>
        {
            long[] shape = p.Longs(p.Int(1, 2), 2, 5);
            return Case(Settled(p, nn.LayerNorm(shape, p.Of(1e-5, 1e-12), p.Flag(), p.Flag())),
                new OnnxInput("x", randn([p.Int(1, 3), p.Int(1, 3), .. shape]), "N", "T"));
        });
        rows.Add(nameof(LocalResponseNorm), p =>
            Case(nn.LocalResponseNorm(p.Int(1, 5), p.Real(0.1, 1), p.Real(0.5, 1), p.Real(1, 2)), p.Image(p.Int(2, 6), p.Int(1, 3), 3, 5)));
    }

    /// <summary>Scales, shifts and statistics as after some training.</summary>
    static nn.Module Settled(Pick p, nn.Module layer)
    {
        using var _ = no_grad();
        foreach ((string name, Parameter parameter) in layer.named_parameters())
            parameter.copy_(randn_like(parameter));
        foreach ((string name, Tensor buffer) in layer.named_buffers())
        {
            if (buffer.is_floating_point() && buffer.dim() > 0)
                buffer.copy_(rand_like(buffer) + 0.5);
        }

        return layer;
    }

    static void AddPooling(Dictionary<string, Func<Pick, LayerCase>> rows)
    {
        rows.Add(nameof(MaxPool1d), p =>
        {
            int kernel = p.Int(1, 3), padding = p.Int(0, kernel / 2);
            // With holes a window can lie on nothing but padding.
            return Case(nn.MaxPool1d(kernel, p.Flag() ? p.Int(1, 3) : null, padding, padding > 0 ? 1 : p.Int(1, 2), p.Flag()), p.Image(2, 1));
        });
        rows.Add(nameof(MaxPool2d), p =>
        {
            long[] kernel = p.Longs(2, 2, 3), stride = p.Longs(2, 1, 3);
            return p.Flag() ? Case(nn.MaxPool2d(kernel, p.Flag() ? stride : null, p.Longs(2, 0, 1), [1, 1], p.Flag()), p.Image(2, 2))
                : Case(nn.MaxPool2d(kernel, stride, [0, 0], p.Longs(2, 1, 2), p.Flag()), p.Image(2, 2));
        });
        rows.Add(nameof(MaxPool3d), p =>
            Case(nn.MaxPool3d(p.Longs(3, 2, 3), p.Flag() ? p.Longs(3, 1, 3) : null, p.Longs(3, 0, 1), [1, 1, 1], p.Flag()), p.Image(2, 3)));
        rows.Add(nameof(AvgPool1d), p => Case(nn.AvgPool1d(p.Int(2, 3), p.Flag() ? p.Int(1, 3) : null, p.Int(0, 1), p.Flag(), p.Flag()), p.Image(2, 1)));
        rows.Add(nameof(AvgPool2d), p =>
            Case(nn.AvgPool2d(p.Longs(2, 2, 3), p.Flag() ? p.Longs(2, 1, 3) : null, p.Longs(2, 0, 1), p.Flag(), p.Flag()), p.Image(2, 2)));
        rows.Add("AvgPool2d with a divisor", p =>
            Case(nn.AvgPool2d(p.Longs(2, 2, 3), p.Longs(2, 1, 3), p.Longs(2, 0, 1), divisor_override: p.Int(1, 5)), p.Image(2, 2)));
        rows.Add(nameof(AvgPool3d), p =>
            Case(nn.AvgPool3d(p.Longs(3, 2, 3), p.Flag() ? p.Longs(3, 1, 3) : null, p.Longs(3, 0, 1), p.Flag(), p.Flag()), p.Image(2, 3)));
        rows.Add(nameof(LPPool1d), p => Case(nn.LPPool1d(p.Of(1.0, 2.0, 4.0), p.Int(1, 3), p.Flag() ? p.Int(1, 3) : null, p.Flag()), Positive(p.Image(2, 1))));
        rows.Add(nameof(LPPool2d), p =>
            Case(nn.LPPool2d(p.Of(1.0, 2.0, 3.0), p.Longs(2, 1, 3), p.Flag() ? p.Longs(2, 1, 3) : null, p.Flag()), Positive(p.Image(2, 2))));
        rows.Add(nameof(AdaptiveAvgPool1d), p => Adaptive(p, 1, size => nn.AdaptiveAvgPool1d(size[0])));
        rows.Add(nameof(AdaptiveAvgPool2d), p => Adaptive(p, 2, nn.AdaptiveAvgPool2d));
        rows.Add(nameof(AdaptiveAvgPool3d), p => Adaptive(p, 3, nn.AdaptiveAvgPool3d));
        rows.Add(nameof(AdaptiveMaxPool1d), p => Adaptive(p, 1, size => nn.AdaptiveMaxPool1d(size[0])));
        rows.Add(nameof(AdaptiveMaxPool2d), p => Adaptive(p, 2, nn.AdaptiveMaxPool2d));
    }

    static LayerCase Adaptive(Pick p, int space, Func<long[], nn.Module> make)
    {
        if (p.Flag())
            return Case(make([.. Enumerable.Repeat(1L, space)]), p.Image(2, space));
        return Case(make(p.Longs(space, 1, 5)), p.Image(2, space, free: false));
    }

    // Sums of odd powers can be negative, and their roots are then no numbers in TorchSharp either.
    static OnnxInput Positive(OnnxInput input) => input with { Example = input.Example.abs(), Sample = (random, shape) => rand(shape) + random.NextDouble() };
}
