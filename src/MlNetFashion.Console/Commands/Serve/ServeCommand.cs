using System.CommandLine;

namespace MlNetFashion.Tool.Commands;

/// <summary><c>fashion serve</c>: the command line; <see cref="Serving"/> does the work.</summary>
static class ServeCommand
{
    const int UsualPort = 5080, UsualRate = 600;

    public static Command Make(Terminal terminal)
    {
        Option<string?> index = SharedOptions.Path("--index", "DIR", "The index to search. [default: the sample catalogue, drawn and indexed on first use]");
        Option<int> port = SharedOptions.Number("--port", UsualPort, 0, "Where it listens; 0 for a port that is free.");
        var host = new Option<string?>("--host")
        {
            Description = "The name or address to listen on; 0.0.0.0 for all of this computer's, so that others can come in. [default: this computer alone]",
            HelpName = "HOST",
        };
        var open = new Option<bool>("--open")
        {
            Description = "Let others come in without a key. The key is what the environment variable FASHION_KEY holds.",
        };
        Option<int> rate = SharedOptions.Number("--rate", UsualRate, 0, "Requests a minute that one client may make; 0 for any number.");
        Option<string?> telemetry = new("--telemetry")
        {
            Description = "Where metrics and traces of OpenTelemetry go: console, or otlp, to the collector of OTEL_EXPORTER_OTLP_ENDPOINT. [default: nowhere]",
            HelpName = "console|otlp",
        };
        telemetry.AcceptOnlyFromAmong("console", "otlp");
        Option<string?> models = SharedOptions.Models();
        Option<string?> lexicon = SharedOptions.Lexicon();
        return new ToolCommand("serve", "Open a shop: a page to search on in a browser, and an HTTP interface for programs, described at /api/openapi.json.",
            "serve",
            "serve --index my-index --port 8080",
            "serve --host 0.0.0.0 --index my-index")
        {
            index, port, host, open, rate, telemetry, models, lexicon,
        }.Does((parsed, cancellation) => Serving.Run(terminal, new Serving.Request(parsed.GetValue(index), parsed.GetValue(port), parsed.GetValue(host),
            parsed.GetValue(open), parsed.GetValue(rate), parsed.GetValue(telemetry), parsed.GetValue(models), parsed.GetValue(lexicon)), cancellation));
    }
}
