using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace MlNetFashion.Tests.Photos;

/// <summary>A server of photos on this machine that is as good or as bad as a path says.</summary>
sealed class PhotoServer : IDisposable
{
    readonly WebApplication _app;
    int _asked, _unchanged;

    public PhotoServer()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.Run(Answer);
        _app.StartAsync().Wait();
    }

    /// <summary>Its address, without a slash at its end.</summary>
    public string Address => _app.Urls.Single();

    /// <summary>The photos by path: "/1.png".</summary>
    public Dictionary<string, byte[]> Photos { get; } = [];

    /// <summary>Requests since this was last asked.</summary>
    public int Asked => Interlocked.Exchange(ref _asked, 0);

    /// <summary>Answers "not modified" since this was last asked.</summary>
    public int Unchanged => Interlocked.Exchange(ref _unchanged, 0);

    public void Dispose() => _app.DisposeAsync().AsTask().Wait();

    async Task Answer(HttpContext context)
    {
        int asked = Interlocked.Increment(ref _asked);
        HttpResponse response = context.Response;
        switch (context.Request.Path.Value)
        {
            case "/slow":
                await Task.Delay(TimeSpan.FromSeconds(30), context.RequestAborted);
                break;
            case "/page":
                response.ContentType = "image/jpeg";
                await response.WriteAsync("<html>Sold out</html>");
                break;
            case "/missing":
                response.StatusCode = 404;
                break;
            case "/busy" when asked <= 2:
                response.StatusCode = 503;
                response.Headers.RetryAfter = "0";
                break;
            case "/busy":
                await response.Body.WriteAsync(Photos["/1.png"]);
                break;
            case "/cut":
                response.ContentLength = 10_000;
                await response.Body.WriteAsync(Photos["/1.png"].AsMemory(0, 100));
                await response.Body.FlushAsync();
                context.Features.Get<IHttpRequestLifetimeFeature>()!.Abort();
                break;
            case "/large":
                for (int i = 0; i < 1000 && !context.RequestAborted.IsCancellationRequested; i++)
                    await response.Body.WriteAsync(new byte[100_000]);
                break;
            case "/circle":
                response.Redirect("/circle");
                break;
            case "/away":
                response.Redirect("file:///etc/passwd");
                break;
            case "/moved":
                response.Redirect("/1.png");
                break;
            case { } path when Photos.TryGetValue(path, out byte[]? photo):
                string etag = $"\"{Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(photo).AsSpan(0, 8))}\"";
                response.Headers.ETag = etag;
                if (context.Request.Headers.IfNoneMatch == etag)
                {
                    Interlocked.Increment(ref _unchanged);
                    response.StatusCode = 304;
                    break;
                }

                // What a photo is called says little.
                response.ContentType = "application/octet-stream";
                await response.Body.WriteAsync(photo);
                break;
            default:
                response.StatusCode = 404;
                break;
        }
    }
}
