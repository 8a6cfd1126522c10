namespace MlNetFashion.Querying;

/// <summary>Which vectors of a query are compared with the items.</summary>
public enum SearchBy
{
    /// <summary>The three vectors below, their cosines added up with <see cref="FusionWeights"/>.</summary>
    Fused,

    /// <summary>The text's embedding. A query without text is searched by <see cref="Composed"/>.</summary>
    Text,

    /// <summary>What the query composer makes of text and picture.</summary>
    Composed,

    /// <summary>The image embedding of pictures that are generated for the query.</summary>
    Generated,

    /// <summary>None: the words of titles and attributes alone, by BM25. Only items with one of the query's words are found.</summary>
    Words,
}
