using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MlNetFashion.Training.Engine;

/// <summary>Muon (Jordan et al., 2024): the step of a matrix is its momentum made orthogonal, so that all directions learn alike.
/// Everything else follows Adam.</summary>
/// <remarks>A step is scaled to be as long as one of Adam's (Liu et al., Muon is Scalable for LLM Training, 2025), so both
/// share learning rate and weight decay. A kernel (out, in, H, W) is the matrix (out, in × H × W).</remarks>
sealed class Muon : FusedAdam
{
    // Five steps of a polynomial that brings all singular values near 1; from the authors.
    const int Iterations = 5;
    const float A = 3.4445f, B = -4.7750f, C = 2.0315f;

    const float Momentum = 0.95f, LengthOfAdams = 0.2f, Least = 1e-7f;

    readonly HashSet<nint> _matrices;

    /// <summary>Makes it for some parameters.</summary>
    /// <param name="parameters">What it changes.</param>
    /// <param name="matrices">Those of them, of two dimensions or more, that follow Muon.</param>
    /// <param name="learningRate">Until another is set.</param>
    /// <param name="beta1">Adam's: how much of the mean gradient stays after a step.</param>
    /// <param name="beta2">Adam's: how much of the mean square stays after a step.</param>
    /// <param name="weightDecay">See <see cref="FusedAdam"/>.</param>
    public Muon(IEnumerable<Parameter> parameters, IEnumerable<Parameter> matrices, double learningRate, double beta1, double beta2, double weightDecay = 0)
        : base(parameters, learningRate, beta1, beta2, weightDecay) => _matrices = [.. matrices.Select(matrix => matrix.Handle)];

    /// <summary>The nearest matrix whose singular values are all about 1 (0.7 to 1.2).</summary>
    /// <param name="matrix">(R, C).</param>
    public static Tensor Orthogonal(Tensor matrix)
    {
        bool isTall = matrix.shape[0] > matrix.shape[1];
        Tensor x = isTall ? matrix.t() : matrix;
        x = x / (x.norm() + Least);
        for (int i = 0; i < Iterations; i++)
        {
            Tensor square = x.matmul(x.t());
            x = x * A + (square * B + square.matmul(square) * C).matmul(x);
        }

        return isTall ? x.t() : x;
    }

    private protected override bool Follows(Parameter parameter, Tensor gradient, Tensor momentum, double learningRate)
    {
        if (!_matrices.Contains(parameter.Handle))
            return false;
        using DisposeScope scope = NewDisposeScope();
        using IDisposable _ = no_grad();
        momentum.mul_(Momentum).add_(gradient);
        Tensor ahead = (gradient + momentum * Momentum).reshape(parameter.shape[0], -1);               // Nesterov's
        double length = LengthOfAdams * Math.Sqrt(Math.Max(ahead.shape[0], ahead.shape[1]));
        Tensor step = Orthogonal(ahead).reshape(parameter.shape) * (float)(learningRate * length);
        parameter.mul_((float)(1 - learningRate * DecayOf(parameter))).sub_(step);
        return true;
    }
}
