using static TorchSharp.torch;

namespace MlNetFashion.Training.Adversarial;

/// <summary>What a discriminator pays for being steep; its gradient goes through the gradient.</summary>
static class GradientPenalties
{
    /// <summary>WGAN-GP: how far the gradient's length is from 1 between real and drawn pictures, squared, as a mean (Gulrajani et al., 2017).</summary>
    /// <param name="critic">Pictures to scores (N).</param>
    /// <param name="real">Real pictures (N, …).</param>
    /// <param name="fake">Drawn pictures, of the same shape.</param>
    /// <param name="share">The share of the real picture in each mixture (N), 0 to 1.</param>
    public static Tensor Wasserstein(Func<Tensor, Tensor> critic, Tensor real, Tensor fake, Tensor share)
    {
        Tensor weight = share.reshape([-1, .. Enumerable.Repeat(1L, (int)real.dim() - 1)]);
        Tensor between = (real * weight + fake * (1 - weight)).detach().requires_grad_();
        // The small number keeps the root's gradient finite where the critic is flat.
        Tensor length = (Gradient(critic, between).pow(2).sum(1) + 1e-12).sqrt();
        return (length - 1).pow(2).mean();
    }

    /// <summary>R1: the gradient's squared length at real pictures, as a mean, halved (Mescheder et al., 2018).</summary>
    /// <param name="critic">Pictures to scores (N).</param>
    /// <param name="real">Real pictures (N, …).</param>
    public static Tensor R1(Func<Tensor, Tensor> critic, Tensor real) =>
        Gradient(critic, real.detach().clone().requires_grad_()).pow(2).sum(1).mean() / 2;

    // The graph is retained, because the loss is derived from it once more. A picture's score depends on
    // that picture alone, so the sum's gradient holds each score's: (N, pixels).
    static Tensor Gradient(Func<Tensor, Tensor> critic, Tensor at) =>
        autograd.grad([critic(at).sum()], [at], retain_graph: true, create_graph: true)[0].flatten(1);
}
