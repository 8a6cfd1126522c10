namespace MlNetFashion;

/// <summary>How a query is searched.</summary>
public sealed record SearchOptions
{
    /// <value>Items returned, 1 or more. The default is 10.</value>
    public int Top { get; init; } = 10;

    /// <value>Which vectors are compared. The default is <see cref="SearchBy.Fused"/>.</value>
    public SearchBy By { get; init; } = SearchBy.Fused;

    /// <value>Only items that pass, or null for all.</value>
    public AttributeFilter? Where { get; init; }

    /// <value>Shares of the vectors when <see cref="By"/> is <see cref="SearchBy.Fused"/>; null, the default, for <see cref="FusionWeights.Words"/>
    /// or <see cref="FusionWeights.Picture"/>, whichever suits the query, without generated pictures where there is no generator.</value>
    public FusionWeights? Weights { get; init; }

    /// <value>How much counts what <see cref="QueryUnderstanding"/> finds in the words: items whose attributes are as asked come earlier, unwanted ones later,
    /// and what the request insists on ("must be black") filters where the index has such an attribute. Null for words as they are. The default is
    /// <see cref="UnderstandingWeights.Default"/>.</value>
    public UnderstandingWeights? Understand { get; init; } = UnderstandingWeights.Default;

    /// <value>Pictures generated for one query, 1 or more; their embeddings are averaged. The default is 4.</value>
    public int GeneratedPictures { get; init; } = 4;

    /// <value>Seed of the generated pictures. The default is 1, as in <see cref="FashionPipeline.Generate"/>, so that what is shown is what is searched.</value>
    public long Seed { get; init; } = 1;
}
