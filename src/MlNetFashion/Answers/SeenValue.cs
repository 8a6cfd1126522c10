using MlNetFashion.Models;

namespace MlNetFashion.Answers;

/// <summary>One thing that a picture shows.</summary>
/// <param name="Kind">What it is of: <c>Garment</c>, <c>Colour</c> or <c>Gender</c>.</param>
/// <param name="Value">The likeliest value.</param>
/// <param name="Confidence">Its probability, 0 to 1.</param>
sealed record SeenValue(string Kind, string Value, double Confidence)
{
    /// <summary>Of what was read.</summary>
    public static SeenValue Of(SeenAttribute seen) => new($"{seen.Kind}", seen.Value, Math.Round(seen.Confidence, 3));
}
