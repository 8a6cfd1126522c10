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
        table.Add<Upsample>(Resize);
    }

    static Value Resize(Upsample layer, Value x)
    {
        torch.InterpolationMode mode = (torch.InterpolationMode)layer.mode;
        bool align = layer.align_corners ?? false;
        if (layer.size.Length > 0)
            return x.interpolate([.. layer.size.ToArray().Select(size => (Dim)size)], mode, align);
        double[] factors = layer.scale_factor.ToArray();
        return x.interpolate(factors.Length == 1 ? [.. Enumerable.Repeat(factors[0], x.ndim - 2)] : factors, mode, align);
    }
}
