using TorchSharp;
using TorchSharp.Modules;

namespace MlNetFashion.Onnx;

/// <summary>A layer's own computation beside the one that is recorded for it.</summary>
static class Layer
{
    /// <summary>Records a layer and compares what its description computes with what the layer itself computes.</summary>
    public static Value Export(ExportTrace trace, torch.nn.Module layer, Value[] inputs, Func<torch.Tensor> own)
    {
        trace.Builder.EnterScope(trace.PathOf(layer));
        try
        {
            if (layer is Sequential chain)
                return chain.named_children().Aggregate(inputs[0], (x, child) => Call(child.module, x));
            if (!OnnxLayers.TryFind(layer.GetType(), out var describe))
                throw new OnnxExportException(
                    $"{trace.Place}: {layer.GetType().Name} is not known to the exporter, so it cannot be written. Add it with " +
                    $"OnnxLayers.Add<{layer.GetType().Name}>((layer, x) => …), or derive it from nn.Module<Value, Value> if it is your own.");

            Value result = describe(layer, inputs)[0];
            Compare(trace, layer, ExportTrace.Aside(own), result);
            return result;
        }
        finally
        {
            trace.Builder.LeaveScope();
        }
    }

    static Value Call(torch.nn.Module module, Value x) => module switch
    {
        torch.nn.Module<Value, Value> over => over.call(x),
        torch.nn.Module<torch.Tensor, torch.Tensor> plain => plain.call(x),
        _ => throw new OnnxExportException($"{ExportTrace.Current!.Place}: {module.GetType().Name} does not take one tensor and give one, so it cannot stand in a Sequential."),
    };

    static void Compare(ExportTrace trace, torch.nn.Module layer, torch.Tensor expected, Value described)
    {
        torch.Tensor actual = described.Eager;
        double difference = expected.shape.SequenceEqual(actual.shape) && expected.dtype == actual.dtype ? Difference.Largest(expected, actual).Relative : double.PositiveInfinity;
        if (difference > 1e-3)
            throw new OnnxExportException(
                $"{trace.Place}: {layer.GetType().Name} computes {expected.dtype} ({string.Join(", ", expected.shape)}), its description for the exporter computes {described}, " +
                $"and they differ by {difference:g3}. Correct the description given to OnnxLayers.Add.");
    }
}
