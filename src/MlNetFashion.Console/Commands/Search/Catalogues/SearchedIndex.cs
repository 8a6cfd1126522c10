using MlNetFashion.Querying;
using MlNetFashion.Retrieval;

namespace MlNetFashion.Tool.Commands;

/// <summary>An index as it is searched.</summary>
/// <param name="pipeline">Asks.</param>
/// <param name="index">Closed with this.</param>
/// <param name="source">What it is an index of.</param>
sealed class SearchedIndex(FashionPipeline pipeline, EmbeddingIndex index, string source) : ISearchedCatalogue
{
    public string Description => $"{index.Count:N0} items of {source}";

    public SearchAnswer[] Ask(IReadOnlyList<FashionQuery> queries, SearchOptions options, CancellationToken cancellation) =>
        pipeline.Ask(queries, index, options);

    public void Dispose() => index.Dispose();
}
