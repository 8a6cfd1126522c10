using MlNetFashion.Querying;
using MlNetFashion.Stores;

namespace MlNetFashion.Tool.Commands;

/// <summary>A catalogue in a store as it is searched. No other command but <c>publish</c> loads what it needs.</summary>
sealed class SearchedStore : ISearchedCatalogue
{
    readonly Terminal _terminal;
    readonly CatalogueStore _store;
    readonly CatalogueSearch _search;
    readonly StoredCatalogue _catalogue;
    readonly HashSet<int> _told = [];

    public SearchedStore(Terminal terminal, FashionPipeline pipeline, string address, bool pictures, CancellationToken cancellation)
    {
        _terminal = terminal;
        _store = CatalogueStores.Open(address);
        _search = new CatalogueSearch(pipeline, _store) { Pictures = pictures };
        try
        {
            _catalogue = _search.ReadAsync(cancellation).GetAwaiter().GetResult();
        }
        catch
        {
            _store.Dispose();
            throw;
        }
    }

    public string Description => $"{_catalogue.Count:N0} items of {_catalogue.Description.Source}, in {_catalogue.Address}";

    public SearchAnswer[] Ask(IReadOnlyList<FashionQuery> queries, SearchOptions options, CancellationToken cancellation)
    {
        StoreAnswer[] answers = _search.AskAsync(queries, options, cancellation).GetAwaiter().GetResult();
        foreach (MissingShard shard in answers.SelectMany(answer => answer.Missing).Where(shard => _told.Add(shard.Number)))
        {
            _terminal.Note($"Part {shard.Number} of {_catalogue.Shards} did not answer, so that its {shard.Items:N0} of {_catalogue.Count:N0} items "
                + $"are not among what was found. {shard.Reason}");
        }

        return [.. answers.Select(answer => answer.Answer)];
    }

    public void Dispose() => _store.Dispose();
}
