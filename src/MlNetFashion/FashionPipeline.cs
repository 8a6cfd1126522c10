using System.Buffers;
using System.Numerics.Tensors;
using System.Runtime.ExceptionServices;
using MlNetFashion.Catalogues;
using MlNetFashion.Images;
using MlNetFashion.Inference;
using MlNetFashion.Models;
using MlNetFashion.Querying;
using MlNetFashion.Retrieval;
using MlNetFashion.Text;
using MlNetFashion.Understanding;

namespace MlNetFashion;

/// <summary>The whole chain in a few verbs: words and pictures to embeddings, to a query, to generated pictures, to the nearest items.</summary>
/// <remarks>
/// <para>Every embedding has D = <see cref="Columns.EmbeddingDimension"/> numbers and unit length; several come as one array of N × D, row after row.
/// A text without words has the zero vector, which means "no text" to the query composer.</para>
/// <para>A model is opened when it is first needed: a search by text alone opens the text encoder, and the text tagger where there is one. Use one pipeline from many threads.</para>
/// </remarks>
/// <example><code>
/// using FashionPipeline pipeline = FashionPipeline.Load();
/// using EmbeddingIndex index = EmbeddingIndex.Open("my-index");
/// foreach (Neighbour found in pipeline.Search(new FashionQuery("a red striped dress"), index))
///     Console.WriteLine($"{found.Score:F2} {found.Item.Title}");
/// </code></example>
public sealed partial class FashionPipeline : IDisposable
{
    const int D = Columns.EmbeddingDimension, Pixels = 3 * Columns.ImageSize * Columns.ImageSize;

    // Texts that are sorted by length together; more would only take memory.
    const int TextsAtOnce = 4096;

    // Below this a kind is not said: words that are wrong weigh more than a picture that is left to speak for itself.
    const float SureOfKind = 0.35f;

    readonly WordPieceTokenizer? _tokenizer;
    readonly int _batchSize;
    readonly ParallelOptions _parallel;
    readonly Lazy<QueryUnderstanding> _understanding;

    /// <summary>Makes a pipeline of models, which it closes with itself.</summary>
    /// <param name="models">Text encoder, image encoder, query composer, generator, text tagger; those that are never needed may be missing.</param>
    /// <param name="tokenizer">Of the vocabulary that the text encoder was trained with; null for the models' own.</param>
    public FashionPipeline(FashionModels models, WordPieceTokenizer? tokenizer = null)
    {
        Models = models;
        _tokenizer = tokenizer;
        _batchSize = Math.Max(1, models.Options.BatchSize);
        _understanding = new Lazy<QueryUnderstanding>(() => models.Has(ModelRole.TextTagger) ? new QueryUnderstanding(FashionLexicon.Default, models) : QueryUnderstanding.Default);
        _parallel = new ParallelOptions { MaxDegreeOfParallelism = models.Options.Threads > 0 ? models.Options.Threads : Environment.ProcessorCount };
    }

    /// <summary>The models.</summary>
    public FashionModels Models { get; }

    /// <summary>Text to the text encoder's tokens.</summary>
    public WordPieceTokenizer Tokenizer => _tokenizer ?? Models.Tokenizer;

    /// <summary>Reads requests with the shipped lexicon and, where the models have a text tagger, words that the lexicon lacks with that.</summary>
    public QueryUnderstanding Understanding => _understanding.Value;

    /// <summary>Opens the models of a folder.</summary>
    /// <inheritdoc cref="FashionModels.Load" path="/param|/exception"/>
    public static FashionPipeline Load(string? folder = null, OnnxScorerOptions? options = null) => new(FashionModels.Load(folder, options));

    /// <summary>What an index made with this pipeline has to remember.</summary>
    /// <param name="source">What is indexed, for people.</param>
    public IndexDescription Describe(string source) =>
        new(Models.Sha256(ModelRole.ImageEncoder), ImagePreprocessing.Version, source, DateTimeOffset.UtcNow);

    /// <summary>Text embeddings.</summary>
    /// <param name="texts">N texts; cut after <see cref="Columns.MaxTokens"/> tokens. A null, or a text without words, has the zero vector.</param>
    /// <returns>N × D numbers, where D is <see cref="FashionModels.TextDimension"/>.</returns>
    public float[] EmbedTexts(IReadOnlyList<string?> texts)
    {
        using UseCount.Work work = Models.Begin();
        int dimension = Models.TextDimension;
        float[] embeddings = new float[texts.Count * dimension];
        for (int start = 0; start < texts.Count; start += TextsAtOnce)
        {
            TokenBatch[] batches = TokenBatch.ByLength(Tokenizer, texts, start, Math.Min(TextsAtOnce, texts.Count - start), _batchSize);
            InParallel(batches.Length, i =>
            {
                TokenBatch batch = batches[i];
                float[] rows = Models[ModelRole.TextEncoder].Run(
                    batch.Rows.Length, new ScorerInput(Columns.InputIds, batch.InputIds), new ScorerInput(Columns.AttentionMask, batch.AttentionMask));
                for (int row = 0; row < batch.Rows.Length; row++)
                    rows.AsSpan(row * dimension, dimension).CopyTo(embeddings.AsSpan(batch.Rows[row] * dimension));
            });
        }

        return embeddings;
    }

    /// <summary>Image embeddings; <see cref="EmbedPictures"/> for a <see cref="CatalogueIndexer"/> is <c>images => pipeline.EmbedImages(images)</c>.</summary>
    /// <param name="images">N pictures of any size; they are letterboxed unless they are already.</param>
    /// <returns>N × D numbers.</returns>
    public float[] EmbedImages(IReadOnlyList<RgbImage> images)
    {
        using UseCount.Work work = Models.Begin();
        float[] embeddings = new float[images.Count * D];
        InBatches(images.Count, _batchSize, (start, rows) =>
        {
            // Rented: new arrays of this size would cost a collection of the large object heap every few batches.
            float[] pixels = ArrayPool<float>.Shared.Rent(rows * Pixels);
            for (int i = 0; i < rows; i++)
                ImagePreprocessing.ToTensor(Letterboxed(images[start + i]), pixels.AsSpan(i * Pixels, Pixels));
            EmbedPixels(pixels.AsMemory(0, rows * Pixels), rows).CopyTo(embeddings, start * D);
            ArrayPool<float>.Shared.Return(pixels);
        });
        return embeddings;
    }

    /// <summary>What pictures show: kind, colour and gender, as the attribute reader reads them.</summary>
    /// <param name="embeddings">N × D numbers, as <see cref="EmbedImages"/> gives them.</param>
    /// <returns>For each picture one finding an attribute; nothing where the models have no attribute reader.</returns>
    /// <exception cref="ArgumentException">The numbers are no whole number of embeddings.</exception>
    public SeenAttribute[][] ReadPictures(float[] embeddings)
    {
        using UseCount.Work work = Models.Begin();
        int count = embeddings.Length / D;
        if (count * D != embeddings.Length)
            throw new ArgumentException($"Embeddings of {D} numbers were expected one after the other, but {embeddings.Length} numbers were given.", nameof(embeddings));
        if (count == 0 || Models.Manifest.Find(ModelRole.AttributeReader)?.Attributes is not { } attributes)
            return [.. Enumerable.Repeat(Array.Empty<SeenAttribute>(), count)];
        float[] scores = Models[ModelRole.AttributeReader].Run(count, new ScorerInput(Columns.ImageEmbedding, embeddings));
        int length = scores.Length / count;
        return [.. Enumerable.Range(0, count).Select(row => SeenAttributes.Of(scores.AsSpan(row * length, length), attributes))];
    }

    /// <summary>What the query composer makes of a query.</summary>
    /// <remarks>Where one picture is shown and the words name no garment ("in red"), the kind that <see cref="ReadPictures"/> is sure of is put before the words: what is not to change is kept better.
    /// Several pictures may be of several kinds, and none is said.</remarks>
    /// <returns>D numbers.</returns>
    public float[] Compose(FashionQuery query) => Compose([query]);

    /// <summary>What the query composer makes of several queries.</summary>
    /// <returns>N × D numbers.</returns>
    public float[] Compose(IReadOnlyList<FashionQuery> queries)
    {
        using UseCount.Work work = Models.Begin();
        return Compose(queries, EmbedTexts([.. queries.Select(query => query.Text)]), saysKinds: true);
    }

    /// <summary>The items nearest to a query.</summary>
    /// <param name="query">What is looked for.</param>
    /// <param name="index">Made with this pipeline's image encoder.</param>
    /// <param name="options">How; null for the defaults.</param>
    /// <returns>Best first, each with the share of each vector. A request for several garments ("jeans and a white shirt") is answered with some of each.</returns>
    /// <exception cref="IndexMismatchException">The index was made with another image encoder or other preprocessing.</exception>
    /// <exception cref="ArgumentException">The text encoder's embeddings have another length than the index's, the filter names an attribute that the index lacks, a weight is negative, or all are 0.</exception>
    public Neighbour[] Search(FashionQuery query, EmbeddingIndex index, SearchOptions? options = null) => Search([query], index, options)[0];

    /// <summary>The items nearest to each of several queries; faster than one by one, because the models run on all of them together.</summary>
    /// <inheritdoc cref="Search(FashionQuery, EmbeddingIndex, SearchOptions)"/>
    public Neighbour[][] Search(IReadOnlyList<FashionQuery> queries, EmbeddingIndex index, SearchOptions? options = null)
    {
        using UseCount.Work work = Models.Begin();
        options ??= new SearchOptions();
        if (!(options.TermWeight >= 0) || float.IsInfinity(options.TermWeight))
            throw new ArgumentException($"The weight of terms is 0 or more, but is {options.TermWeight}.", nameof(options));
        if (options.Diversity is { } asked && !(asked is >= 0 and <= 1))
            throw new ArgumentException($"Diversity is from 0 to 1, but is {asked}.", nameof(options));
        if (Models.TextDimension != index.Dimension && queries.Any(query => query.Text is not null || query.Terms.Count > 0))
            throw new ArgumentException($"The text encoder gives embeddings of {Models.TextDimension} numbers, but the index has embeddings of {index.Dimension}: words and items cannot be compared. Ask with the models that made the index.", nameof(index));
        index.RequireMadeBy(Models.Sha256(ModelRole.ImageEncoder), ImagePreprocessing.Version);
        // Words alone are compared with the items, whatever is shown.
        UnderstandingWeights? understand = options.By == SearchBy.Text && options.Understand is { } given ? given with { Seen = 0 } : options.Understand;
        if (understand is { Seen: > 0 } || options.Diversity > 0)
            queries = Embedded(queries);
        IReadOnlyList<UnderstoodRequest>[] requests = [.. queries.Select(query => UnderstoodRequest.Make(query, index, understand, Understanding))];
        QueryPart[][] parts = EmbedQueries([.. requests.SelectMany(all => all).Select(request => request.Query)], options);
        int row = 0;
        return [.. requests.Select((all, i) => UnderstoodRequest.Merge([.. all.Select(request => Answer(queries[i], request, parts[row++]))], options.Top))];

        Neighbour[] Answer(FashionQuery query, UnderstoodRequest request, QueryPart[] parts)
        {
            bool isPictureAlone = query is { HasPicture: true, Text: null, Terms.Count: 0 };
            float diversity = options.Diversity ?? (isPictureAlone && options.By == SearchBy.Fused && understand is { Seen: > 0 } ? SearchOptions.PictureDiversity : 0);
            Neighbour[] found = index.Search(request.Parts(parts, options, EmbedTexts), diversity > 0 ? Math.Max(options.Top, MaximalMarginalRelevance.Pool) : options.Top, options.Where, request.Adjustment, options.FoldFrom);
            return diversity > 0 ? MaximalMarginalRelevance.Choose(found, index, options.Top, diversity, query.ImageEmbeddings is [var shown, ..] ? shown.Span : []) : found;
        }
    }

    /// <summary>The vectors that a search compares with the items.</summary>
    /// <param name="queries">N queries.</param>
    /// <param name="options">Which vectors, and their weights.</param>
    /// <returns>For each query one part or more, weights adding up to 1.</returns>
    /// <exception cref="ArgumentException">A weight is negative, or all are 0.</exception>
    public QueryPart[][] EmbedQueries(IReadOnlyList<FashionQuery> queries, SearchOptions options)
    {
        using UseCount.Work work = Models.Begin();
        ArgumentOutOfRangeException.ThrowIfLessThan(options.GeneratedPictures, 1);
        bool canGenerate = Models.Has(ModelRole.Generator);
        QueryPlan[] plans = [.. queries.Select(query => QueryPlan.Make(query, options, canGenerate))];
        float[] texts = EmbedTexts([.. queries.Select(query => query.Text)]);
        int dimension = Models.TextDimension;
        bool composes = plans.Any(plan => plan.NeedsComposed);
        float[] composed = composes ? Compose(queries, texts, saysKinds: options.Understand is not null) : [];
        return [.. plans.Select((plan, row) => plan.ToParts(
            texts.AsMemory(row * dimension, dimension),
            composes ? composed.AsMemory(row * D, D) : default,
            () => EmbedGenerated(composed.AsMemory(row * D, D), options)))];
    }

    /// <summary>Refuses what is asked from now on, and closes the models when what is under way is done.</summary>
    public void Dispose() => Models.Dispose();

    static RgbImage Letterboxed(RgbImage image) =>
        image.Width == Columns.ImageSize && image.Height == Columns.ImageSize ? image : ImagePreprocessing.Letterbox(image);

    // One thread a batch, see OnnxScorer.
    void InBatches(int count, int size, Action<int, int> run) =>
        InParallel((count + size - 1) / size, batch => run(batch * size, Math.Min(size, count - batch * size)));

    void InParallel(int count, Action<int> run)
    {
        if (count == 1)
        {
            run(0);
            return;
        }

        try
        {
            Parallel.For(0, count, _parallel, run);
        }
        catch (AggregateException exception)
        {
            ExceptionDispatchInfo.Throw(exception.InnerExceptions[0]);
        }
    }

    float[] EmbedPixels(Memory<float> pixels, int rows) => Models[ModelRole.ImageEncoder].Run(rows, new ScorerInput(Columns.Image, pixels));

    float[] Compose(IReadOnlyList<FashionQuery> queries, float[] texts, bool saysKinds)
    {
        if (texts.Length != queries.Count * D)
        {
            texts = queries.All(query => query.Text is null) ? new float[queries.Count * D] : throw new InvalidDataException(
                $"The text encoder in '{Models.Folder}' gives embeddings of {Models.TextDimension} numbers, but the query composer reads {D}. Embed texts alone with it, or use models that were trained together.");
        }

        float[] images = EmbedShown(queries);
        if (saysKinds && Models.Has(ModelRole.AttributeReader))
            texts = NamedTexts(queries, texts, images);
        return queries.Count == 0
            ? []
            : Models[ModelRole.QueryComposer].Run(queries.Count, new ScorerInput(Columns.TextEmbedding, texts), new ScorerInput(Columns.ImageEmbedding, images));
    }

    // The texts' embeddings, with the kind of garment that is shown in those that name none.
    float[] NamedTexts(IReadOnlyList<FashionQuery> queries, float[] texts, float[] images)
    {
        int[] rows = [.. Enumerable.Range(0, queries.Count).Where(row => queries[row] is { Shown: 1, Text: { } words } && Understanding.Read(words).Findings.All(finding => finding.Kind != AttributeKind.Garment))];
        if (rows.Length == 0)
            return texts;
        float[] shown = new float[rows.Length * D];
        for (int i = 0; i < rows.Length; i++)
            images.AsSpan(rows[i] * D, D).CopyTo(shown.AsSpan(i * D));
        string?[] words = [.. ReadPictures(shown).Select((seen, i) => seen.FirstOrDefault(attribute => attribute.Kind == AttributeKind.Garment) is { Confidence: >= SureOfKind } kind ? SeenAttribute.Name(kind.Value, queries[rows[i]].Text) : null)];
        float[] embedded = EmbedTexts(words), named = [.. texts];
        for (int i = 0; i < rows.Length; i++)
        {
            if (words[i] is not null)
                embedded.AsSpan(i * D, D).CopyTo(named.AsSpan(rows[i] * D));
        }

        return named;
    }

    // Each query's pictures as one embedding; a zero vector where none is shown.
    float[] EmbedShown(IReadOnlyList<FashionQuery> queries)
    {
        float[] images = new float[queries.Count * D];
        float[] embedded = EmbedImages([.. queries.SelectMany(query => query.Images)]);
        int next = 0;
        for (int row = 0; row < queries.Count; row++)
        {
            int own = queries[row].Images.Count * D;
            float[] shown = [.. embedded.AsSpan(next, own), .. queries[row].ImageEmbeddings.SelectMany(embedding => embedding.ToArray())];
            next += own;
            if (shown.Length > 0)
                Mean(shown).CopyTo(images.AsSpan(row * D));
        }

        return images;
    }

    // The same queries with their pictures embedded, so that this is done once for all that looks at them.
    FashionQuery[] Embedded(IReadOnlyList<FashionQuery> queries)
    {
        float[] shown = EmbedShown(queries);
        return [.. queries.Select((query, row) => query.HasPicture ? query.WithPicture(shown.AsMemory(row * D, D)) : query)];
    }

    // Of unit length.
    static float[] Mean(float[] embeddings)
    {
        if (embeddings.Length == D)
            return embeddings;
        float[] mean = embeddings[..D];
        for (int i = D; i < embeddings.Length; i += D)
            TensorPrimitives.Add(mean, embeddings.AsSpan(i, D), mean);

        // Pictures that point in opposite directions have no mean; the first speaks for all then.
        float length = TensorPrimitives.Norm<float>(mean);
        if (length < 1e-6f)
            return embeddings[..D];
        TensorPrimitives.Divide(mean, length, mean);
        return mean;
    }
}
