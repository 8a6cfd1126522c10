using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;

namespace MlNetFashion.Tests.Telemetry;

/// <summary>A collector of OpenTelemetry on this computer, which keeps what it is sent: by HTTP, or by gRPC.</summary>
sealed class Collector : IAsyncDisposable
{
    readonly WebApplication _app;
    readonly ConcurrentQueue<(string Path, byte[] Body)> _received = new();

    Collector(bool isGrpc)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(server => server.Listen(System.Net.IPAddress.Loopback, 0,
            listen => listen.Protocols = isGrpc ? HttpProtocols.Http2 : HttpProtocols.Http1));
        _app = builder.Build();
        _app.Run(TakeAsync);
    }

    /// <summary>Where it is.</summary>
    public string Address => _app.Urls.First();

    /// <summary>The addresses that something was sent to.</summary>
    public IEnumerable<string> Paths => _received.Select(received => received.Path).Distinct();

    /// <summary>Begins to listen.</summary>
    public static async Task<Collector> StartAsync(bool isGrpc)
    {
        var collector = new Collector(isGrpc);
        await collector._app.StartAsync();
        return collector;
    }

    /// <summary>All that was sent to an address, its texts as they stand in the messages.</summary>
    public string Sent(string path) => string.Join('\n', _received.Where(received => received.Path.EndsWith(path, StringComparison.Ordinal))
        .Select(received => Encoding.UTF8.GetString(received.Body)));

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _app.DisposeAsync();

    async Task TakeAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        _received.Enqueue((context.Request.Path, body.ToArray()));
        context.Response.ContentType = context.Request.ContentType;
        // An empty message says that all was taken; of gRPC it has five bytes before it, and a status behind it.
        if (context.Request.ContentType == "application/grpc")
        {
            await context.Response.Body.WriteAsync(new byte[5]);
            context.Response.AppendTrailer("grpc-status", "0");
        }
    }
}
