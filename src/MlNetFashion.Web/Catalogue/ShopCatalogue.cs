using MlNetFashion.Images;
using MlNetFashion.Models;
using MlNetFashion.Retrieval;

namespace MlNetFashion.Web;

/// <summary>The pipeline and the index that are served. Another index can take the first one's place while both answer.</summary>
sealed class ShopCatalogue : IDisposable
{
    ServedIndex _served;

    /// <summary>Serves an index; pipeline and index are closed with this.</summary>
    public ShopCatalogue(FashionPipeline pipeline, EmbeddingIndex index, string? folder = null)
    {
        Pipeline = pipeline;
        Folder = folder;
        _served = new ServedIndex(Fitting(index));
    }

    /// <summary>Understands, searches, draws.</summary>
    public FashionPipeline Pipeline { get; }

    /// <summary>Where the index came from; null for the sample catalogue.</summary>
    public string? Folder { get; }

    /// <summary>Opens what is to be served.</summary>
    /// <param name="options">Which index and models.</param>
    /// <param name="sample">Opens the sample catalogue; null to draw it unseen.</param>
    /// <inheritdoc cref="FashionPipeline.Load" path="/exception"/>
    /// <inheritdoc cref="EmbeddingIndex.Open" path="/exception"/>
    public static ShopCatalogue Open(ServeOptions options, Func<FashionPipeline, EmbeddingIndex>? sample = null)
    {
        FashionPipeline pipeline = FashionPipeline.Load(options.Models, new OnnxScorerOptions { Provider = options.Device },
            options.Lexicon is { } lexicon ? Understanding.FashionLexicon.Load(lexicon) : null);
        try
        {
            EmbeddingIndex index = options.Index is { } folder ? EmbeddingIndex.Open(folder)
                : sample?.Invoke(pipeline) ?? new SampleIndex(pipeline).Open(CancellationToken.None);
            return new ShopCatalogue(pipeline, index, options.Index);
        }
        catch
        {
            pipeline.Dispose();
            throw;
        }
    }

    /// <summary>Works with the index that is served now; it stays open until the work is done.</summary>
    public T Use<T>(Func<FashionPipeline, EmbeddingIndex, T> work)
    {
        ServedIndex served = Take();
        try
        {
            return work(Pipeline, served.Index);
        }
        finally
        {
            served.Release();
        }
    }

    /// <summary>Works with the index that is served now, waiting for others meanwhile; it stays open until the work is done.</summary>
    public async Task<T> UseAsync<T>(Func<EmbeddingIndex, Task<T>> work)
    {
        ServedIndex served = Take();
        try
        {
            return await work(served.Index);
        }
        finally
        {
            served.Release();
        }
    }

    /// <summary>Serves another index from now on. The one before is closed when nobody works with it any more.</summary>
    /// <exception cref="IndexMismatchException">Another image encoder made it.</exception>
    public void Replace(EmbeddingIndex index)
    {
        var next = new ServedIndex(Fitting(index));
        Interlocked.Exchange(ref _served, next).Release();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _served.Release();
        Pipeline.Dispose();
    }

    ServedIndex Take()
    {
        ServedIndex served;
        do
            served = Volatile.Read(ref _served);
        while (!served.TryTake());
        return served;
    }

    EmbeddingIndex Fitting(EmbeddingIndex index)
    {
        try
        {
            index.RequireMadeBy(Pipeline.Models.Sha256(ModelRole.ImageEncoder), ImagePreprocessing.Version);
            return index;
        }
        catch
        {
            index.Dispose();
            throw;
        }
    }
}
