using MlNetFashion.Training.Generator;
using static TorchSharp.torch;

namespace MlNetFashion.Training.Tests.Generator;

public sealed class SynthTripletTests
{
    const double Margin = 0.3;
    const int Anchors = 7, Candidates = 11, Dimension = 4;

    readonly Random _random = new(4);

    [Test]
    public void IsTheMeanOverAnchorsOfTheNearestNegativeLessThePositive()
    {
        float[] anchors = Unit(Anchors), positives = Unit(Anchors), candidates = Unit(Candidates);
        bool[] negative = [.. Enumerable.Range(0, Anchors * Candidates).Select(i => i / Candidates != 3 && _random.Next(3) == 0)]; // the fourth anchor has none
        double Cosine(float[] one, int a, float[] other, int b) =>
            Enumerable.Range(0, Dimension).Sum(d => (double)one[a * Dimension + d] * other[b * Dimension + d]);

        var losses = new List<double>();
        int right = 0;
        for (int a = 0; a < Anchors; a++)
        {
            double[] wrong = [.. Enumerable.Range(0, Candidates).Where(j => negative[a * Candidates + j]).Select(j => Cosine(anchors, a, candidates, j))];
            if (wrong.Length == 0)
                continue;
            losses.Add(Math.Max(0, Margin + wrong.Max() - Cosine(anchors, a, positives, a)));
            right += Cosine(anchors, a, positives, a) > wrong.Max() ? 1 : 0;
        }

        (Tensor loss, Tensor nearest) = SynthTriplet.Loss(Matrix(anchors), Matrix(positives), Matrix(candidates),
            tensor(negative, [Anchors, Candidates]), Margin);
        Assert.That(losses, Has.Count.LessThan(Anchors).And.Count.GreaterThan(2));
        Assert.That(loss.item<float>(), Is.EqualTo(losses.Average()).Within(1e-5));
        Assert.That(nearest.item<float>(), Is.EqualTo((double)right / losses.Count).Within(1e-5));
    }

    [Test]
    public void FollowingItBringsTheDrawingToWhatWasMeantAndAwayFromWhatWasNot()
    {
        Tensor positive = Matrix(Unit(1)), negative = Matrix(Unit(1)), at = Matrix(Unit(1)).requires_grad_();
        Tensor Loss(Tensor x) => SynthTriplet.Loss(nn.functional.normalize(x, dim: 1), positive, negative, ones([1, 1], dtype: ScalarType.Bool), margin: 2)
            .Loss;
        double Nearer(Tensor x) => (nn.functional.normalize(x, dim: 1) * (positive - negative)).sum().item<float>();
        Loss(at).backward();
        Assert.That(Nearer(at.detach() - at.grad! * 0.1), Is.GreaterThan(Nearer(at.detach())));
    }

    [Test]
    public void WithoutAnyNegativeThereIsNothingToLearn()
    {
        (Tensor loss, _) = SynthTriplet.Loss(Matrix(Unit(2)), Matrix(Unit(2)), Matrix(Unit(3)), zeros([2, 3], dtype: ScalarType.Bool), Margin);
        Assert.That(loss.item<float>(), Is.Zero);
    }

    float[] Unit(int rows) =>
        [.. nn.functional.normalize(Matrix([.. Enumerable.Range(0, rows * Dimension).Select(_ => _random.NextSingle() * 2 - 1)]), dim: 1).data<float>()];

    static Tensor Matrix(float[] values) => tensor(values, [values.Length / Dimension, Dimension]);
}
