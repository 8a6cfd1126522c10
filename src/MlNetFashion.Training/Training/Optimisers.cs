using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MlNetFashion.Training;

/// <summary>AdamW as encoders are trained with it.</summary>
static class Optimisers
{
    /// <summary>Matrices and kernels decay, vectors (biases, norms) and scalars do not; frozen ones are left out.</summary>
    public static AdamW AdamW(IReadOnlyList<nn.Module> models, double learningRate, double weightDecay, double beta1 = 0.9, double beta2 = 0.98)
    {
        Parameter[] parameters = [.. models.SelectMany(model => model.parameters()).Where(p => p.requires_grad)];
        return optim.AdamW(
            [
                new AdamW.ParamGroup(parameters.Where(p => p.dim() > 1), new AdamW.Options { weight_decay = weightDecay }),
                new AdamW.ParamGroup(parameters.Where(p => p.dim() <= 1), new AdamW.Options { weight_decay = 0 }),
            ],
            learningRate, beta1, beta2);
    }

    public static void SetLearningRate(optim.Optimizer optimiser, double learningRate)
    {
        foreach (optim.ILearningRateController group in optimiser.ParamGroups)
            group.LearningRate = learningRate;
    }
}
