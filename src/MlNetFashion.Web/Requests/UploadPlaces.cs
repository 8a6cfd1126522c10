using System.Threading.RateLimiting;

namespace MlNetFashion.Web;

/// <summary>How many large bodies are in memory at once: so many of all, and fewer of one client, so that who sends slowly keeps nobody else out.</summary>
sealed class UploadPlaces(ShopWork work, ServeOptions options) : IDisposable
{
    /// <summary>The largest body that waits for nobody, in bytes: a form without a photo.</summary>
    public const int Small = 64 * 1024;

    const int OfOneClient = 4;

    readonly PartitionedRateLimiter<string> _clients = PartitionedRateLimiter.Create<string, string>(client => RateLimitPartition.GetConcurrencyLimiter(client,
        _ => new ConcurrencyLimiterOptions { PermitLimit = OfOneClient, QueueLimit = options.Waiting, QueueProcessingOrder = QueueProcessingOrder.OldestFirst }));

    /// <summary>Waits for a place; the end of the request gives it back, if nobody does so before.</summary>
    /// <returns>The place; null where none is needed.</returns>
    /// <exception cref="BusyException">Too many wait already.</exception>
    public async Task<IDisposable?> TakeAsync(HttpRequest request)
    {
        HttpContext context = request.HttpContext;
        if (request.ContentLength <= Small)
            return null;
        // Where all come from one proxy, that one tells them apart.
        if (options.RequestsPerMinute > 0)
        {
            RateLimitLease own = await _clients.AcquireAsync(context.Connection.RemoteIpAddress?.ToString() ?? "", 1, context.RequestAborted);
            context.Response.RegisterForDispose(own);
            if (!own.IsAcquired)
                throw new BusyException("uploads of one client");
        }

        LanePlace place = await work.Uploads.EnterAsync(context.RequestAborted);
        context.Response.RegisterForDispose(place);
        return place;
    }

    /// <inheritdoc/>
    public void Dispose() => _clients.Dispose();
}
