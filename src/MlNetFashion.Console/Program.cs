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
        CommandRunner.Run(Table(args, terminal), args, terminal, cancellation);

    /// <summary>All commands.</summary>
    public static RootCommand Table(Terminal terminal) => Table([], terminal);

    // Making all of them takes a tenth of a second, so one that is named is made alone.
    static RootCommand Table(string[] args, Terminal terminal)
    {
        var root = new RootCommand("Multimodal fashion search: say or show what you want, see what was understood, get the nearest items.");
        bool isNamed = args is [var name, ..] && Commands.Any(command => command.Name == name);
        foreach ((string Name, Func<Terminal, Command> Make) command in Commands.Where(command => !isNamed || command.Name == args[0]))
            root.Add(command.Make(terminal));
        return root;
    }

    /// <summary>What each command is called and how it is made.</summary>
    public static (string Name, Func<Terminal, Command> Make)[] Commands =>
    [
        ("search", SearchCommand.Make),
        ("chat", ChatCommand.Make),
        ("serve", ServeCommand.Make),
        ("complete", CompleteCommand.Make),
        ("generate", GenerateCommand.Make),
        ("index", IndexCommand.Make),
        ("embed", EmbedCommand.Make),
        ("job", JobCommand.Make),
        (WorkerCommand.Name, WorkerCommand.Make),
        ("facets", FacetsCommand.Make),
        ("publish", PublishCommand.Make),
        ("queries", QueriesCommand.Make),
        ("evaluate", EvaluateCommand.Make),
        ("compare", CompareCommand.Make),
        ("tune", TuneCommand.Make),
        ("train", TrainCommand.Make),
        ("export", ExportCommand.Make),
        ("measure", MeasureCommand.Make),
        ("import", ImportCommand.Make),
        ("quantize", QuantizeCommand.Make),
        ("info", InfoCommand.Make),
        ("understand", UnderstandCommand.Make),
        ("tokenize", TokenizeCommand.Make),
        ("vocabulary", VocabularyCommand.Make),
        ("data", DataCommand.Make),
        ("completion", CompletionCommand.Make),
    ];
}
