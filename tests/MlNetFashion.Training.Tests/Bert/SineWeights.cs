using static TorchSharp.torch;

namespace MlNetFashion.Training.Tests.Bert;

/// <summary>Weights that any program can make again: number i of the k-th tensor is base + amplitude · sin(0.7 i + k).</summary>
/// <remarks>Norms: weight 1 ± 0.2, bias ± 0.1, mean ± 0.05, variance 1 ± 0.3. Others: weight ± 1/√(numbers of a row), bias ± 0.1.</remarks>
sealed class SineWeights(nn.Module module)
{
    readonly Dictionary<string, Tensor> _tensors = module.state_dict();

    int _count;

    /// <summary>Fills the layers below a name, in their order.</summary>
    public void Fill(string part)
    {
        foreach (string layer in _tensors.Keys.Where(name => name.StartsWith($"{part}.", StringComparison.Ordinal))
            .Select(name => name[..name.LastIndexOf('.')]).Distinct().ToArray())
        {
            Tensor weight = _tensors[$"{layer}.weight"];
            bool isNorm = weight.dim() == 1;
            Set(weight, isNorm ? 0.2 : 1 / Math.Sqrt(weight[0].numel()), isNorm ? 1 : 0);
            Set(_tensors[$"{layer}.bias"], 0.1, 0);
            if (!isNorm)
                continue;
            Set(_tensors[$"{layer}.running_mean"], 0.05, 0);
            Set(_tensors[$"{layer}.running_var"], 0.3, 1);
        }
    }

    public static Tensor Tensor(long[] shape, int k, double amplitude, double start) =>
        tensor([.. Enumerable.Range(0, (int)shape.Aggregate((a, b) => a * b)).Select(i => (float)(start + amplitude * Math.Sin(0.7 * i + k)))], shape);

    void Set(Tensor target, double amplitude, double start)
    {
        using IDisposable _ = no_grad();
        target.copy_(Tensor(target.shape, ++_count, amplitude, start));
    }
}
