using MlNetFashion.Training.Adversarial;
using TorchSharp;
using static TorchSharp.torch;

namespace MlNetFashion.Training.Tests.Adversarial;

public sealed class DifferentiableAugmentationTests
{
    static readonly DifferentiableAugmentation s_colour = new() { Colour = true }, s_translation = new() { Translation = 0.25 },
        s_cutout = new() { Cutout = 0.5 };

    [SetUp]
    public void Seed() => torch.random.manual_seed(6);

    [TestCase(1, 8, 12)]
    [TestCase(3, 9, 7)]
    public void ShapesHoldAndGradientsFlow(int channels, int height, int width)
    {
        foreach (DifferentiableAugmentation augmentation in (DifferentiableAugmentation[])[s_colour, s_translation, s_cutout, DifferentiableAugmentation.Full])
        {
            Tensor pictures = randn(16, channels, height, width).requires_grad_();
            Tensor changed = augmentation.Apply(pictures);
            Assert.That(changed.shape, Is.EqualTo(pictures.shape));
            Assert.That(changed.detach().equal(pictures.detach()).all().item<bool>(), Is.False);
            (changed * randn_like(changed)).sum().backward();
            Assert.That(pictures.grad!.flatten(1).abs().sum(1).gt(0).all().item<bool>(), $"a picture has no gradient through {augmentation}");
        }
    }

    [Test]
    public void GradientsAreThoseOfFiniteDifferences()
    {
        Tensor pictures = randn([2, 3, 6, 6], ScalarType.Float64), direction = randn([2, 3, 6, 6], ScalarType.Float64),
            weights = randn([2, 3, 6, 6], ScalarType.Float64);
        double Value(Tensor x)
        {
            torch.random.manual_seed(9);
            return (DifferentiableAugmentation.Full.Apply(x) * weights).sum().item<double>();
        }

        Tensor at = pictures.clone().requires_grad_();
        torch.random.manual_seed(9);
        (DifferentiableAugmentation.Full.Apply(at) * weights).sum().backward();
        double numeric = (Value(pictures + direction * 1e-4) - Value(pictures - direction * 1e-4)) / 2e-4;
        Assert.That((at.grad! * direction).sum().item<double>(), Is.EqualTo(numeric).Within(1e-6));
    }

    [Test]
    public void NoneChangesNothing()
    {
        Tensor pictures = randn(4, 3, 8, 8);
        Assert.That(DifferentiableAugmentation.None.Apply(pictures), Is.SameAs(pictures));
    }

    [Test]
    public void TranslationMovesAPictureAsAWholeAndNotTooFar()
    {
        Tensor pictures = zeros(200, 1, 16, 16);
        pictures[.., 0, 7, 7] = 1;
        pictures[.., 0, 7, 8] = 2;
        Tensor moved = s_translation.Apply(pictures);
        var places = new HashSet<(long, long)>();
        for (int i = 0; i < 200; i++)
        {
            long place = moved[i].flatten().argmax().item<long>();
            (long row, long column) = (place / 16, place % 16);
            places.Add((row, column));
            Assert.That((Math.Abs(row - 7) <= 4, Math.Abs(column - 8) <= 4), Is.EqualTo((true, true)));
            Assert.That(moved[i, 0, row, column - 1].item<float>(), Is.EqualTo(1), "the neighbour did not move along");
        }

        Assert.That(places, Has.Count.GreaterThan(60), "of 81 places");
    }

    [Test]
    public void CutoutCoversAtMostTheSquareAndMoreThanItsQuarter()
    {
        Tensor cut = s_cutout.Apply(ones(100, 2, 16, 16));
        Tensor covered = cut.eq(0).sum([2, 3]);
        Assert.That(covered.max().item<long>(), Is.EqualTo(64));
        Assert.That(covered.min().item<long>(), Is.GreaterThanOrEqualTo(16));
        Assert.That(cut[.., 0].equal(cut[.., 1]).all().item<bool>(), "channels are covered alike");
        Assert.That(cut.ge(0).logical_and(cut.le(1)).all().item<bool>());
    }

    [Test]
    public void ColourKeepsTheOrderOfGreyPixelsAndItsLimits()
    {
        Tensor pictures = linspace(-1, 1, 64).reshape(1, 1, 8, 8).repeat(50, 1, 1, 1), changed = s_colour.Apply(pictures);
        Assert.That((changed.flatten(1)[.., 1..] - changed.flatten(1)[.., ..^1]).gt(0).all().item<bool>());
        Assert.That(changed.mean([1, 2, 3]).abs().max().item<float>(), Is.LessThanOrEqualTo(0.5f));
        Assert.That(changed.std([1, 2, 3]).max().item<float>() / pictures[0].std().item<float>(), Is.InRange(1, 1.5f));
    }
}
