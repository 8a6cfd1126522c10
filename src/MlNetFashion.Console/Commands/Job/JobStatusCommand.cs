using System.CommandLine;
using MlNetFashion.Batch;

namespace MlNetFashion.Tool.Commands;

/// <summary><c>fashion job status</c>: how far a run is, and how those before it ended.</summary>
static class JobStatusCommand
{
    public static Command Make(Terminal terminal)
    {
        Argument<string> file = JobCommand.File();
        Option<int> runs = SharedOptions.Number("--runs", 1, 1, "How many runs are shown, the last first.");
        Option<bool> json = SharedOptions.Json();
        var command = new ToolCommand("status", "Show how far a job is: progress, speed, time left, failures by reason. "
            + "Exit code 0: the last run went well or is under way; 1: it did not, or there is none.",
            "job status catalogue.json", "job status catalogue.json --runs 7 --json")
        {
            file, runs, json,
        };
        return command.Does((parsed, _) =>
        {
            JobFile job = JobFile.Load(parsed.GetValue(file)!);
            if (job.Database is null && !Directory.Exists(job.Work))
                throw new InvalidDataException($"The job \"{job.Name}\" was never run. Run it: fashion job run {parsed.GetValue(file)}");
            using JobStore store = JobStore.Open(job);
            IReadOnlyList<RunReport> reports = store.Reports(job.Name, parsed.GetValue(runs));
            if (reports.Count == 0)
                throw new InvalidDataException($"The job \"{job.Name}\" was never run. Run it: fashion job run {parsed.GetValue(file)}");
            foreach (RunReport report in reports)
                ReportText.Write(terminal, report, parsed.GetValue(json));
            return reports[0].IsGood || reports[0].State == "working" ? ExitCode.Done : ExitCode.Failed;
        });
    }
}
