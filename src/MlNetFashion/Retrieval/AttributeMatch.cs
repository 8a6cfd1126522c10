namespace MlNetFashion;

/// <summary>Whether an item has what a request names, as far as its attributes and its title tell.</summary>
/// <param name="Asked">What is named, wanted or not.</param>
/// <param name="Has">Whether the item has it; null where no attribute of the index tells, nor its title.</param>
/// <param name="Value">What the item has of that kind, as the catalogue spells it: "Navy Blue"; empty where it is not described.</param>
public sealed record AttributeMatch(QueryFinding Asked, bool? Has, string Value)
{
    /// <summary>Whether that is as asked; null where nothing tells.</summary>
    public bool? IsAsAsked => Has is { } has ? has != Asked.Change is FindingChange.Without or FindingChange.Less : null;
}
