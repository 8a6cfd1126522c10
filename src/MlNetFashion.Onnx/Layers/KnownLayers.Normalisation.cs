using TorchSharp.Modules;

namespace MlNetFashion.Onnx;

static partial class KnownLayers
{
    static void AddNormalisation(Table table)
    {
        table.Add<BatchNorm1d>(BatchNormalise);
        table.Add<BatchNorm2d>(BatchNormalise);
        table.Add<BatchNorm3d>(BatchNormalise);
        table.Add<LayerNorm>((layer, x) => x.layer_norm(layer.normalized_shape, Optional(layer.weight), Optional(layer.bias), layer.eps));
        table.Add<GroupNorm>((layer, x) => x.group_norm(layer.num_groups, Optional(layer.weight), Optional(layer.bias), layer.eps));
    }

    static Value BatchNormalise(NormBase layer, Value x) => layer.running_mean is null || layer.running_var is null
        ? throw new OnnxExportException("A batch norm without running statistics depends on the whole batch, in evaluation too; create it with track_running_stats: true.")
        : x.batch_norm(layer.running_mean, layer.running_var, Optional(layer.weight), Optional(layer.bias), layer.eps);
}
