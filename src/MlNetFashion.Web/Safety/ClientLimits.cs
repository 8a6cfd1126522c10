using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;

namespace MlNetFashion.Web;

/// <summary>How much one client may ask.</summary>
static class ClientLimits
{
    // A page brings twenty pictures with it.
    const int PicturesPerRequest = 20;

    public static void Configure(RateLimiterOptions limits, ServeOptions options)
    {
        limits.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        limits.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(context =>
        {
            if (options.RequestsPerMinute == 0)
                return RateLimitPartition.GetNoLimiter("");
            string client = context.Connection.RemoteIpAddress?.ToString() ?? "";
            bool isPicture = IsPicture(context.Request.Path);
            int most = options.RequestsPerMinute * (isPicture ? PicturesPerRequest : 1);
            return RateLimitPartition.GetSlidingWindowLimiter($"{client} {isPicture}", _ => new SlidingWindowRateLimiterOptions
            {
                PermitLimit = most,
                Window = TimeSpan.FromMinutes(1),
                SegmentsPerWindow = 6,
                QueueLimit = 0,
            });
        });
        limits.OnRejected = (rejected, _) =>
        {
            rejected.HttpContext.Response.Headers.RetryAfter = "10";
            return ValueTask.CompletedTask;
        };
    }

    static bool IsPicture(PathString path) => path.Value is { } address && (address.EndsWith("/picture", StringComparison.Ordinal)
        || address.StartsWith("/drawn/", StringComparison.Ordinal) || address.StartsWith("/assets/", StringComparison.Ordinal));
}
