using TorchSharp;

namespace MlNetFashion.Onnx;

/// <summary>How layers that compute on tensors are said in the vocabulary of <see cref="Value"/>: TorchSharp's own are known, others can be added.</summary>
public static class OnnxLayers
{
    static readonly Dictionary<Type, Func<torch.nn.Module, Value[], Value[]>> s_known = KnownLayers.All();

    /// <summary>Teaches the exporter a layer of one input and one output.</summary>
    /// <typeparam name="TLayer">The layer's class.</typeparam>
    /// <param name="forward">The same computation over values, with the layer's parameters. While exporting it is compared with the layer's own <c>forward</c>.</param>
    public static void Add<TLayer>(Func<TLayer, Value, Value> forward) where TLayer : torch.nn.Module =>
        s_known[typeof(TLayer)] = (module, inputs) => [forward((TLayer)module, inputs[0])];

    /// <summary>Teaches the exporter a layer of two inputs and one output.</summary>
    public static void Add<TLayer>(Func<TLayer, Value, Value, Value> forward) where TLayer : torch.nn.Module =>
        s_known[typeof(TLayer)] = (module, inputs) => [forward((TLayer)module, inputs[0], inputs[1])];

    internal static bool TryFind(Type type, out Func<torch.nn.Module, Value[], Value[]> forward) => s_known.TryGetValue(type, out forward!);
}
