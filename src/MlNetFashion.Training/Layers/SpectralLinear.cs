using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MlNetFashion.Training.Layers;

/// <summary>A dense layer whose matrix has a largest singular value of 1.</summary>
sealed class SpectralLinear : Module<Tensor, Tensor>
{
    readonly Parameter weight;
    readonly Parameter? bias;
    readonly Tensor left;

    public SpectralLinear(int from, int to, bool hasBias) : base(nameof(SpectralLinear))
    {
        using Linear start = Linear(from, to);
        weight = Parameter(start.weight.detach().clone());
        bias = hasBias ? Parameter(start.bias!.detach().clone()) : null;
        left = SpectralNorm.Start(to);
        RegisterComponents();
    }

    public override Tensor forward(Tensor input) => functional.linear(input, SpectralNorm.Normalise(weight, left, training), bias);
}
