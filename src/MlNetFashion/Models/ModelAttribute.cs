using MlNetFashion.Catalogues;

namespace MlNetFashion.Models;

/// <summary>An attribute that an attribute reader tells the values of.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Values">Its values in the order of their scores, in the words of requests: "t-shirt", "navy blue".</param>
public sealed record ModelAttribute(AttributeKind Kind, IReadOnlyList<string> Values);
