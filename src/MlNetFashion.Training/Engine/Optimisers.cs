using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MlNetFashion.Training;

/// <summary>AdamW as encoders are trained with it.</summary>
static class Optimisers
{
    /// <summary>Matrices and kernels decay, vectors (biases, norms) and scalars do not.</summary>
    public static AdamW AdamW(IReadOnlyList<Parameter> parameters, double learningRate, double weightDecay, double beta1 = 0.9, double beta2 = 0.98) =>
        optim.AdamW(
            [
                new AdamW.ParamGroup(parameters.Where(p => p.dim() > 1), new AdamW.Options { weight_decay = weightDecay }),
                new AdamW.ParamGroup(parameters.Where(p => p.dim() <= 1), new AdamW.Options { weight_decay = 0 }),
            ],
            learningRate, beta1, beta2);
}
