using System.CommandLine;

namespace MlNetFashion.Tool.Commands;

/// <summary><c>fashion job</c>: catalogues that are embedded again and again, by themselves.</summary>
static class JobCommand
{
    public static Command Make(Terminal terminal) => new("job", "Keep the index of a catalogue up to date: only what is new or changed is embedded.")
    {
        JobRunCommand.Make(terminal), JobStatusCommand.Make(terminal),
    };

    /// <summary>The argument that names a job file.</summary>
    public static Argument<string> File() => new("JOB") { Description = "The job file, such as catalogue.json; docs/jobs.md says what it may hold." };
}
