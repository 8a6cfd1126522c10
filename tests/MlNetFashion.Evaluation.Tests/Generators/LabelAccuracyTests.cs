using CsCheck;

namespace MlNetFashion.Evaluation.Tests;

sealed class LabelAccuracyTests
{
    static readonly string[] s_classes = ["Coat", "Shirt", "Bag"];

    [Test]
    public void Accuracies_worked_out_by_hand()
    {
        var accuracy = LabelAccuracy.Of([0, 0, 0, 0, 1, 1, 1], [0, 1, 1, 2, 1, 1, 1], s_classes);
        Assert.That(accuracy.Accuracy, Is.EqualTo(4 / 7.0));
        Assert.That(accuracy.StandardError, Is.EqualTo(Math.Sqrt(4 / 7.0 * (3 / 7.0) / 7)).Within(1e-12));
        Assert.That(accuracy.Classes,
            Is.EqualTo(new[] { new ClassAccuracy("Coat", 4, 1, "Shirt"), new ClassAccuracy("Shirt", 3, 3, null), new ClassAccuracy("Bag", 0, 0, null) }));
        Assert.That(accuracy.Classes[0].Accuracy, Is.EqualTo(0.25));
        Assert.That(accuracy.ToText(), Does.Contain("0.5714").And.Contain("mostly Shirt").And.Not.Contain("Bag"));
    }

    [Test]
    public void The_whole_is_the_classes_weighted_by_their_pictures() =>
        Gen.Select(Gen.Int[0, 2], Gen.Int[0, 2]).Array[1, 50].Sample(pairs =>
        {
            var accuracy = LabelAccuracy.Of([.. pairs.Select(pair => pair.Item1)], [.. pairs.Select(pair => pair.Item2)], s_classes);
            Assert.That(accuracy.Accuracy, Is.EqualTo(pairs.Count(pair => pair.Item1 == pair.Item2) / (double)pairs.Length));
            Assert.That(accuracy.Classes.Sum(each => each.Wanted), Is.EqualTo(pairs.Length));
            foreach (ClassAccuracy each in accuracy.Classes)
                Assert.That(each.Mistaken is null, Is.EqualTo(each.Right == each.Wanted));
        });

    [Test]
    public void The_score_of_what_was_generated_stands_beside_that_of_real_pictures()
    {
        var score = ClassificationAccuracyScore.Of(60_000, 55_000, labels: [0, 1, 2, 2], byGenerated: [0, 0, 2, 1], byReal: [0, 1, 2, 1], s_classes);
        Assert.That(score.ByGenerated.Accuracy, Is.EqualTo(0.5));
        Assert.That(score.ByReal.Accuracy, Is.EqualTo(0.75));
        foreach (string part in new[] { "0.5000", "0.7500", "60,000", "55,000", "4 real" })
            Assert.That(score.ToText(), Does.Contain(part));
    }

    [Test]
    public void Numbers_that_do_not_fit_are_refused()
    {
        Assert.That(() => LabelAccuracy.Of([0, 1], [0], s_classes), Throws.ArgumentException.With.Message.Contains("2 classes were wanted and 1"));
        Assert.That(() => LabelAccuracy.Of([], [], s_classes), Throws.ArgumentException);
        Assert.That(() => LabelAccuracy.Of([3], [0], s_classes), Throws.ArgumentException.With.Message.Contains("class 3"));
        Assert.That(() => LabelAccuracy.Of([0], [-1], s_classes), Throws.ArgumentException);
        Assert.That(() => ClassificationAccuracyScore.Of(0, 1, [0], [0], [0], s_classes), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }
}
