using MlNetFashion.Retrieval;

namespace MlNetFashion.Understanding;

/// <summary>What the items of an index have of one thing that a request names.</summary>
/// <param name="Asked">What is named.</param>
/// <param name="Have">For each item whether it is known to have it; null where neither attribute nor title knows of any.</param>
/// <param name="Catalogue">The items.</param>
sealed record AttributeCheck(QueryFinding Asked, bool[]? Have, CatalogueMeanings Catalogue)
{
    public static AttributeCheck Make(QueryFinding asked, CatalogueMeanings catalogue) => new(asked, catalogue.Known(asked), catalogue);

    // Of an item whose title is silent nobody knows.
    public AttributeMatch Of(int row) => new(
        Asked.Kind, Asked.Value, $"{Asked.Change}", Asked.Change is FindingChange.Without or FindingChange.Less, Have?[row] == false
            && !Catalogue.Tell(Asked) ? null : Have?[row], Catalogue.Spelled(Asked.Kind, row));
}
