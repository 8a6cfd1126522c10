using MlNetFashion.Training.Layers;
using TorchSharp;
using static TorchSharp.torch;

namespace MlNetFashion.Training.Tests.Layers;

public sealed class SpectralNormTests
{
    [SetUp]
    public void Seed() => torch.random.manual_seed(4);

    [Test]
    public void TheEstimateReachesTheLargestSingularValue()
    {
        using IDisposable _ = no_grad();
        Tensor weight = randn(7, 3, 2, 2) * 5, left = SpectralNorm.Start(7);
        for (int i = 0; i < 200; i++)
            SpectralNorm.Normalise(weight, left, learning: true);
        float largest = linalg.svdvals(weight.flatten(1)).max().item<float>();
        Tensor normal = SpectralNorm.Normalise(weight, left, learning: false);
        Assert.That((normal - weight / largest).abs().max().item<float>(), Is.LessThan(1e-5));
    }

    [Test]
    public void OnlyLearningImprovesTheEstimate()
    {
        using var layer = new SpectralLinear(9, 5, hasBias: true);
        using var convolution = new SpectralConv2d(2, 5, kernelSize: 4, stride: 2, padding: 1);
        foreach ((nn.Module<Tensor, Tensor> module, Tensor input) in ((nn.Module<Tensor, Tensor>, Tensor)[])[(layer, randn(3, 9)),
            (convolution, randn(3, 2, 8, 8))])
        {
            Tensor Left() => module.state_dict()["left"].clone();
            Tensor first = Left();
            module.eval();
            module.call(input);
            Assert.That(Left().equal(first).all().item<bool>(), "an evaluation changed the estimate");
            module.train();
            module.call(input);
            Assert.That(Left().equal(first).all().item<bool>(), Is.False, "learning did not improve the estimate");
        }
    }

    [Test]
    public void GradientsOfTwoCallsThatChangeTheEstimateBetweenThemCanBeTaken()
    {
        using var layer = new SpectralLinear(9, 5, hasBias: false);
        (layer.call(randn(3, 9)).sum() + layer.call(randn(3, 9)).sum()).backward();
        Assert.That(layer.get_parameter("weight")!.grad!.isfinite().all().item<bool>());
    }

    [Test]
    public void TheGradientGoesThroughTheNormAsWell()
    {
        // A weight that grows does not change its normal form, so the gradient is at right angles to the weight.
        Tensor weight = randn(4, 6).requires_grad_(), left = SpectralNorm.Start(4);
        for (int i = 0; i < 100; i++)
            SpectralNorm.Normalise(weight, left, learning: true);
        (SpectralNorm.Normalise(weight, left, learning: false) * randn(4, 6)).sum().backward();
        Assert.That((weight.grad! * weight).sum().item<float>(), Is.Zero.Within(1e-4));
        Assert.That(weight.grad!.norm().item<float>(), Is.GreaterThan(0.1));
    }
}
