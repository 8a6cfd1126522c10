using MlNetFashion.Retrieval;

namespace MlNetFashion.Web;

/// <summary>The lanes of the shop: nobody who draws or uploads holds up those who search.</summary>
sealed class ShopWork : IDisposable
{
    // A picture takes a hundred times as long as a search.
    const int DrawnAtOnce = 1;

    // Each holds its file in memory.
    const int UploadsAtOnce = 8;

    // A page asks for two dozen at once, and those who wait hold nothing.
    const int PhotosWaiting = 1000;

    readonly ShopCatalogue _catalogue;

    public ShopWork(ShopCatalogue catalogue, ServeOptions options)
    {
        _catalogue = catalogue;
        int cores = Environment.ProcessorCount, decodedAtOnce = Math.Max(1, cores / 2);
        Search = new WorkLane("search", Math.Max(2, cores), options.Waiting);
        Drawing = new WorkLane("drawing", DrawnAtOnce, options.Waiting, new LaneThreads("drawing", DrawnAtOnce, yields: false));
        Uploads = new WorkLane("uploads", UploadsAtOnce, options.Waiting);
        Photos = new WorkLane("photos", decodedAtOnce, PhotosWaiting, new LaneThreads("photos", decodedAtOnce, yields: true));
        Decoding = new WorkLane("decoding", decodedAtOnce, options.Waiting, new LaneThreads("decoding", decodedAtOnce, yields: true));
    }

    /// <summary>Searches and everything that takes milliseconds.</summary>
    public WorkLane Search { get; }

    /// <summary>Drawn pictures.</summary>
    public WorkLane Drawing { get; }

    /// <summary>Uploads from their first byte to their pixels.</summary>
    public WorkLane Uploads { get; }

    /// <summary>Uploaded pictures that are decoded.</summary>
    public WorkLane Decoding { get; }

    /// <summary>Photos of the catalogue that are made as large as a page shows them.</summary>
    public WorkLane Photos { get; }

    IEnumerable<WorkLane> Lanes => [Search, Drawing, Uploads, Decoding, Photos];

    /// <summary>Asks the catalogue when a place is free.</summary>
    public Task<T> SearchAsync<T>(Func<FashionPipeline, EmbeddingIndex, T> work, CancellationToken cancellation) =>
        Search.RunAsync(() => _catalogue.Use(work), cancellation);

    /// <summary>Draws when a place is free.</summary>
    public Task<T> DrawAsync<T>(Func<FashionPipeline, T> work, CancellationToken cancellation) =>
        Drawing.RunAsync(() => work(_catalogue.Pipeline), cancellation);

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (WorkLane lane in Lanes)
            lane.Dispose();
    }
}
