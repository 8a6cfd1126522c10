using System.CommandLine;
using MlNetFashion.Tool;
using MlNetFashion.Tool.Commands;

/// <summary>The tool <c>fashion</c>: a table of contents, one file a command.</summary>
static class Program
{
    static int Main(string[] args)
    {
        RuntimeTelemetry.TurnOff();
        Terminal terminal = Terminal.OfProcess();
        try
        {
            using var interruption = new Interruption(() => ProcessEnd.AtOnce(ErrorEdge.Report(new OperationCanceledException(), terminal)),
                args is [WorkerCommand.Name, ..] ? Interruption.PatienceWithWorkers : Interruption.Patience);
            return Run(args, terminal, interruption.Token);
        }
        catch (Exception exception)
        {
            // The system does not let the process hear signals, for lack of memory.
            return ErrorEdge.Report(exception, terminal);
        }
    }

    /// <summary>Runs one command line as the process would, writing to <paramref name="terminal"/>.</summary>
    public static int Run(string[] args, Terminal terminal, CancellationToken cancellation = default) =>
        CommandRunner.Run(Table(terminal), args, terminal, cancellation);

    /// <summary>All commands.</summary>
    public static RootCommand Table(Terminal terminal) =>
        new("Multimodal fashion search: say or show what you want, see what was understood, get the nearest items.")
        {
            SearchCommand.Make(terminal),
            ChatCommand.Make(terminal),
            ServeCommand.Make(terminal),
            CompleteCommand.Make(terminal),
            GenerateCommand.Make(terminal),
            IndexCommand.Make(terminal),
            EmbedCommand.Make(terminal),
            JobCommand.Make(terminal),
            WorkerCommand.Make(terminal),
            FacetsCommand.Make(terminal),
            PublishCommand.Make(terminal),
            QueriesCommand.Make(terminal),
            EvaluateCommand.Make(terminal),
            CompareCommand.Make(terminal),
            TuneCommand.Make(terminal),
            TrainCommand.Make(terminal),
            ExportCommand.Make(terminal),
            MeasureCommand.Make(terminal),
            ImportCommand.Make(terminal),
            QuantizeCommand.Make(terminal),
            InfoCommand.Make(terminal),
            UnderstandCommand.Make(terminal),
            TokenizeCommand.Make(terminal),
            VocabularyCommand.Make(terminal),
            DataCommand.Make(terminal),
            CompletionCommand.Make(terminal),
        };
}
