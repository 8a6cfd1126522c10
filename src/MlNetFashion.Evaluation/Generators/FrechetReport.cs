using System.Globalization;

namespace MlNetFashion.Evaluation;

/// <summary>A Fréchet distance that can be compared: with its network, its numbers of pictures and its floor.</summary>
/// <param name="Network">What the features were computed with. Distances of other networks are another scale.</param>
/// <param name="Dimensions">Length of the features.</param>
/// <param name="Generated">Generated pictures against real ones.</param>
/// <param name="Floor">Real pictures that the generator did not see against the same real ones: nobody need come lower.</param>
sealed record FrechetReport(FeatureNetwork Network, int Dimensions, FrechetFigure Generated, FrechetFigure Floor)
{
    /// <summary>One line for people.</summary>
    public string ToText() => string.Create(CultureInfo.InvariantCulture,
        $"Fréchet distance {Generated.Distance:F3} (N = {Generated.Pictures:N0} against {Generated.References:N0}), "
            + $"floor {Floor.Distance:F3} (N = {Floor.Pictures:N0} against {Floor.References:N0}), {Dimensions} features of {Network}");
}
