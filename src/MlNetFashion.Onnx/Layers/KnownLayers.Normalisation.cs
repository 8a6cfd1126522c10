using TorchSharp.Modules;

namespace MlNetFashion.Onnx;

static partial class KnownLayers
{
    static void AddNormalisation(Table table)
    {
        table.Add<BatchNorm1d>(BatchNormalise);
        table.Add<BatchNorm2d>(BatchNormalise);
        table.Add<BatchNorm3d>(BatchNormalise);
        table.Add<InstanceNorm1d>(InstanceNormalise);
        table.Add<InstanceNorm2d>(InstanceNormalise);
        table.Add<InstanceNorm3d>(InstanceNormalise);
        table.Add<LayerNorm>((layer, x) => x.layer_norm(layer.normalized_shape, Optional(layer.weight), Optional(layer.bias), layer.eps));
        table.Add<GroupNorm>((layer, x) => x.group_norm(layer.num_groups, Optional(layer.weight), Optional(layer.bias), layer.eps));
        table.Add<LocalResponseNorm>(RespondLocally);
    }

    static Value BatchNormalise(NormBase layer, Value x) => layer.running_mean is null || layer.running_var is null
        ? throw new OnnxExportException($"{ExportTrace.Current?.Place ?? "A module"}: "
            + "a batch norm without running statistics depends on the whole batch, in evaluation too; create it with track_running_stats: true.")
        : x.batch_norm(layer.running_mean, layer.running_var, Optional(layer.weight), Optional(layer.bias), layer.eps);

    static Value InstanceNormalise(NormBase layer, Value x) => layer.running_mean is not null && layer.running_var is not null
        ? x.batch_norm(layer.running_mean, layer.running_var, Optional(layer.weight), Optional(layer.bias), layer.eps)
        : x.group_norm(layer.num_features, Optional(layer.weight), Optional(layer.bias), layer.eps);

    static Value RespondLocally(LocalResponseNorm layer, Value x)
    {
        // A mean over neighbouring channels: channels as height, all of space as width. ONNX's own operator places even windows differently.
        Value squares = (x * x).reshape(x.size(0), 1, x.size(1), -1).pad([0, 0, layer.size / 2, (layer.size - 1) / 2]);
        Value mean = squares.avg_pool([layer.size, 1], stride: [1, 1]).reshape(x.shape);
        return x / (mean * layer.alpha + layer.k).pow(layer.beta);
    }
}
