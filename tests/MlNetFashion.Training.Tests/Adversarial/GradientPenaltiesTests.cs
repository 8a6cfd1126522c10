using MlNetFashion.Training.Adversarial;
using TorchSharp;
using static TorchSharp.torch;

namespace MlNetFashion.Training.Tests.Adversarial;

public sealed class GradientPenaltiesTests
{
    [SetUp]
    public void Seed() => torch.random.manual_seed(3);

    [Test]
    public void ALinearCriticPaysForTheLengthOfItsWeights()
    {
        Tensor weights = randn([12], ScalarType.Float64).requires_grad_();
        Tensor penalty = GradientPenalties.Wasserstein(x =>
            x.flatten(1).mv(weights), randn([5, 3, 4], ScalarType.Float64), randn([5, 3, 4], ScalarType.Float64), rand([5], ScalarType.Float64));
        penalty.backward();

        double length = weights.detach().norm().item<double>();
        Assert.That(penalty.item<double>(), Is.EqualTo((length - 1) * (length - 1)).Within(1e-9));
        Tensor slope = weights.detach() * (2 * (length - 1) / length); // by hand: d(|w| - 1)² / dw
        Assert.That((weights.grad! - slope).abs().max().item<double>(), Is.LessThan(1e-9), "the penalty does not train the critic as it should");
    }

    [Test]
    public void TheGradientIsTakenBetweenTheTwoPictures()
    {
        // The critic x² is as steep as 2x: at 3/4 · 2 + 1/4 · −2 = 1 that is 2.
        Tensor penalty = GradientPenalties.Wasserstein(x => x.pow(2).sum(1), full(4, 1, 2.0), full(4, 1, -2.0), full(4, 0.75));
        Assert.That(penalty.item<float>(), Is.EqualTo(1).Within(1e-5));
    }

    [Test]
    public void AFlatCriticHasAFinitePenaltyAndGradient()
    {
        Tensor weights = zeros(12).requires_grad_();
        Tensor penalty = GradientPenalties.Wasserstein(x => x.mv(weights), randn(5, 12), randn(5, 12), rand(5));
        penalty.backward();
        Assert.That(penalty.item<float>(), Is.EqualTo(1).Within(1e-4));
        Assert.That(weights.grad!.isfinite().all().item<bool>());
    }

    [Test]
    public void R1IsHalfTheSquaredLengthAtRealPictures()
    {
        Tensor real = randn([6, 2, 3], ScalarType.Float64), scale = tensor(1.5).requires_grad_();
        Tensor penalty = GradientPenalties.R1(x => x.pow(2).sum([1, 2]) * scale, real); // the gradient is 2 · scale · x
        penalty.backward();
        double squares = real.pow(2).sum([1, 2]).mean().item<double>();
        Assert.That(penalty.item<double>(), Is.EqualTo(4 * 1.5 * 1.5 * squares / 2).Within(1e-9));
        Assert.That(scale.grad!.item<double>(), Is.EqualTo(4 * 1.5 * squares).Within(1e-9));
    }
}
