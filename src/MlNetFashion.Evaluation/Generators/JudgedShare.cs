using System.Globalization;

namespace MlNetFashion.Evaluation;

/// <summary>How often generated pictures show what was asked for, by a judge that errs itself.</summary>
/// <param name="Count">Pictures.</param>
/// <param name="Right">How many the judge took for what was asked for.</param>
/// <param name="OfReal">What the judge says of real pictures in the same mixture of classes: what perfect pictures would be expected to get.</param>
/// <param name="RealCount">How many real pictures that was found with.</param>
sealed record JudgedShare(int Count, int Right, double OfReal, int RealCount)
{
    /// <summary>0 to 1; above <see cref="OfReal"/> where generated pictures are plainer than real ones.</summary>
    public double Share => (double)Right / Count;

    /// <summary>How far sampling alone moves <see cref="Share"/>.</summary>
    public double StandardError => Math.Sqrt(Share * (1 - Share) / Count);

    /// <summary>Compares.</summary>
    /// <param name="asked">The class that each generated picture should be of, one or more.</param>
    /// <param name="read">The class that the judge takes it for.</param>
    /// <param name="real">The judge's accuracy on real pictures, class by class. Classes without real pictures count as often right as all together.</param>
    /// <exception cref="ArgumentException">The numbers differ, or there are none.</exception>
    public static JudgedShare Of(IReadOnlyList<int> asked, IReadOnlyList<int> read, LabelAccuracy real)
    {
        if (asked.Count != read.Count || asked.Count == 0)
            throw new ArgumentException($"{asked.Count:N0} classes were asked for and {read.Count:N0} read. Give as many, one or more.", nameof(read));
        double ofReal = asked.Average(label => real.Classes[label] is { Wanted: > 0 } one ? one.Accuracy : real.Accuracy);
        return new JudgedShare(asked.Count, asked.Zip(read).Count(pair => pair.First == pair.Second), ofReal, real.Count);
    }

    /// <summary>For a line for people.</summary>
    public string ToText() =>
        string.Create(CultureInfo.InvariantCulture, $"{Share:P1} ± {StandardError:P1} of {Count:N0} (real pictures: {OfReal:P1}, judged with {RealCount:N0})");
}
