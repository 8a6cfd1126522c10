using MlNetFashion.Catalogues;
using MlNetFashion.Evaluation;
using MlNetFashion.Querying;
using MlNetFashion.Retrieval;
using MlNetFashion.Storage;
using MlNetFashion.Text;

namespace MlNetFashion.Tool.Commands;

/// <summary>A file of queries with known answers, asked of an index by the protocol that they name.</summary>
/// <exception cref="FileNotFoundException">There is no such file of queries, or no list of the gallery where the protocol has one.</exception>
sealed class IndexEvaluation
{
    // The models run faster on many queries at once; so many full rankings take little memory.
    const int Together = 64;

    readonly string _index;
    readonly RetrievalQuery[] _queries;
    readonly IReadOnlySet<string>? _gallery;

    public IndexEvaluation(string index, string queries, string? duplicates, IReadOnlyList<int>? cutoffs = null, int seed = 1)
    {
        _index = index;
        _queries = Presence.OfFile(queries)
            ? [.. RetrievalQueryFile.Read(queries)]
            : throw new FileNotFoundException($"There is no file of queries \"{queries}\" (looked for {Path.GetFullPath(queries)}). "
                + "Make one with fashion queries.", queries);
        RetrievalProtocol protocol = RetrievalProtocol.Of(_queries);
        _gallery = protocol.HasGalleryList ? QueryFolder.ReadGallery(_queries) : null;
        var usual = new EvaluationOptions();
        Options = usual with
        {
            Protocol = protocol,
            Cutoffs = cutoffs ?? usual.Cutoffs,
            Duplicates = duplicates is null ? null : DuplicateGroups.Load(duplicates),
            Resampling = usual.Resampling with { Seed = seed },
        };
    }

    /// <summary>How rankings are scored.</summary>
    public EvaluationOptions Options { get; }

    /// <summary>The queries.</summary>
    public IReadOnlyList<RetrievalQuery> Queries => _queries;

    /// <summary>Items with the same picture, or null.</summary>
    public DuplicateGroups? Duplicates => Options.Duplicates;

    /// <summary>How many queries there are.</summary>
    public int Count => _queries.Length;

    /// <summary>A query as it is asked.</summary>
    /// <exception cref="InvalidDataException">Its picture cannot be read.</exception>
    public static FashionQuery Make(RetrievalQuery query)
    {
        try
        {
            return QueryPicture.Query(query.Text, query.Image is null ? query.MoreImages : [query.Image, .. query.MoreImages], query.Terms);
        }
        catch (Exception e) when (e is ArgumentException or IOException or InvalidDataException)
        {
            throw new InvalidDataException($"The query \"{query.Id}\" cannot be asked. {ErrorSentence.Of(e)}", e);
        }
    }

    /// <summary>Opens the index.</summary>
    public EmbeddingIndex Open() => EmbeddingIndex.Open(_index);

    /// <summary>Whether an item of the index is searched.</summary>
    public bool IsSearched(EmbeddingIndex searched, string id) => searched.PositionOf(id) >= 0 && _gallery?.Contains(id) != false;

    /// <summary>How many ids of the protocol's gallery the index lacks.</summary>
    public int MissingGallery(EmbeddingIndex searched) => _gallery?.Count(id => searched.PositionOf(id) < 0) ?? 0;

    /// <summary>Opens the index, asks all queries, and gives the figures.</summary>
    /// <inheritdoc cref="Ask" path="/param"/>
    public RetrievalReport Run(FashionPipeline pipeline, SearchOptions options, Action<double>? asked, CancellationToken cancellation)
    {
        using EmbeddingIndex searched = Open();
        return Ask(pipeline, searched, options, asked, cancellation).Report();
    }

    /// <summary>Asks all queries.</summary>
    /// <param name="pipeline">Whose image encoder made the index.</param>
    /// <param name="searched">The index.</param>
    /// <param name="options">How the search is done; it looks at as many places as the figures need.</param>
    /// <param name="asked">Told how many were asked so far.</param>
    /// <param name="cancellation">Stops.</param>
    public RetrievalEvaluation Ask(FashionPipeline pipeline, EmbeddingIndex searched, SearchOptions options, Action<double>? asked,
        CancellationToken cancellation)
    {
        int gallery = _gallery is null ? searched.Count : _gallery.Count - MissingGallery(searched);
        var evaluation = new RetrievalEvaluation(gallery, id => IsSearched(searched, id), Options);
        // What is not in the gallery, references and their duplicates are taken out of the rankings again, so as many more are asked for.
        int spare = searched.Count - gallery + _queries.Select(evaluation.Spare).DefaultIfEmpty().Max();
        options = options with { Top = evaluation.Depth + spare };
        int done = 0;
        foreach (RetrievalQuery[] together in _queries.Chunk(Together))
        {
            cancellation.ThrowIfCancellationRequested();
            SearchAnswer[] found = pipeline.Ask([.. together.Select(Make)], searched, options);
            for (int i = 0; i < together.Length; i++)
                evaluation.Add(together[i], found[i].Neighbours.Select(neighbour => neighbour.Id));
            asked?.Invoke(done += together.Length);
        }

        return evaluation;
    }
}
