using System.CommandLine;
using System.Diagnostics;
using MlNetFashion.Retrieval;

namespace MlNetFashion.Tool.Commands;

/// <summary><c>fashion index graph</c>: graphs of neighbours, by which an index of millions is searched approximately.</summary>
static class IndexGraphCommand
{
    public static Command Make(Terminal terminal)
    {
        Option<string?> folder = SharedOptions.Path("--index", "DIR", "The index.", required: true);
        Option<int> degree = SharedOptions.Number("--degree", new GraphOptions().Degree, 2, "Neighbours that an item is linked to, 64 at most.");
        Option<int> effort = SharedOptions.Number("--effort", new GraphOptions().Effort, 1, "Items that are looked at to find an item's neighbours.");
        Option<int> threads = SharedOptions.Number("--threads", 0, 0,
            "Threads; with 1 the same items and seed give the same graph. 0 for as many as there are cores.");
        Option<int> seed = SharedOptions.Seed();
        return new ToolCommand("graph",
            "Link near items of an index, so that programs can search millions of them approximately (EmbeddingIndex.SearchNear). Segments that have a graph keep it.",
            "index graph --index my-index")
        {
            folder, degree, effort, threads, seed,
        }.Does((parsed, cancellation) =>
        {
            long started = Stopwatch.GetTimestamp();
            var options = new GraphOptions
            {
                Degree = parsed.GetValue(degree),
                Effort = parsed.GetValue(effort),
                Threads = parsed.GetValue(threads),
                Seed = parsed.GetValue(seed),
            };
            int built = terminal.Work("Linking", null, meter => IndexWriter.BuildGraphs(parsed.GetValue(folder)!, options,
                new DirectProgress<long>(rows => meter.Report(rows, $"{rows:N0} items")), cancellation));
            terminal.Output.WriteLine(built == 0
                ? $"There is nothing to link: every segment of {options.LeastRows:N0} items or more has its graph, and smaller ones need none."
                : $"{built:N0} {(built == 1 ? "segment" : "segments")} linked in {Stopwatch.GetElapsedTime(started).TotalSeconds:N1} s");
            return ExitCode.Done;
        });
    }
}
