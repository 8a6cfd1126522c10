using System.Runtime.InteropServices;
using TorchSharp;
using TorchSharp.Modules;

namespace MlNetFashion.Onnx;

/// <summary>Calls a layer over tensors with values: its own computation, and while exporting the recorded one beside it.</summary>
static class Layer
{
    /// <summary>A transformer's decoder takes this many; what is not given is missing, as its optional inputs may be.</summary>
    const int LargestInputs = 6;

    /// <summary>The layer's outputs.</summary>
    /// <exception cref="OnnxExportException">An export is under way and the layer is not known, or its description computes something else.</exception>
    public static Value[] Call(torch.nn.Module layer, params Value?[] given)
    {
        Value?[] inputs = [.. given, .. new Value?[Math.Max(0, LargestInputs - given.Length)]];
        if (ExportTrace.Current is not { } trace)
            return [.. Compute(layer, inputs).Select(tensor => new Value(tensor))];

        trace.Builder.EnterScope(trace.PathOf(layer));
        try
        {
            if (layer is Sequential chain)
                return [chain.named_children().Aggregate(inputs[0]!.Value, (x, child) => Next(trace, child.module, x))];
            LayerForm form = OnnxLayers.Find(layer) ?? throw Unknown(trace, layer);
            torch.Tensor[] own = ExportTrace.Aside(() => ComputeCopies(trace, layer, inputs));
            Value[] described = form.Describe(layer, inputs);
            for (int i = 0; i < own.Length; i++)
                Compare(trace, layer, own[i], described[i]);
            return described;
        }
        finally
        {
            trace.Builder.LeaveScope();
        }
    }

    static torch.Tensor[] Compute(torch.nn.Module layer, Value?[] inputs)
    {
        torch.Tensor?[] tensors = [.. inputs.Select(input => input?.Eager)];
        return OnnxLayers.Find(layer) is { } form ? form.Compute(layer, tensors) : layer switch
        {
            torch.nn.Module<torch.Tensor, torch.Tensor> one => [one.call(tensors[0]!)],
            torch.nn.Module<torch.Tensor, torch.Tensor, torch.Tensor> two => [two.call(tensors[0]!, tensors[1]!)],
            _ => throw new ArgumentException($"{layer.GetType().Name} takes neither one tensor nor two and gives one, so it cannot be called with values.",
                nameof(layer)),
        };
    }

    /// <summary>The layer's own computation, on copies: layers that work in place would change what their description is given.</summary>
    static torch.Tensor[] ComputeCopies(ExportTrace trace, torch.nn.Module layer, Value?[] inputs)
    {
        try
        {
            return Compute(layer, [.. inputs.Select(input => input is { } value ? new Value(value.Eager.clone()) : default(Value?))]);
        }
        catch (Exception failure) when (failure is ExternalException or ArgumentException)
        {
            string shapes = string.Join(", ", inputs.OfType<Value>().Select(input => input.ToString()));
            throw new OnnxExportException($"{trace.Place}: {layer.GetType().Name} of {shapes} is not possible. {failure.Message.Split('\n')[0]}", failure);
        }
    }

    static Value Next(ExportTrace trace, torch.nn.Module module, Value x) => module switch
    {
        torch.nn.Module<Value, Value> over => over.call(x),
        torch.nn.Module<torch.Tensor, torch.Tensor> plain => plain.call(x),
        _ => throw new OnnxExportException($"{trace.Place}: {module.GetType().Name} does not take one tensor and give one, "
            + "so it cannot stand in a Sequential."),
    };

    static OnnxExportException Unknown(ExportTrace trace, torch.nn.Module layer)
    {
        string name = layer.GetType().Name;
        return new OnnxExportException(KnownLayers.ReasonAgainst(layer) is { } reason
            ? $"{trace.Place}: {name} cannot be written as ONNX: {reason}"
            : $"{trace.Place}: {name} is not known to the exporter, so it cannot be written. Derive it from nn.Module<Value, Value> if it is your own, " +
              $"or add it with OnnxLayers.Add<{name}>((layer, x) => …), which says the same computation over values.");
    }

    static void Compare(ExportTrace trace, torch.nn.Module layer, torch.Tensor expected, Value described)
    {
        torch.Tensor actual = described.Eager;
        double difference = expected.shape.SequenceEqual(actual.shape) && expected.dtype == actual.dtype ? Difference.Largest(expected, actual).Relative
            : double.PositiveInfinity;
        double tolerance = expected.dtype is torch.ScalarType.Float16 or torch.ScalarType.BFloat16 ? 0.1 : 1e-3;
        if (difference > tolerance)
            throw new OnnxExportException(
                $"{trace.Place}: {layer.GetType().Name} computes {expected.dtype} ({string.Join(", ", expected.shape)}), "
                    + $"its description for the exporter computes {described}, " +
                $"and they differ by {difference:g3}. Correct the description given to OnnxLayers.Add.");
    }
}
