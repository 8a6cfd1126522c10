using System.CommandLine;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Hosting;
using MlNetFashion.Batch;
using MlNetFashion.Models;

namespace MlNetFashion.Tool.Commands;

/// <summary><c>fashion worker</c>: runs jobs by the clock until it is stopped.</summary>
static class WorkerCommand
{
    public const string Name = "worker";

    public static Command Make(Terminal terminal)
    {
        Argument<string[]> files = SharedOptions.Words("JOB", "Job files, such as catalogue.json; docs/jobs.md says what they may hold.", least: 1);
        var address = new Option<string>("--address")
        {
            Description = "Where /health, /metrics and /status are answered.",
            HelpName = "URL",
            DefaultValueFactory = _ => new WorkerOptions().Address!,
        };
        Option<int> threads = SharedOptions.Number("--threads", 0, 0, "Batches that are embedded at once; 0 for as many as there are cores.");
        Option<ExecutionProvider> device = SharedOptions.Device();
        var json = new Option<bool>("--json-logs") { Description = "Write logs as lines of JSON." };
        var command = new ToolCommand(Name, "Run jobs by their schedules, and take part in those of other machines, until stopped. Stopping "
            + "hands back what is under way.",
            "worker catalogue.json", "worker catalogue.json --address http://0.0.0.0:8090 --json-logs")
        {
            files, address, threads, device, json,
        };
        return command.Does((parsed, cancellation) =>
        {
            string where = parsed.GetValue(address)!;
            if (!Uri.TryCreate(where, UriKind.Absolute, out Uri? url) || url.Scheme != "http")
                throw new ArgumentException($"--address is a URL such as http://127.0.0.1:8090, but \"{where}\" was given.");
            JobFile[] jobs = [.. parsed.GetValue(files)!.Select(JobFile.Load)];
            using WebApplication worker = WorkerHost.Build(jobs, new WorkerOptions
            {
                Address = where,
                Threads = parsed.GetValue(threads),
                Device = parsed.GetValue(device),
                JsonLogs = parsed.GetValue(json),
            });
            foreach (JobFile job in jobs.Where(job => job.Schedule is null))
                terminal.Note($"{job.Name} has no schedule, so nothing begins it here; runs that others begin are worked on.");
            terminal.Note($"Working on {string.Join(", ", jobs.Select(job => job.Name))}; health, metrics and status at {where}. Ctrl+C stops.");
            worker.RunAsync(cancellation).GetAwaiter().GetResult();
            return ExitCode.Done;
        });
    }
}
