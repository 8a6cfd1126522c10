using MlNetFashion.Catalogues;

namespace MlNetFashion.Models;

/// <summary>One thing that a picture shows, as an <see cref="ModelRole.AttributeReader"/> reads it.</summary>
/// <param name="Kind">What it is of: garment, colour or gender.</param>
/// <param name="Value">The likeliest value, in the words of requests: "t-shirt", "navy blue", "men".</param>
/// <param name="Confidence">Its probability, 0 to 1.</param>
public sealed record SeenAttribute(AttributeKind Kind, string Value, float Confidence)
{
    /// <summary>Words that say what should be different about a garment, with its kind before them: "t-shirt, in red".</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="words">The words; null or empty where the picture alone speaks.</param>
    internal static string Name(string kind, string? words) => string.IsNullOrEmpty(words) ? kind : $"{kind}, {words}";
}
