using MlNetFashion.Models;

namespace MlNetFashion.Training.Data;

/// <summary>How <see cref="PairSampler"/> mixes.</summary>
sealed record PairSamplerOptions
{
    /// <summary>Share of pairs of drawn garments, 0 to 1.</summary>
    public double Sample { get; init; } = 0.3;

    /// <summary>Share of pairs of class photos, 0 to 1; the rest are products.</summary>
    public double ClassPhoto { get; init; } = 0.07;

    /// <summary>Share of pairs that come with words of their catalogue, where there are such, 0 to 1; the other shares are of the rest.</summary>
    public double Captioned { get; init; } = 0.2;

    /// <summary>Share of product pairs whose type is drawn first, so that rare types are seen, 0 to 1.</summary>
    public double BalancedTypes { get; init; } = 0.35;

    /// <summary>Share of pairs that differ in colour, 0 to 1.</summary>
    public double Recolour { get; init; } = 0.5;

    /// <summary>Share of product pairs that differ in gender, 0 to 1; the rest are alike.</summary>
    public double Regender { get; init; } = 0.12;

    /// <summary>Share of pairs, 0 to 1, whose words name the kind that stays,
    /// as <see cref="SeenAttribute.Name"/> does with what was read of a picture.</summary>
    public double Named { get; init; } = 0.5;
}
