using MlNetFashion.Training.Adversarial;
using static TorchSharp.torch;

namespace MlNetFashion.Training.Tests.Adversarial;

public sealed class AdversarialObjectiveTests
{
    readonly Tensor _real = tensor((float[])[1, 2]).reshape(2, 1), _fake = tensor((float[])[-0.5f, 0.5f]).reshape(2, 1);
    readonly Tensor _condition = tensor((float[])[1, 1]).reshape(2, 1), _wrong = tensor((float[])[-1, -1]).reshape(2, 1);

    // A score that fits: the picture's one pixel times the condition.
    static Tensor Score(Tensor picture, Tensor condition) => (picture * condition).sum(1);

    static AdversarialObjective Objective(AdversarialOptions options, Func<Tensor, Tensor, Tensor> score) => new(options, picture => picture, score);

    [Test]
    public void RealAndDrawnPicturesAreScoredInTheirPlaces()
    {
        (Tensor loss, Tensor real, Tensor fake) = Objective(AdversarialOptions.Hinge, Score).Discriminator(_real, _fake, _condition, null, 0);
        Assert.That(real.data<float>().ToArray(), Is.EqualTo((float[])[1, 2]));
        Assert.That(fake.data<float>().ToArray(), Is.EqualTo((float[])[-0.5f, 0.5f]));
        Assert.That(loss.item<float>(), Is.EqualTo((0.5 + 1.5) / 2));
    }

    [Test]
    public void AMismatchedPictureCountsAsDrawnWithItsWeight()
    {
        AdversarialOptions options = AdversarialOptions.WassersteinPenalty with { GradientPenalty = 0, Mismatched = 0.25 };
        (Tensor loss, _, _) = Objective(options, Score).Discriminator(_real, _fake, _condition, _wrong, 0);
        Assert.That(loss.item<float>(), Is.EqualTo(0.75 * 0 + 0.25 * -1.5 - 1.5).Within(1e-6)); // drawn score 0 as a mean, mismatched −1.5, real 1.5
    }

    [Test]
    public void R1ComesWhenItIsDueAndWeighsAsMuchAsIfItCameAlways()
    {
        AdversarialOptions plain = AdversarialOptions.WassersteinPenalty with { GradientPenalty = 0 }, options = plain with { R1 = 2, R1Every = 4 };
        float Loss(AdversarialOptions which, int step) =>
            Objective(which, (x, c) => (x * c).sum(1)).Discriminator(_real, _fake, _condition, null, step).Loss.item<float>();
        Assert.That(Loss(options, 3), Is.EqualTo(Loss(plain, 3)));
        Assert.That(Loss(options, 4) - Loss(plain, 4), Is.EqualTo(2 * 4 * 0.5).Within(1e-6)); // the gradient is the condition, 1
    }

    [Test]
    public void TheGradientPenaltyIsAddedWithItsWeight()
    {
        AdversarialOptions options = AdversarialOptions.WassersteinPenalty;
        Tensor Steep(Tensor x, Tensor c) => 3 * (x * c).sum(1);
        (Tensor loss, _, _) = Objective(options, Steep).Discriminator(_real, _fake, _condition, null, 0);
        Assert.That(loss.item<float>(), Is.EqualTo(-4.5 + 10 * 2 * 2).Within(1e-4));
    }

    [Test]
    public void OptionsOutsideOfTheirRangeAreRefused()
    {
        AdversarialOptions good = AdversarialOptions.Hinge;
        Assert.DoesNotThrow(good.Check);
        Assert.DoesNotThrow(AdversarialOptions.CrossEntropy.Check);
        Assert.DoesNotThrow(AdversarialOptions.WassersteinPenalty.Check);
        AdversarialOptions[] bad =
        [
            good with { CriticSteps = 0 }, good with { LabelSmoothing = 0.1 }, good with { Mismatched = 1.5 }, good with { AverageDecay = 1 },
                good with { R1 = -1 }, good with { R1Every = 0 },
            good with { GeneratorLearningRate = 0 }, good with { Beta2 = 1 },
        ];
        foreach (AdversarialOptions options in bad)
            Assert.That(options.Check, Throws.ArgumentException, options.ToString());
    }
}
