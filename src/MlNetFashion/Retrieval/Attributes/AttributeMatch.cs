using MlNetFashion.Catalogues;

namespace MlNetFashion.Retrieval;

/// <summary>Whether an item has what a request names, as far as its attributes and its title tell.</summary>
/// <param name="Kind">What is named.</param>
/// <param name="Asked">The canonical value that is named, wanted or not.</param>
/// <param name="Change">What is wanted with it, a word: <c>Want</c>, <c>Without</c>, <c>More</c> and so on.</param>
/// <param name="IsAgainst">Whether there should be none, or less, of it.</param>
/// <param name="Has">Whether the item has it; null where no attribute of the index tells, nor its title.</param>
/// <param name="Value">What the item has of that kind, as the catalogue spells it: "Navy Blue"; empty where it is not described.</param>
public sealed record AttributeMatch(AttributeKind Kind, string Asked, string Change, bool IsAgainst, bool? Has, string Value)
{
    /// <summary>Whether that is as asked; null where nothing tells.</summary>
    public bool? IsAsAsked => Has is { } has ? has != IsAgainst : null;
}
