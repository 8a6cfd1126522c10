using System.Globalization;

namespace MlNetFashion.Evaluation;

/// <summary>Whether a generator copies: how near its pictures are to the nearest they were
/// learned from, against real pictures that were not learned from.</summary>
/// <remarks>Pictures that are new but good are as far from the training set as held-out real ones are; copies are nearer.</remarks>
/// <param name="Network">What the features were computed with.</param>
/// <param name="Training">Pictures that the generator learned from.</param>
/// <param name="Generated">The nearest of them for each generated picture, one or more.</param>
/// <param name="HeldOut">The same for each held-out real picture, one or more.</param>
sealed record CopyingReport(FeatureNetwork Network, int Training, IReadOnlyList<NearestRow> Generated, IReadOnlyList<NearestRow> HeldOut)
{
    /// <summary>The share of held-out pictures that are at least as near as <see cref="SuspectDistance"/>.</summary>
    public const double SuspectShare = 0.01;

    /// <summary>The middle distance of generated pictures.</summary>
    public double MedianDistance => Quantile(Generated, 0.5);

    /// <summary>The same of held-out real ones.</summary>
    public double HeldOutMedianDistance => Quantile(HeldOut, 0.5);

    /// <summary>One held-out picture in a hundred is this near to a training picture, or nearer.</summary>
    public double SuspectDistance => Quantile(HeldOut, SuspectShare);

    /// <summary>The share of generated pictures that are so near; about <see cref="SuspectShare"/> without copying, 1 when all are copies.</summary>
    public double Suspects
    {
        get
        {
            double distance = SuspectDistance;
            return Generated.Count(nearest => nearest.Distance <= distance) / (double)Generated.Count;
        }
    }

    /// <summary>Measures.</summary>
    /// <param name="network">What all features were computed with.</param>
    /// <param name="generated">Features of generated pictures.</param>
    /// <param name="heldOut">Features of real pictures that were not learned from.</param>
    /// <param name="training">Features of those that were.</param>
    /// <param name="cancellation">Stops between pictures.</param>
    /// <exception cref="ArgumentException">One of them is empty, or lengths differ.</exception>
    public static CopyingReport Of(FeatureNetwork network, FeatureMatrix generated, FeatureMatrix heldOut, FeatureMatrix training,
        CancellationToken cancellation = default)
    {
        if (generated.Count == 0 || heldOut.Count == 0)
            throw new ArgumentException($"There are {generated.Count} generated and {heldOut.Count} held-out pictures. Give one or more of each.");
        return new CopyingReport(network, training.Count, NearestRow.Find(generated, training, cancellation), NearestRow.Find(heldOut, training, cancellation));
    }

    /// <summary>One line for people.</summary>
    public string ToText() => string.Create(CultureInfo.InvariantCulture,
        $"nearest of {Training:N0} training pictures: median distance {MedianDistance:F3} from {Generated.Count:N0} generated, {HeldOutMedianDistance:F3} "
            + $"from {HeldOut.Count:N0} held-out real; {Suspects:P1} of the generated are as near as the nearest {SuspectShare:P0} of the real; "
            + $"features of {Network}");

    // The smallest distance that so large a share of the pictures does not exceed.
    static double Quantile(IReadOnlyList<NearestRow> nearest, double share)
    {
        float[] distances = [.. nearest.Select(row => row.Distance).Order()];
        return distances[Math.Max(0, (int)Math.Ceiling(share * distances.Length) - 1)];
    }
}
