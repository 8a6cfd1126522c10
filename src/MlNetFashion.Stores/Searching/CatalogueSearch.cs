using MlNetFashion.Images;
using MlNetFashion.Models;
using MlNetFashion.Querying;
using MlNetFashion.Retrieval;

namespace MlNetFashion.Stores;

/// <summary>Asks a stored catalogue in words and pictures: the store gives candidates, and they are answered from as an index is. Safe to use from many
/// threads.</summary>
/// <remarks>Cosines are exact, and attributes, refusals and groups are as in an index. What is not near to a query vector is no candidate, whatever its
/// words say, but for an item whose id is typed. A word weighs by how many of the candidates have it, and what boosts call the greatest and the least are
/// theirs. Words are not corrected by the catalogue's own, and facets are not counted.</remarks>
/// <param name="pipeline">Of the models that made the index; it stays its owner's.</param>
/// <param name="store">The catalogue; it stays its owner's.</param>
public sealed class CatalogueSearch(FashionPipeline pipeline, CatalogueStore store)
{
    // A version that vanished was replaced: more often than this in one query nobody publishes.
    const int Tries = 4;

    // Of many queries so many are asked at once: the answer to the last of more would come too late to be waited for.
    const int AtOnce = 8;

    // Which version answers is asked again after so long; one that is replaced stays for longer.
    static readonly TimeSpan s_known = TimeSpan.FromSeconds(1);

    StoredCatalogue? _catalogue;
    long _read;

    /// <value>Candidates near to each query vector, 1 or more; four times as many as answers are wanted, where that is more. The default is 200.</value>
    public int Candidates { get; init; } = 200;

    /// <value>Whether the small pictures of what was found are fetched. The default is yes.</value>
    public bool Pictures { get; init; } = true;

    /// <summary>The catalogue as it is now, or was a second ago.</summary>
    /// <inheritdoc cref="CatalogueStore.ReadAsync" path="/exception"/>
    public async Task<StoredCatalogue> ReadAsync(CancellationToken cancellation = default)
    {
        StoredCatalogue? known = Volatile.Read(ref _catalogue);
        if (known is not null && TimeProvider.System.GetElapsedTime(Volatile.Read(ref _read)) < s_known)
            return known;
        StoredCatalogue now;
        try
        {
            now = await store.ReadAsync(cancellation).ConfigureAwait(false);
        }
        catch (IOException) when (known is not null)
        {
            // The node that knows is down; what was known still holds for the others.
            return known;
        }

        known = known?.Version == now.Version ? known : now;
        Volatile.Write(ref _catalogue, known);
        Volatile.Write(ref _read, TimeProvider.System.GetTimestamp());
        return known;
    }

    /// <summary>Answers a query.</summary>
    /// <param name="query">What is looked for.</param>
    /// <param name="options">How; null for the defaults.</param>
    /// <param name="cancellation">Stops.</param>
    /// <exception cref="IndexMismatchException">The catalogue was made with another image encoder or other preprocessing.</exception>
    /// <exception cref="NotSupportedException">A store cannot answer that; the message says what to do.</exception>
    /// <exception cref="IOException">The store does not answer.</exception>
    /// <inheritdoc cref="FashionPipeline.Ask(FashionQuery, EmbeddingIndex, SearchOptions)" path="/exception"/>
    public async Task<StoreAnswer> AskAsync(FashionQuery query, SearchOptions? options = null, CancellationToken cancellation = default) =>
        (await AskAsync([query], options, cancellation).ConfigureAwait(false))[0];

    /// <summary>Answers several queries; faster than one by one, because the models run on all of them together, and the store is asked all at once.</summary>
    /// <inheritdoc cref="AskAsync(FashionQuery, SearchOptions, CancellationToken)"/>
    public async Task<StoreAnswer[]> AskAsync(IReadOnlyList<FashionQuery> queries, SearchOptions? options = null, CancellationToken cancellation = default)
    {
        options ??= new SearchOptions();
        if (options.By == SearchBy.Words)
            throw new NotSupportedException($"{store.Address} finds what is near to a query, and words alone are near to nothing. Search it in another way, "
                + "or search an index in a folder by words.");
        if (options.Facets.Count > 0)
            throw new NotSupportedException($"{store.Address} gives the items that are near to a query, and cannot count all others. Leave the facets out, "
                + "or ask an index in a folder.");
        RequireMadeByPipeline(await ReadAsync(cancellation).ConfigureAwait(false));
        PreparedQuery[] prepared = pipeline.Prepare(queries, options);
        var answers = new StoreAnswer[prepared.Length];
        await Parallel.ForAsync(0, answers.Length, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellation },
            async (i, stop) => answers[i] = await AnswerAsync(prepared[i], options, stop).ConfigureAwait(false)).ConfigureAwait(false);
        return answers;
    }

    async Task<StoreAnswer> AnswerAsync(PreparedQuery query, SearchOptions options, CancellationToken cancellation)
    {
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                return await AnswerAsync(query, options, await ReadAsync(cancellation).ConfigureAwait(false), cancellation).ConfigureAwait(false);
            }
            catch (CatalogueReplacedException) when (attempt < Tries)
            {
                Volatile.Write(ref _read, 0);
            }
        }
    }

    async Task<StoreAnswer> AnswerAsync(PreparedQuery query, SearchOptions options, StoredCatalogue catalogue, CancellationToken cancellation)
    {
        RequireMadeByPipeline(catalogue);
        StoreQuery asked = StoreQuery.Of(query, options, catalogue, pipeline.Words);
        int count = (int)Math.Min(Math.Max(Candidates, 4L * (options.Top + options.Skip)), int.MaxValue);
        StoreCandidates found = asked.Vectors.Count == 0 ? new StoreCandidates([], [])
            : await store.NearestAsync(catalogue, asked.Vectors, count, asked.Where, cancellation).ConfigureAwait(false);
        if (asked.Id is { Length: > 0 and <= CatalogueStore.LongestId } id && !found.Items.Any(item => item.Item.Id == id))
        {
            StoreCandidates named = await store.FindAsync(catalogue, [id], cancellation).ConfigureAwait(false);
            found = new StoreCandidates([.. found.Items, .. named.Items], [.. found.Missing.Concat(named.Missing).DistinctBy(shard => shard.Number)]);
        }

        EmbeddingIndex index = catalogue.Index(found.Items);
        SearchAnswer answer = pipeline.Answering(index, options with { Boosts = Boosts(options, index, catalogue) }).Answer(query, []) with { Unknown = [] };
        return Pictures && catalogue.Manifest.Pictures
            ? await WithPicturesAsync(answer, index, catalogue, found.Missing, cancellation).ConfigureAwait(false) : new StoreAnswer(answer, index, found.Missing);
    }

    void RequireMadeByPipeline(StoredCatalogue catalogue) =>
        catalogue.Frame.RequireMadeBy(pipeline.Models.Sha256(ModelRole.ImageEncoder), ImagePreprocessing.Version);

    // Where the catalogue has numbers and none of the candidates does, none of them is greater than the others.
    static AttributeBoost[] Boosts(SearchOptions options, EmbeddingIndex index, StoredCatalogue catalogue) =>
    [
        .. options.Boosts.Where(boost =>
        {
            AttributeColumn column = AttributeFilter.Require(index.Items, boost.Attribute);
            return boost.Condition is not null || column.Values.SelectMany(AttributeValue.Parts).Any(value => NumberText.Read(value) is not null)
                || !catalogue.Manifest.Columns.Any(stored => stored.HasNumbers && stored.Name == column.Name);
        }),
    ];

    async Task<StoreAnswer> WithPicturesAsync(SearchAnswer answer, EmbeddingIndex index, StoredCatalogue catalogue, IReadOnlyList<MissingShard> missing,
        CancellationToken cancellation)
    {
        int[] rows = [.. answer.Neighbours.Select(found => found.Position)];
        IReadOnlyList<byte[]> fetched =
            await store.PicturesAsync(catalogue, [.. answer.Neighbours.Select(found => found.Id)], cancellation).ConfigureAwait(false);
        byte[][] pictures = [.. Enumerable.Repeat(Array.Empty<byte>(), index.Count)];
        for (int i = 0; i < rows.Length; i++)
            pictures[rows[i]] = fetched[i];
        EmbeddingIndex pictured = index.WithThumbnails(pictures);
        return new StoreAnswer(answer with { Searched = pictured }, pictured, missing);
    }
}
