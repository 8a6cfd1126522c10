using System.Collections.Concurrent;
using TorchSharp;

namespace MlNetFashion.Onnx;

/// <summary>How layers that compute on tensors are said in the vocabulary of <see cref="Value"/>: TorchSharp's own are known, others can be added.</summary>
public static class OnnxLayers
{
    static readonly ConcurrentDictionary<Type, LayerForm> s_known = new(KnownLayers.All());

    /// <summary>Teaches the exporter a layer of one input and one output.</summary>
    /// <typeparam name="TLayer">The layer's class.</typeparam>
    /// <param name="forward">The same computation over values, with the layer's parameters.
    /// While exporting it is compared with the layer's own <c>forward</c>.</param>
    public static void Add<TLayer>(Func<TLayer, Value, Value> forward) where TLayer : torch.nn.Module<torch.Tensor, torch.Tensor> =>
        s_known[typeof(TLayer)] = LayerForm.Of(forward);

    /// <summary>Teaches the exporter a layer of two inputs and one output.</summary>
    public static void Add<TLayer>(Func<TLayer, Value, Value, Value> forward) where TLayer : torch.nn.Module<torch.Tensor, torch.Tensor, torch.Tensor> =>
        s_known[typeof(TLayer)] = LayerForm.Of(forward);

    internal static LayerForm? Find(torch.nn.Module layer) => s_known.GetValueOrDefault(layer.GetType());
}
