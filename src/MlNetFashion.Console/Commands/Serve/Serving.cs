using MlNetFashion.Storage;
using MlNetFashion.Web;

namespace MlNetFashion.Tool.Commands;

/// <summary>Serves until it is told to stop. Apart from the command line, so that other commands never load the web server.</summary>
static class Serving
{
    const string FeedbackName = "feedback.jsonl";

    /// <summary>Opens the shop, says where it is, and keeps it open.</summary>
    public static int Run(Terminal terminal, ServeRequest request, CancellationToken cancellation)
    {
        ServeOptions options = new ServeOptions
        {
            Index = request.Index,
            Photos = request.Photos,
            Port = request.Port,
            Open = request.Open,
            RequestsPerMinute = request.Rate,
            Telemetry = request.Telemetry is { } exporter ? Enum.Parse<TelemetryExporter>(exporter, ignoreCase: true) : TelemetryExporter.None,
            Feedback = request.Feedback ?? UsualFeedback(),
            Evaluation = request.Evaluation,
            Queries = request.Queries,
            Models = request.Models,
            Lexicon = request.Lexicon,
            Device = request.Device,
            Key = Environment.GetEnvironmentVariable(ServeOptions.KeyVariable) is { Length: > 0 } key ? key : null,
        };
        options = (request.Host is null ? options : options with { Host = request.Host }).Checked();
        using ShopCatalogue catalogue = ShopCatalogue.Open(options, pipeline => terminal.SampleIndex(pipeline).Open(cancellation));
        ServeAsync(terminal, options, catalogue, cancellation).GetAwaiter().GetResult();
        cancellation.ThrowIfCancellationRequested();
        return ExitCode.Done;
    }

    // Where nothing can be kept, there are no thumbs.
    static string? UsualFeedback()
    {
        try
        {
            return Path.Combine(UserCache.Writable(), FeedbackName);
        }
        catch (IOException)
        {
            return null;
        }
    }

    static async Task ServeAsync(Terminal terminal, ServeOptions options, ShopCatalogue catalogue, CancellationToken cancellation)
    {
        await using Shop shop = await Shop.OpenAsync(options, catalogue, cancellation);
        terminal.Output.WriteLine($"Open {shop.Address} in a browser. Ctrl+C ends.");
        if (options is { IsLocal: false, Key: null })
            terminal.Note("Everybody who reaches this computer can come in: there is no key.");
        await shop.WaitAsync(cancellation);
    }
}
