using System.Buffers;
using System.Diagnostics.Metrics;
using System.Runtime.ExceptionServices;
using MlNetFashion.Diagnostics;
using MlNetFashion.Images;
using MlNetFashion.Text;

namespace MlNetFashion.Models;

/// <summary>The models on whole batches: texts, pictures and queries to their embeddings, embeddings to what is seen and to pictures.</summary>
/// <remarks>Several embeddings come as one array of N × D, row after row, each of unit length.
/// Each run keeps to one thread, and as many go on at once as there are cores.</remarks>
/// <param name="models">The models; they belong to the caller.</param>
/// <param name="tokenizer">Of the vocabulary that the text encoder was trained with; null for the models' own.</param>
sealed class FashionEncoders(FashionModels models, WordPieceTokenizer? tokenizer)
{
    const int D = Columns.EmbeddingDimension, Pixels = 3 * Columns.ImageSize * Columns.ImageSize;

    // Texts that are sorted by length together; more would only take memory.
    const int TextsAtOnce = 4096;

    static readonly Counter<long> s_rows =
        Operation.Meter.CreateCounter<long>("fashion.model.rows", "{row}", "Rows that models computed, by the model's role and the folder it lies in.");

    readonly int _batchSize = Math.Max(1, models.Options.BatchSize);

    readonly ParallelOptions _parallel = new() { MaxDegreeOfParallelism = models.Options.Threads > 0 ? models.Options.Threads : Environment.ProcessorCount };

    /// <summary>Text to the text encoder's tokens.</summary>
    public WordPieceTokenizer Tokenizer => tokenizer ?? models.Tokenizer;

    /// <summary>Text embeddings; see <see cref="FashionPipeline.EmbedTexts"/>.</summary>
    public float[] EmbedTexts(IReadOnlyList<string?> texts)
    {
        using Operation operation = Operation.EmbedTexts(texts.Count);
        int dimension = models.TextDimension;
        float[] embeddings = new float[texts.Count * dimension];
        for (int start = 0; start < texts.Count; start += TextsAtOnce)
        {
            TokenBatch[] batches = TokenBatch.ByLength(Tokenizer, texts, start, Math.Min(TextsAtOnce, texts.Count - start), _batchSize);
            InParallel(batches.Length, i =>
            {
                TokenBatch batch = batches[i];
                float[] rows = Run(ModelRole.TextEncoder, batch.Rows.Length, new ScorerInput(Columns.InputIds, batch.InputIds),
                    new ScorerInput(Columns.AttentionMask, batch.AttentionMask));
                for (int row = 0; row < batch.Rows.Length; row++)
                    rows.AsSpan(row * dimension, dimension).CopyTo(embeddings.AsSpan(batch.Rows[row] * dimension));
            });
        }

        return embeddings;
    }

    /// <summary>Image embeddings of pictures of any size, which are letterboxed unless they are already.</summary>
    public float[] EmbedImages(IReadOnlyList<RgbImage> images)
    {
        using Operation operation = Operation.EmbedPictures(images.Count);
        float[] embeddings = new float[images.Count * D];
        InBatches(images.Count, _batchSize, (start, rows) =>
        {
            // Rented: new arrays of this size would cost a collection of the large object heap every few batches.
            float[] pixels = ArrayPool<float>.Shared.Rent(rows * Pixels);
            for (int i = 0; i < rows; i++)
                ImagePreprocessing.ToTensor(Letterboxed(images[start + i]), pixels.AsSpan(i * Pixels, Pixels));
            Run(ModelRole.ImageEncoder, rows, new ScorerInput(Columns.Image, pixels.AsMemory(0, rows * Pixels))).CopyTo(embeddings, start * D);
            ArrayPool<float>.Shared.Return(pixels);
        });
        return embeddings;
    }

    /// <summary>What pictures show, one finding an attribute; nothing where the models have no attribute reader.</summary>
    public SeenAttribute[][] ReadPictures(float[] embeddings)
    {
        int count = embeddings.Length / D;
        if (count * D != embeddings.Length)
            throw new ArgumentException($"Embeddings of {D} numbers were expected one after the other, but {embeddings.Length} numbers were given.",
                nameof(embeddings));
        if (count == 0 || models.Manifest.Find(ModelRole.AttributeReader)?.Attributes is not { } attributes)
            return [.. Enumerable.Repeat(Array.Empty<SeenAttribute>(), count)];
        float[] scores = Run(ModelRole.AttributeReader, count, new ScorerInput(Columns.ImageEmbedding, embeddings));
        int length = scores.Length / count;
        return [.. Enumerable.Range(0, count).Select(row => SeenAttributes.Of(scores.AsSpan(row * length, length), attributes))];
    }

    /// <summary>Query embeddings of text and image embeddings; a zero vector is none.</summary>
    /// <param name="texts">N × D numbers.</param>
    /// <param name="images">N × D numbers.</param>
    public float[] Compose(float[] texts, float[] images) => texts.Length == 0
        ? [] : Run(ModelRole.QueryComposer, texts.Length / D, new ScorerInput(Columns.TextEmbedding, texts), new ScorerInput(Columns.ImageEmbedding, images));

    /// <summary>Pixels of generated pictures, N × 3 × S × S, −1 to 1.</summary>
    /// <param name="queries">N × D numbers.</param>
    /// <param name="noises">Of each picture which noise of the seed's.</param>
    /// <param name="seed">Of the noise.</param>
    public float[] Draw(float[] queries, IReadOnlyList<int> noises, long seed)
    {
        using Operation operation = Operation.Draw(noises.Count);
        int count = noises.Count, numbers = 3 * models.GeneratedSize * models.GeneratedSize, length = models.NoiseDimension;
        float[] pixels = new float[checked(count * numbers)];
        // Even a few pictures are shared out, for each costs as much as embedding ten.
        int share = (count + _parallel.MaxDegreeOfParallelism - 1) / _parallel.MaxDegreeOfParallelism;
        InBatches(count, Math.Clamp(share, 1, _batchSize), (start, rows) =>
        {
            float[] noise = new float[rows * length];
            for (int i = 0; i < rows; i++)
                NoiseSource.Fill(seed, noises[start + i], noise.AsSpan(i * length, length));
            Run(ModelRole.Generator, rows, new ScorerInput(Columns.QueryEmbedding, queries.AsMemory(start * D, rows * D)),
                new ScorerInput(Columns.Noise, noise)).CopyTo(pixels, start * numbers);
        });
        return pixels;
    }

    /// <summary>Image embeddings of pictures that <see cref="Draw"/> gave, brought to the size that the image encoder sees.</summary>
    public float[] EmbedDrawn(float[] pixels)
    {
        int numbers = 3 * models.GeneratedSize * models.GeneratedSize, count = pixels.Length / numbers;
        float[] embeddings = new float[count * D];
        InBatches(count, _batchSize, (start, rows) =>
        {
            Memory<float> seen = pixels.AsMemory(start * numbers, rows * numbers);
            if (numbers != Pixels)
            {
                float[] resized = new float[rows * Pixels];
                for (int i = 0; i < rows; i++)
                    ImagePreprocessing.Resize(seen.Span.Slice(i * numbers, numbers), resized.AsSpan(i * Pixels, Pixels));
                seen = resized;
            }

            Run(ModelRole.ImageEncoder, rows, new ScorerInput(Columns.Image, seen)).CopyTo(embeddings, start * D);
        });
        return embeddings;
    }

    float[] Run(ModelRole role, int rows, params ReadOnlySpan<ScorerInput> inputs)
    {
        s_rows.Add(rows, new("role", role.ToString()), new("folder", models.Folder));
        return models[role].Run(rows, inputs);
    }

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
}
