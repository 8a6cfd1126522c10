using MlNetFashion.Training.Adversarial;
using static TorchSharp.torch;

namespace MlNetFashion.Training.Tests.Adversarial;

public sealed class AdversarialLossesTests
{
    static readonly float[] s_scores = [-3, -1, -0.25f, 0, 0.5f, 1, 2];

    [Test]
    public void CrossEntropyIsTheLogarithmOfTheProbability()
    {
        Tensor scores = tensor(s_scores);
        Assert.Multiple(() =>
        {
            Assert.That(Number(AdversarialLosses.Real(AdversarialLoss.BinaryCrossEntropy, scores)),
                Is.EqualTo(s_scores.Average(x => -Math.Log(Sigmoid(x)))).Within(1e-6));
            Assert.That(Number(AdversarialLosses.Fake(AdversarialLoss.BinaryCrossEntropy, scores)),
                Is.EqualTo(s_scores.Average(x => -Math.Log(1 - Sigmoid(x)))).Within(1e-6));
            Assert.That(Number(AdversarialLosses.Generator(AdversarialLoss.BinaryCrossEntropy, scores)),
                Is.EqualTo(s_scores.Average(x => -Math.Log(Sigmoid(x)))).Within(1e-6));
        });
    }

    [Test]
    public void SmoothedLabelsAreThoseOfTheFormulaAndLeaveDrawnPicturesAlone()
    {
        const double Smoothing = 0.1;
        double expected = s_scores.Average(x => -(1 - Smoothing) * Math.Log(Sigmoid(x)) - Smoothing * Math.Log(1 - Sigmoid(x)));
        Assert.That(Number(AdversarialLosses.Real(AdversarialLoss.BinaryCrossEntropy, tensor(s_scores), Smoothing)), Is.EqualTo(expected).Within(1e-6));

        Tensor best = tensor(Math.Log(0.9 / 0.1), dtype: ScalarType.Float64).reshape(1).requires_grad_();
        AdversarialLosses.Real(AdversarialLoss.BinaryCrossEntropy, best, Smoothing).backward();
        Assert.That(best.grad!.item<double>(), Is.Zero.Within(1e-12), "the probability that is wanted is 0.9");
    }

    [TestCase(1, 0, 0)]
    [TestCase(1.5, 0, 0)]
    [TestCase(0.75, 0.25, -1)]
    [TestCase(-2, 3, -1)]
    public void HingeAsksOfRealPicturesToScoreAboveOne(double score, double loss, double slope) =>
        AssertLossAndSlope(scores => AdversarialLosses.Real(AdversarialLoss.Hinge, scores), score, loss, slope);

    [TestCase(-1, 0, 0)]
    [TestCase(-1.5, 0, 0)]
    [TestCase(-0.75, 0.25, 1)]
    [TestCase(2, 3, 1)]
    public void HingeAsksOfDrawnPicturesToScoreBelowMinusOne(double score, double loss, double slope) =>
        AssertLossAndSlope(scores => AdversarialLosses.Fake(AdversarialLoss.Hinge, scores), score, loss, slope);

    [TestCase(AdversarialLoss.Hinge)]
    [TestCase(AdversarialLoss.Wasserstein)]
    public void TheGeneratorWantsItsScoreAsHighAsCanBe(AdversarialLoss loss) =>
        AssertLossAndSlope(scores => AdversarialLosses.Generator(loss, scores), score: 4, loss: -4, slope: -1);

    [Test]
    public void WassersteinIsTheDifferenceOfTheMeans()
    {
        Tensor real = tensor(s_scores), fake = tensor((float[])[1, 2, 6]);
        double loss = Number(AdversarialLosses.Real(AdversarialLoss.Wasserstein, real) + AdversarialLosses.Fake(AdversarialLoss.Wasserstein, fake));
        Assert.That(loss, Is.EqualTo(3 - s_scores.Average()).Within(1e-6));
    }

    static void AssertLossAndSlope(Func<Tensor, Tensor> compute, double score, double loss, double slope)
    {
        Tensor scores = tensor((double[])[score]).requires_grad_();
        Tensor result = compute(scores);
        result.backward();
        Assert.That((result.item<double>(), scores.grad!.item<double>()), Is.EqualTo((loss, slope)));
    }

    static double Number(Tensor value) => value.item<float>();

    static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));
}
