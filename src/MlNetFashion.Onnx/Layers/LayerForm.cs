using TorchSharp;

namespace MlNetFashion.Onnx;

/// <summary>A layer over tensors in two forms: said in values for the exporter, and as it computes itself.</summary>
/// <param name="Describe">The computation over values; missing optional inputs are null.</param>
/// <param name="Compute">The layer's own computation.</param>
sealed record LayerForm(Func<torch.nn.Module, Value?[], Value[]> Describe, Func<torch.nn.Module, torch.Tensor?[], torch.Tensor[]> Compute)
{
    public static LayerForm Of<TLayer>(Func<TLayer, Value, Value> describe) where TLayer : torch.nn.Module => new(
        (module, inputs) => [describe((TLayer)module, inputs[0]!.Value)],
        (module, inputs) => [((torch.nn.Module<torch.Tensor, torch.Tensor>)module).call(inputs[0]!)]);

    public static LayerForm Of<TLayer>(Func<TLayer, Value, Value, Value> describe) where TLayer : torch.nn.Module => new(
        (module, inputs) => [describe((TLayer)module, inputs[0]!.Value, inputs[1]!.Value)],
        (module, inputs) => [((torch.nn.Module<torch.Tensor, torch.Tensor, torch.Tensor>)module).call(inputs[0]!, inputs[1]!)]);

    public static LayerForm Of<TLayer>(Func<TLayer, Value?[], Value[]> describe, Func<TLayer, torch.Tensor?[], torch.Tensor[]> compute)
        where TLayer : torch.nn.Module => new(
        (module, inputs) => describe((TLayer)module, inputs), (module, inputs) => compute((TLayer)module, inputs));
}
