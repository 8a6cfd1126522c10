using System.Globalization;
using System.Text;

namespace MlNetFashion.Evaluation;

/// <summary>How often classes were read as what they should be. Of generated pictures,
/// with the classes that were asked for, it is the conditional accuracy.</summary>
/// <param name="Count">Pictures.</param>
/// <param name="Right">How many were read rightly.</param>
/// <param name="Classes">The same for each class, in their order.</param>
sealed record LabelAccuracy(int Count, int Right, IReadOnlyList<ClassAccuracy> Classes)
{
    /// <summary>0 to 1.</summary>
    public double Accuracy => (double)Right / Count;

    /// <summary>How far sampling alone moves <see cref="Accuracy"/>: the standard deviation of a share of so many.</summary>
    public double StandardError => Math.Sqrt(Accuracy * (1 - Accuracy) / Count);

    /// <summary>Compares.</summary>
    /// <param name="wanted">What each picture should be: places in <paramref name="classes"/>, one or more.</param>
    /// <param name="predicted">What a classifier takes it for.</param>
    /// <param name="classes">Names.</param>
    /// <exception cref="ArgumentException">The numbers differ, there are none, or a class does not exist.</exception>
    public static LabelAccuracy Of(ReadOnlySpan<int> wanted, ReadOnlySpan<int> predicted, IReadOnlyList<string> classes)
    {
        if (wanted.Length != predicted.Length || wanted.Length == 0)
            throw new ArgumentException($"{wanted.Length:N0} classes were wanted and {predicted.Length:N0} predicted. Give as many, one or more.",
                nameof(predicted));
        int[,] counts = new int[classes.Count, classes.Count];
        for (int i = 0; i < wanted.Length; i++)
        {
            if ((uint)wanted[i] >= classes.Count || (uint)predicted[i] >= classes.Count)
                throw new ArgumentException($"Picture {i} should be of class {wanted[i]} and is taken for {predicted[i]}, "
                    + $"but classes go from 0 to {classes.Count - 1}.", nameof(predicted));
            counts[wanted[i], predicted[i]]++;
        }

        ClassAccuracy[] each = [.. Enumerable.Range(0, classes.Count).Select(label => Class(label, counts, classes))];
        return new LabelAccuracy(wanted.Length, each.Sum(one => one.Right), each);
    }

    /// <summary>A table for people.</summary>
    public string ToText()
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"accuracy {Accuracy:F4} ± {StandardError:F4} of {Count:N0} pictures");
        int width = Classes.Max(one => one.Name.Length);
        foreach (ClassAccuracy one in Classes.Where(one => one.Wanted > 0))
            text.AppendLine(CultureInfo.InvariantCulture,
                $"{one.Name.PadRight(width)}  {one.Accuracy:F3} of {one.Wanted,6:N0}{(one.Mistaken is null ? "" : $"  else mostly {one.Mistaken}")}");
        return text.ToString();
    }

    static ClassAccuracy Class(int label, int[,] counts, IReadOnlyList<string> classes)
    {
        int[] row = [.. Enumerable.Range(0, classes.Count).Select(other => counts[label, other])];
        int mistaken = Enumerable.Range(0, classes.Count).Where(other => other != label && row[other] > 0).OrderByDescending(other => row[other])
            .FirstOrDefault(-1);
        return new ClassAccuracy(classes[label], row.Sum(), row[label], mistaken < 0 ? null : classes[mistaken]);
    }
}
