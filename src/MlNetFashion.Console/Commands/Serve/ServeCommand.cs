using System.CommandLine;
using MlNetFashion.Models;

namespace MlNetFashion.Tool.Commands;

/// <summary><c>fashion serve</c>: the command line; <see cref="Serving"/> does the work.</summary>
static class ServeCommand
{
    const int UsualPort = 5080, UsualRate = 600;

    public static Command Make(Terminal terminal)
    {
        Option<string?> index = SharedOptions.Path("--index", "DIR", "The index to search. [default: the sample catalogue, drawn and indexed on first use]");
        Option<string?> photos = SharedOptions.Path("--photos", "DIR",
            "The folder of the photos that were indexed, to show them large. [default: as small as the index keeps them]");
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
        Option<string?> feedback = SharedOptions.Path("--feedback", "FILE.jsonl",
            "Keep thumbs up and down in this file, as queries with their right items. [default: feedback.jsonl in the cache folder]");
        Option<string?> evaluation = SharedOptions.Path("--evaluation", "RUN.jsonl", "Show this evaluation; fashion evaluate --save makes one.");
        Option<string?> queries = SharedOptions.Path("--queries", "FILE.jsonl", "The queries of that evaluation, for their words.");
        Option<string?> models = SharedOptions.Models();
        Option<string?> lexicon = SharedOptions.Lexicon();
        Option<ExecutionProvider> device = SharedOptions.Device();
        return new ToolCommand("serve", "Open a shop: a page to search on in a browser, and an HTTP interface for programs, described at /api/openapi.json.",
            "serve",
            "serve --index my-index --port 8080",
            "serve --index my-index --photos photos",
            "serve --index my-index --feedback thumbs.jsonl",
            "serve --host 0.0.0.0 --index my-index")
        {
            index, photos, port, host, open, rate, feedback, evaluation, queries, telemetry, models, lexicon, device,
        }.Does((parsed, cancellation) => Serving.Run(terminal, new ServeRequest
        {
            Index = parsed.GetValue(index),
            Photos = parsed.GetValue(photos),
            Port = parsed.GetValue(port),
            Host = parsed.GetValue(host),
            Open = parsed.GetValue(open),
            Rate = parsed.GetValue(rate),
            Feedback = parsed.GetValue(feedback),
            Evaluation = parsed.GetValue(evaluation),
            Queries = parsed.GetValue(queries),
            Telemetry = parsed.GetValue(telemetry),
            Models = parsed.GetValue(models),
            Lexicon = parsed.GetValue(lexicon),
            Device = parsed.GetValue(device),
        }, cancellation));
    }
}
