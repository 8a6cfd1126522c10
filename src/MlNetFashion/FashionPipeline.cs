using System.Runtime.CompilerServices;
using MlNetFashion.Catalogues;
using MlNetFashion.Diagnostics;
using MlNetFashion.Images;
using MlNetFashion.Inference;
using MlNetFashion.Models;
using MlNetFashion.Querying;
using MlNetFashion.Retrieval;
using MlNetFashion.Text;
using MlNetFashion.Understanding;

namespace MlNetFashion;

/// <summary>The whole chain in a few verbs: index a catalogue, ask it in words and pictures, draw what was understood.</summary>
/// <remarks>
/// <para>Every embedding has D = <see cref="Columns.EmbeddingDimension"/> numbers and unit length; several come as one array of N × D, row after row.
/// A text without words has the zero vector, which means "no text" to the query composer.</para>
/// <para>A model is opened when it is first needed: a search by text alone opens the text encoder,
/// and the text tagger where there is one. Use one pipeline from many threads.
/// It closes its models with itself; an index belongs to who opened it. What is under way when it is closed comes to its end; what comes later is refused
/// (<see cref="ObjectDisposedException"/>).</para>
/// <para>Searches, embeddings and drawn pictures are counted and timed by the meter and the activity source <see cref="Instrumentation"/>: give its name to
/// OpenTelemetry, or to any other listener. The library itself sends nothing anywhere.</para>
/// </remarks>
/// <example><code>
/// using FashionPipeline pipeline = FashionPipeline.Load();
/// using EmbeddingIndex index = pipeline.Index(SampleCatalogue.Draw(200), "my-index");
/// foreach (Neighbour found in pipeline.Ask(new FashionQuery("a red striped dress"), index).Neighbours)
///     Console.WriteLine($"{found.Score:F2} {found.Item.Title}");
/// </code></example>
public sealed class FashionPipeline : IDisposable
{
    /// <summary>The name of the library's meter and activity source.</summary>
    public const string Instrumentation = Operation.Name;

    readonly FashionEncoders _encoders;
    readonly Lazy<QueryUnderstanding> _understanding;

    // An index's attributes are read once for as long as it lives.
    readonly ConditionalWeakTable<EmbeddingIndex, CatalogueMeanings> _catalogues = [];

    /// <summary>Makes a pipeline of models, which it closes with itself.</summary>
    /// <param name="models">Text encoder, image encoder, query composer, generator, text tagger; those that are never needed may be missing.</param>
    /// <param name="tokenizer">Of the vocabulary that the text encoder was trained with; null for the models' own.</param>
    /// <param name="lexicon">What words of requests and catalogues mean; null for the shipped one.</param>
    public FashionPipeline(FashionModels models, WordPieceTokenizer? tokenizer = null, FashionLexicon? lexicon = null)
    {
        Models = models;
        _encoders = new FashionEncoders(models, tokenizer);
        Words = lexicon is null ? QueryUnderstanding.Default : new QueryUnderstanding(lexicon);
        _understanding = new Lazy<QueryUnderstanding>(() => models.Has(ModelRole.TextTagger) ? new QueryUnderstanding(Words.Lexicon, models) : Words);
    }

    /// <summary>The models.</summary>
    public FashionModels Models { get; }

    /// <summary>Text to the text encoder's tokens.</summary>
    public WordPieceTokenizer Tokenizer => _encoders.Tokenizer;

    /// <summary>Reads requests with the lexicon and, where the models have a text tagger, words that the lexicon lacks with that.</summary>
    public QueryUnderstanding Understanding => _understanding.Value;

    /// <summary>Reads with the lexicon alone: values and titles of catalogues.</summary>
    internal QueryUnderstanding Words { get; }

    /// <summary>Opens the models of a folder.</summary>
    /// <param name="folder">The folder of models; null for <see cref="FashionModels.DefaultFolder"/>.</param>
    /// <param name="options">How models run; null for the defaults.</param>
    /// <param name="lexicon">What words of requests and catalogues mean; null for the shipped one.</param>
    /// <inheritdoc cref="FashionModels.Load" path="/exception"/>
    public static FashionPipeline Load(string? folder = null, OnnxScorerOptions? options = null, FashionLexicon? lexicon = null) =>
        new(FashionModels.Load(folder, options), tokenizer: null, lexicon);

    /// <summary>Indexes a catalogue, so that it can be asked. Until the end an index that was in the folder goes on answering.</summary>
    /// <param name="entries">Read once, from one thread at a time: <see cref="CatalogueReader"/> reads
    /// folders and archives, <see cref="SampleCatalogue"/> draws some.</param>
    /// <param name="folder">Where the index goes.</param>
    /// <param name="source">What is indexed, for people.</param>
    /// <param name="options">How; null for the defaults.</param>
    /// <param name="rejects">Takes what could not be indexed; null to pass it over.</param>
    /// <param name="progress">Told after every batch, and at the end.</param>
    /// <param name="cancellation">Stops, and leaves the folder as it was.</param>
    /// <returns>The index, opened; close it after use.</returns>
    /// <inheritdoc cref="CatalogueIndexer.Build" path="/exception"/>
    public EmbeddingIndex Index(
        IEnumerable<CatalogueEntry> entries, string folder, string source = "a catalogue", IndexingOptions? options = null, RejectLog? rejects = null,
        IProgress<IndexingProgress>? progress = null, CancellationToken cancellation = default)
    {
        using UseCount.Work work = Models.Begin();
        using RejectLog? own = rejects is null ? new RejectLog() : null;
        options ??= new IndexingOptions();
        Indexer(options).Build(entries, folder, Describe(source) with { Items = options.Items }, rejects ?? own!, progress, cancellation);
        return EmbeddingIndex.Open(folder);
    }

    /// <summary>Brings the index in a folder to the state of a catalogue, in one step: photos that it knows are not embedded again. Where there is none, or one
    /// of another image encoder, it is written whole.</summary>
    /// <remarks>Items whose photo, title and attributes are as they were stay. New and changed ones come after them, in the catalogue's order. Items that the
    /// catalogue has no more go, unless <see cref="IndexingOptions.KeepsMissing"/> says otherwise or a source could not be read to its end. An item whose new
    /// photo cannot be decoded stays as it was. Searches go on meanwhile; open the folder again to see the new state.</remarks>
    /// <inheritdoc cref="Index"/>
    public EmbeddingIndex Update(
        IEnumerable<CatalogueEntry> entries, string folder, string source = "a catalogue", IndexingOptions? options = null, RejectLog? rejects = null,
        IProgress<IndexingProgress>? progress = null, CancellationToken cancellation = default)
    {
        using UseCount.Work work = Models.Begin();
        using RejectLog? own = rejects is null ? new RejectLog() : null;
        options ??= new IndexingOptions();
        Indexer(options).Update(entries, folder, Describe(source) with { Items = options.Items }, rejects ?? own!, progress, cancellation);
        return EmbeddingIndex.Open(folder);
    }

    /// <summary>What an index made with this pipeline has to remember.</summary>
    /// <param name="source">What is indexed, for people.</param>
    public IndexDescription Describe(string source) =>
        new(Models.Sha256(ModelRole.ImageEncoder), ImagePreprocessing.Version, source, DateTimeOffset.UtcNow);

    /// <summary>Answers a query: the nearest items, what was understood and seen,
    /// and as many pictures of it as <see cref="SearchOptions.Pictures"/> says.</summary>
    /// <param name="query">What is looked for.</param>
    /// <param name="index">Made with this pipeline's image encoder.</param>
    /// <param name="options">How; null for the defaults.</param>
    /// <exception cref="IndexMismatchException">The index was made with another image encoder or other preprocessing.</exception>
    /// <exception cref="ArgumentException">The text encoder's embeddings have another length than the
    /// index's, the filter names an attribute that the index lacks, a weight is
    /// negative, or all are 0.</exception>
    public SearchAnswer Ask(FashionQuery query, EmbeddingIndex index, SearchOptions? options = null) => Ask([query], index, options)[0];

    /// <summary>Answers several queries; faster than one by one, because the models run on all of them together, and
    /// each is looked for by a core of its own.</summary>
    /// <inheritdoc cref="Ask(FashionQuery, EmbeddingIndex, SearchOptions)"/>
    public SearchAnswer[] Ask(IReadOnlyList<FashionQuery> queries, EmbeddingIndex index, SearchOptions? options = null)
    {
        using UseCount.Work work = Models.Begin();
        using Operation operation = Operation.Search(queries.Count);
        options ??= new SearchOptions();
        if (Models.TextDimension != index.Dimension && queries.Any(query => query.Text is not null || query.Terms.Count > 0))
        {
            throw new ArgumentException(
                $"The text encoder gives embeddings of {Models.TextDimension} numbers, but the index has embeddings of {index.Dimension}: "
                    + $"words and items cannot be compared. Ask with the models that made the index.",
                nameof(index));
        }

        index.RequireMadeBy(Models.Sha256(ModelRole.ImageEncoder), ImagePreprocessing.Version);
        CatalogueMeanings catalogue = Meanings(index);
        QueryAnswering answering = new(index, catalogue, options);
        if (options.Understand is null)
            return answering.Answer([.. Prepare(queries, options).Select(query => (query, (IReadOnlyList<RespelledWord>)[]))]);
        // A word of the catalogue is corrected before anything reads it, the encoders too.
        (FashionQuery Query, IReadOnlyList<RespelledWord> Corrected)[] asked =
            [.. queries.Select(query => CatalogueReading.Correct(query, Words, catalogue.Words))];
        PreparedQuery[] prepared = PrepareFor(catalogue.Words, [.. asked.Select(query => query.Query)], options);
        return answering.Answer([.. prepared.Select((query, i) => (query, asked[i].Corrected))]);
    }

    /// <summary>Begins to open the models that queries need, on other threads: where there are several cores, that goes on while an index is opened. Nothing
    /// has to wait for it, and whoever needs a model that cannot be opened is told.</summary>
    /// <param name="queries">What will be looked for.</param>
    /// <param name="options">How; null for the defaults.</param>
    /// <exception cref="ObjectDisposedException">The pipeline was closed.</exception>
    public void OpenAhead(IReadOnlyList<FashionQuery> queries, SearchOptions? options = null)
    {
        using UseCount.Work work = Models.Begin();
        bool draws = options?.Pictures > 0 && Models.Has(ModelRole.Generator);
        // What takes longest comes first. Drawings are embedded, too: the one that fits best is shown first.
        ModelRole[] roles =
        [
            .. draws ? [ModelRole.Generator] : Array.Empty<ModelRole>(),
            .. queries.Any(query => query.Text is not null || query.Terms.Count > 0) ? [ModelRole.TextEncoder] : Array.Empty<ModelRole>(),
            .. draws || queries.Any(query => query.HasPicture) ? [ModelRole.ImageEncoder, ModelRole.QueryComposer] : Array.Empty<ModelRole>(),
        ];
        foreach (ModelRole role in roles.Where(Models.Has))
            Models.OpenAhead(role);
    }

    /// <summary>Completes what is being typed, by the words of an index and of the lexicon: "levi j" is "levi jeans".</summary>
    /// <param name="typed">What stands there so far.</param>
    /// <param name="index">The items.</param>
    /// <param name="top">How many completions, 1 or more.</param>
    /// <returns>Whole requests, those with the most items first; none where no item has the words.</returns>
    public IReadOnlyList<Completion> Complete(string typed, EmbeddingIndex index, int top = 8)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(top, 1);
        return Meanings(index).Completion.Complete(typed, top);
    }

    /// <summary>Understands, embeds, composes and draws queries, each thing once, before any index is asked.</summary>
    /// <param name="queries">N queries.</param>
    /// <param name="options">What is needed; null for what a search by default needs.</param>
    /// <exception cref="ArgumentException">A weight is negative, or all are 0.</exception>
    public PreparedQuery[] Prepare(IReadOnlyList<FashionQuery> queries, SearchOptions? options = null) =>
        PrepareFor(words: null, queries, options ?? new SearchOptions());

    /// <summary>Pictures of what was understood: without what is refused, and of each garment that is asked for.</summary>
    /// <param name="query">What is looked for.</param>
    /// <param name="count">How many, 1 or more.</param>
    /// <param name="seed">The same seed gives the same pictures.</param>
    /// <returns>The one that fits best first; of several garments the best of each first. Each is <see cref="FashionModels.GeneratedSize"/> square.</returns>
    /// <exception cref="FileNotFoundException">There is no generator.</exception>
    public DrawnPicture[] Draw(FashionQuery query, int count = 8, long seed = 1)
    {
        using UseCount.Work work = Models.Begin();
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        Models.Sha256(ModelRole.Generator);
        return [.. Prepare([query], new SearchOptions { By = SearchBy.Composed, Pictures = count, Seed = seed })[0].Pictures];
    }

    /// <summary>Pictures on the way from one query to another: what the generator makes of the
    /// queries between them, in equal steps on the arc that joins the two.</summary>
    /// <param name="from">The first picture's.</param>
    /// <param name="to">The last picture's.</param>
    /// <param name="count">How many, 2 or more, the ends included.</param>
    /// <param name="seed">All pictures share one noise, picture number 0 of <see cref="Draw"/> with this seed: only the query changes.</param>
    /// <returns>Pictures of <see cref="FashionModels.GeneratedSize"/> square.</returns>
    /// <exception cref="ArgumentException">The two queries mean opposite things,
    /// so that no arc between them is the shortest; or one asks for several garments.</exception>
    /// <remarks>Shoemake, <em>Animating rotation with quaternion curves</em>, 1985:
    /// queries are of unit length, and so are all on the arc; those on the straight line are shorter,
    /// which the generator never saw.</remarks>
    public RgbImage[] Interpolate(FashionQuery from, FashionQuery to, int count = 8, long seed = 1)
    {
        using UseCount.Work work = Models.Begin();
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 2);
        ReadOnlyMemory<float>[] ends =
            [.. Prepare([from, to], new SearchOptions { By = SearchBy.Composed }).Select(query => query.Wanted is [var garment] ? garment.QueryEmbedding
            : throw new ArgumentException($"A way leads from one garment to another, but \"{query.Query.Text}\" asks for {query.Wanted.Count}. "
                + "Name one on each side."))];
        var arc = new UnitArc(ends[0].ToArray(), ends[1].ToArray());
        float[] queries = [.. Enumerable.Range(0, count).SelectMany(picture => arc.At(picture / (count - 1f)))];
        float[] pixels = _encoders.Draw(queries, new int[count], seed);
        int size = Models.GeneratedSize, numbers = 3 * size * size;
        return [.. Enumerable.Range(0, count).Select(i => ImagePreprocessing.FromTensor(pixels.AsSpan(i * numbers, numbers), size))];
    }

    /// <summary>Text embeddings.</summary>
    /// <param name="texts">N texts; cut after <see cref="Columns.MaxTokens"/> tokens. A null, or a text without words, has the zero vector.</param>
    /// <returns>N × D numbers, where D is <see cref="FashionModels.TextDimension"/>.</returns>
    public float[] EmbedTexts(IReadOnlyList<string?> texts)
    {
        using UseCount.Work work = Models.Begin();
        return _encoders.EmbedTexts(texts);
    }

    /// <summary>Image embeddings.</summary>
    /// <param name="images">N pictures of any size; they are letterboxed unless they are already.</param>
    /// <returns>N × D numbers.</returns>
    public float[] EmbedImages(IReadOnlyList<RgbImage> images)
    {
        using UseCount.Work work = Models.Begin();
        return _encoders.EmbedImages(images);
    }

    /// <summary>What pictures show: kind, colour and gender, as the attribute reader reads them.</summary>
    /// <param name="embeddings">N × D numbers, as <see cref="EmbedImages"/> gives them.</param>
    /// <returns>For each picture one finding an attribute; nothing where the models have no attribute reader.</returns>
    /// <exception cref="ArgumentException">The numbers are no whole number of embeddings.</exception>
    public SeenAttribute[][] ReadPictures(float[] embeddings)
    {
        using UseCount.Work work = Models.Begin();
        return _encoders.ReadPictures(embeddings);
    }

    /// <summary>Refuses what is asked from now on, and closes the models when what is under way is done.</summary>
    public void Dispose() => Models.Dispose();

    /// <summary>Answers prepared queries from an index.</summary>
    internal QueryAnswering Answering(EmbeddingIndex index, SearchOptions options) => new(index, Meanings(index), options);

    /// <summary>An index's attributes, understood.</summary>
    internal CatalogueMeanings Meanings(EmbeddingIndex index) => _catalogues.GetValue(index, searched => new CatalogueMeanings(searched.Items, Words));

    CatalogueIndexer Indexer(IndexingOptions options) =>
        new(images => EmbedImages(images), options, (items, before) => RolesOf(items, before, options.Roles));

    /// <summary>What the attributes of items are. What was understood once stays understood, until there is something new.</summary>
    internal IReadOnlyList<AttributeRole> RolesOf(ItemTable items, ItemTable? before, IReadOnlyList<AttributeRole> said)
    {
        if (before is not null && said.Count == 0 && items.ColumnNames.All(name => before.ColumnNames.Contains(name, StringComparer.OrdinalIgnoreCase)))
            return before.Roles;
        IEnumerable<AttributeRole> known = (before?.Roles ?? []).Where(role => items.ColumnNames.Contains(role.Column, StringComparer.OrdinalIgnoreCase)
            && !said.Any(other => other.Role == role.Role || other.Column.Equals(role.Column, StringComparison.OrdinalIgnoreCase)));
        return RoleFinder.Find(items.Facets(), Words, [.. said, .. known]);
    }

    PreparedQuery[] PrepareFor(CatalogueWords? words, IReadOnlyList<FashionQuery> queries, SearchOptions options)
    {
        using UseCount.Work work = Models.Begin();
        options.Check();
        OpenAhead(queries, options);
        return queries.Count == 0 ? [] : new QueryPreparation(_encoders, Understanding, options, Models.Has(ModelRole.Generator), words)
            .Prepare(queries, Models.TextDimension);
    }
}
