using MlNetFashion.Catalogues;
using MlNetFashion.Evaluation;

namespace MlNetFashion.Tool.Commands;

/// <summary>A file of queries with known answers, asked of an index.</summary>
/// <exception cref="FileNotFoundException">There is no such file of queries.</exception>
sealed class IndexEvaluation(string index, string queries, string? duplicates)
{
    // The models run faster on many queries at once; so many full rankings take little memory.
    const int Together = 64;

    readonly RetrievalQuery[] _queries = Read(queries);
    readonly DuplicateGroups? _duplicates = duplicates is null ? null : DuplicateGroups.Load(duplicates);

    /// <summary>How many queries there are.</summary>
    public int Count => _queries.Length;

    /// <summary>Asks them all.</summary>
    /// <param name="pipeline">Whose image encoder made the index.</param>
    /// <param name="options">How the search is done; it looks at as many places as the figures need.</param>
    /// <param name="asked">Told how many were asked so far.</param>
    /// <param name="cancellation">Stops.</param>
    public RetrievalReport Run(FashionPipeline pipeline, SearchOptions options, Action<double>? asked, CancellationToken cancellation)
    {
        using EmbeddingIndex searched = EmbeddingIndex.Open(index);
        var evaluation = new RetrievalEvaluation(searched.Count, id => searched.PositionOf(id) >= 0, duplicates: _duplicates);
        // References and their duplicates are taken out of the rankings again, so as many more are asked for.
        int spare = _queries.Select(query => query.Reference is null ? 0 : _duplicates?.GroupOf(query.Reference).Count ?? 1).DefaultIfEmpty().Max();
        options = options with { Top = evaluation.Depth + spare };
        int done = 0;
        foreach (RetrievalQuery[] together in _queries.Chunk(Together))
        {
            cancellation.ThrowIfCancellationRequested();
            Neighbour[][] found = pipeline.Search([.. together.Select(Make)], searched, options);
            for (int i = 0; i < together.Length; i++)
                evaluation.Add(together[i], found[i].Select(neighbour => neighbour.Id));
            asked?.Invoke(done += together.Length);
        }

        return evaluation.Report();
    }

    static RetrievalQuery[] Read(string file) => File.Exists(file)
        ? [.. RetrievalQueryFile.Read(file)]
        : throw new FileNotFoundException($"There is no file of queries \"{file}\" (looked for {Path.GetFullPath(file)}). Make one with fashion queries.", file);

    static FashionQuery Make(RetrievalQuery query)
    {
        try
        {
            return new FashionQuery(query.Text, QueryPicture.Load(query.Image));
        }
        catch (Exception e) when (e is ArgumentException or IOException or InvalidDataException)
        {
            throw new InvalidDataException($"The query \"{query.Id}\" cannot be asked. {ErrorEdge.Sentence(e)}", e);
        }
    }
}
