using MlNetFashion.Training.Recipes;

namespace MlNetFashion.Training.FashionMnist;

/// <summary>What may be chosen for a run that learns from Fashion-MNIST and nothing else; the tiny preset does, too.</summary>
public record FashionMnistPlan : RunPlan
{
    /// <inheritdoc/>
    public sealed override string? Source => Data;
}
