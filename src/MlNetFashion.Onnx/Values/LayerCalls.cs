using TorchSharp;

namespace MlNetFashion.Onnx;

/// <summary>Calls layers that compute on tensors with values.</summary>
public static class LayerCalls
{
    /// <summary>Applies a layer of TorchSharp (or one added with <see cref="OnnxLayers"/>) to a value.</summary>
    /// <exception cref="OnnxExportException">A model is being exported and the layer is not known; the message says which, where, and how to add it.</exception>
    public static Value call(this torch.nn.Module<torch.Tensor, torch.Tensor> layer, Value input) =>
        ExportTrace.Current is { } trace ? Layer.Export(trace, layer, [input], () => layer.call(input.Eager)) : layer.call(input.Eager);

    /// <inheritdoc cref="call(torch.nn.Module{torch.Tensor, torch.Tensor}, Value)"/>
    public static Value forward(this torch.nn.Module<torch.Tensor, torch.Tensor> layer, Value input) => layer.call(input);

    /// <summary>Applies a layer of two inputs.</summary>
    public static Value call(this torch.nn.Module<torch.Tensor, torch.Tensor, torch.Tensor> layer, Value input1, Value input2) =>
        ExportTrace.Current is { } trace ? Layer.Export(trace, layer, [input1, input2], () => layer.call(input1.Eager, input2.Eager)) : layer.call(input1.Eager, input2.Eager);

    /// <inheritdoc cref="call(torch.nn.Module{torch.Tensor, torch.Tensor, torch.Tensor}, Value, Value)"/>
    public static Value forward(this torch.nn.Module<torch.Tensor, torch.Tensor, torch.Tensor> layer, Value input1, Value input2) => layer.call(input1, input2);
}
