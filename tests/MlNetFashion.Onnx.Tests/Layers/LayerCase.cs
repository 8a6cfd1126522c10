using TorchSharp;

namespace MlNetFashion.Onnx.Tests.Layers;

/// <summary>One configuration of a layer with inputs for it.</summary>
sealed record LayerCase(torch.nn.Module Module, params OnnxInput[] Inputs)
{
    public double Tolerance { get; init; } = 1e-4;

    public int[] Opsets { get; init; } = [17, 18, 20, 21];
}
