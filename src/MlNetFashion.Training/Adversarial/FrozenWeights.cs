using TorchSharp.Modules;

namespace MlNetFashion.Training.Adversarial;

/// <summary>While it lasts, weights get no gradients: a loss goes through a network to what comes before it, and leaves it alone.</summary>
sealed class FrozenWeights : IDisposable
{
    readonly Parameter[] _weights;

    public FrozenWeights(Parameter[] weights)
    {
        _weights = weights;
        SetLearning(false);
    }

    public void Dispose() => SetLearning(true);

    void SetLearning(bool learning)
    {
        foreach (Parameter weight in _weights)
            weight.requires_grad = learning;
    }
}
