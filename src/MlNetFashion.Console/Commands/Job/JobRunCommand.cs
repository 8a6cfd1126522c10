using System.CommandLine;
using System.Globalization;
using MlNetFashion.Batch;
using MlNetFashion.Models;
using MlNetFashion.Storage;

namespace MlNetFashion.Tool.Commands;

/// <summary><c>fashion job run</c>: one run from its plan to the published index.</summary>
static class JobRunCommand
{
    public static Command Make(Terminal terminal)
    {
        Argument<string> file = JobCommand.File();
        var at = new Option<DateTimeOffset?>("--at")
        {
            Description = "The time that the run is of, such as 2026-11-30T03:00Z. A run of a time is done once, however often it is started. [default: now]",
            HelpName = "TIME",
            CustomParser = result =>
            {
                string given = result.Tokens[0].Value;
                if (DateTimeOffset.TryParse(given, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset time))
                    return time;
                result.AddError($"--at is a time such as 2026-11-30T03:00Z, but \"{given}\" was given");
                return null;
            },
        };
        var contents = new Option<bool>("--check-contents")
        {
            Description = "Read all photos even where no file has another size or time than at the last run.",
        };
        Option<int> threads = SharedOptions.Number("--threads", 0, 0, "Batches that are embedded at once; 0 for as many as there are cores.");
        Option<ExecutionProvider> device = SharedOptions.Device();
        Option<bool> json = SharedOptions.Json();
        var command = new ToolCommand("run", "Embed what is new or changed in a catalogue and publish its index. "
            + "Exit code 0: the index is up to date; 1: it is not, and the index before stays; 75: another process is running the job.",
            "job run catalogue.json", "job run catalogue.json --at 2026-11-30T03:00Z --json")
        {
            file, at, contents, threads, device, json,
        };
        return command.Does((parsed, cancellation) =>
        {
            JobFile job = JobFile.Load(parsed.GetValue(file)!);
            FileDoor.MakeFolder(job.Work);
            using FolderLock? alone = job.Database is null ? TryLock(job) : null;
            if (job.Database is null && alone is null)
            {
                terminal.Fail($"Another process is running the job \"{job.Name}\" ({Path.Combine(job.Work, JobRun.LockName)} is locked). Wait for it to end.");
                return ExitCode.Busy;
            }

            using FashionPipeline pipeline = FashionPipeline.Load(job.Models, SharedOptions.Running(parsed.GetValue(device)));
            using JobStore store = JobStore.Open(job);
            var log = new TerminalLog(terminal);
            RunReport report = terminal.Work("Running", null, meter =>
            {
                var worker = new StepWorker(job, store, JobModels.Of(pipeline, job, parsed.GetValue(threads)), log)
                {
                    ChecksContents = parsed.GetValue(contents),
                    Progress = (step, done) => meter.Report(done, $"{step.Kind} {step.Number}, {done:N0} photos"),
                };
                return new JobRun(job, store, worker, log).Do(parsed.GetValue(at), cancellation);
            });
            ReportText.Write(terminal, report, parsed.GetValue(json));
            return report.IsGood ? ExitCode.Done : ExitCode.Failed;
        });
    }

    static FolderLock? TryLock(JobFile job)
    {
        try
        {
            return new FolderLock(job.Work, JobRun.LockName, "running the job");
        }
        catch (IOException) when (File.Exists(Path.Combine(job.Work, JobRun.LockName)))
        {
            return null;
        }
    }
}
