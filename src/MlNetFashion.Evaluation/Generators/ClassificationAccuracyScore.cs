using System.Globalization;

namespace MlNetFashion.Evaluation;

/// <summary>What generated pictures teach: the accuracy, on real pictures, of a classifier that learned from generated ones alone.</summary>
/// <remarks>Ravuri and Vinyals, Classification Accuracy Score for Conditional Generative Models, 2019.
/// It falls when a generator misses its classes and also when it leaves parts of them
/// out, which conditional accuracy does not see.</remarks>
/// <param name="Generated">How many generated pictures were learned from.</param>
/// <param name="Real">How many real pictures the classifier that it is compared with learned from.</param>
/// <param name="ByGenerated">The score: real test pictures, read by the one.</param>
/// <param name="ByReal">The same pictures, read by the other: what could be reached.</param>
sealed record ClassificationAccuracyScore(int Generated, int Real, LabelAccuracy ByGenerated, LabelAccuracy ByReal)
{
    /// <summary>Compares two classifiers.</summary>
    /// <param name="generated">How many generated pictures were learned from, 1 or more.</param>
    /// <param name="real">How many real pictures the other learned from, 1 or more.</param>
    /// <param name="labels">Classes of the real test pictures.</param>
    /// <param name="byGenerated">What the classifier that learned from generated pictures takes them for.</param>
    /// <param name="byReal">What the other takes them for.</param>
    /// <param name="classes">Names.</param>
    /// <exception cref="ArgumentException">The numbers differ, there are none, or a class does not exist.</exception>
    public static ClassificationAccuracyScore Of(
        int generated, int real, ReadOnlySpan<int> labels, ReadOnlySpan<int> byGenerated, ReadOnlySpan<int> byReal, IReadOnlyList<string> classes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(generated, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(real, 1);
        return new ClassificationAccuracyScore(generated, real, LabelAccuracy.Of(labels, byGenerated, classes), LabelAccuracy.Of(labels, byReal, classes));
    }

    /// <summary>One line for people.</summary>
    public string ToText() => string.Create(CultureInfo.InvariantCulture,
        $"classification accuracy score {ByGenerated.Accuracy:F4} ± {ByGenerated.StandardError:F4} "
            + $"(learned from {Generated:N0} generated), {ByReal.Accuracy:F4} from {Real:N0} real, on {ByGenerated.Count:N0} real test pictures");
}
