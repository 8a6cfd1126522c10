using TorchSharp;

namespace MlNetFashion.Onnx;

/// <summary>How far two tensors are apart.</summary>
/// <param name="Absolute">The largest absolute difference of two elements; infinite where only one of them is a number.</param>
/// <param name="Relative">The largest difference in units of max(1, |expected|).</param>
public readonly record struct Difference(double Absolute, double Relative)
{
    internal static Difference Largest(torch.Tensor expected, torch.Tensor actual)
    {
        using torch.Tensor a = expected.detach().to(torch.ScalarType.Float64), b = actual.detach().to(torch.ScalarType.Float64);
        if (a.numel() == 0)
            return default;

        // Equal elements differ by nothing, also where both are the same infinity or both are no number.
        using torch.Tensor equal = a.eq(b).logical_or(a.isnan().logical_and(b.isnan()));
        using torch.Tensor raw = (a - b).abs().nan_to_num(double.PositiveInfinity, double.PositiveInfinity);
        using torch.Tensor gap = torch.where(equal, torch.zeros_like(raw), raw);
        using torch.Tensor scale = a.abs().nan_to_num(1, 1, 1).clamp_min(1);
        return new Difference(gap.max().item<double>(), (gap / scale).max().item<double>());
    }
}
