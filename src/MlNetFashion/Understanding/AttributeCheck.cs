namespace MlNetFashion.Understanding;

/// <summary>What the items of an index have of one thing that a request names.</summary>
/// <param name="Asked">What is named.</param>
/// <param name="Have">For each item whether it has it; null where no attribute tells.</param>
/// <param name="Catalogue">The items.</param>
sealed record AttributeCheck(QueryFinding Asked, bool[]? Have, CatalogueMeanings Catalogue)
{
    public static AttributeCheck Make(QueryFinding asked, CatalogueMeanings catalogue) => new(asked, catalogue.Tell(asked) ? catalogue.Have(asked) : null, catalogue);

    public AttributeMatch Of(int row) => new(Asked, Have?[row], Catalogue.Spelled(Asked.Kind, row));
}
