using MlNetFashion.Retrieval;

namespace MlNetFashion.Web;

/// <summary>The lanes of the shop: nobody who draws or uploads holds up those who search.</summary>
sealed class ShopWork : IDisposable
{
    // A picture takes a hundred times as long as a search, and uses all cores itself.
    const int DrawnAtOnce = 1;

    // Each holds its file in memory.
    const int UploadsAtOnce = 8;

    readonly ShopCatalogue _catalogue;

    public ShopWork(ShopCatalogue catalogue, ServeOptions options)
    {
        _catalogue = catalogue;
        int cores = Environment.ProcessorCount;
        Search = new WorkLane("search", Math.Max(2, cores), options.Waiting);
        Drawing = new WorkLane("drawing", DrawnAtOnce, options.Waiting);
        Uploads = new WorkLane("uploads", UploadsAtOnce, options.Waiting);
        Decoding = new WorkLane("decoding", Math.Max(1, cores / 2), options.Waiting);
    }

    /// <summary>Searches and everything that takes milliseconds.</summary>
    public WorkLane Search { get; }

    /// <summary>Drawn pictures.</summary>
    public WorkLane Drawing { get; }

    /// <summary>Uploads that are being received.</summary>
    public WorkLane Uploads { get; }

    /// <summary>Uploaded pictures that are decoded.</summary>
    public WorkLane Decoding { get; }

    /// <summary>All of them, with their names.</summary>
    public IEnumerable<(string Name, WorkLane Lane)> Lanes => [("search", Search), ("drawing", Drawing), ("uploads", Uploads), ("decoding", Decoding)];

    /// <summary>Asks the catalogue when a place is free.</summary>
    public Task<T> SearchAsync<T>(Func<FashionPipeline, EmbeddingIndex, T> work, CancellationToken cancellation) =>
        Search.RunAsync(() => _catalogue.Use(work), cancellation);

    /// <summary>Draws when a place is free.</summary>
    public Task<T> DrawAsync<T>(Func<FashionPipeline, T> work, CancellationToken cancellation) =>
        Drawing.RunAsync(() => work(_catalogue.Pipeline), cancellation);

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach ((_, WorkLane lane) in Lanes)
            lane.Dispose();
    }
}
