using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;

namespace MlNetFashion.Tool;

/// <summary>From a command line to an exit code: the one place where exceptions end.</summary>
static class CommandRunner
{
    /// <summary>Parses, runs, and turns whatever goes wrong into one red line and a code.</summary>
    public static int Run(RootCommand root, string[] args, Terminal terminal, CancellationToken cancellation)
    {
        foreach (HelpOption help in root.Options.OfType<HelpOption>())
            help.Action = new HelpWithExamples((SynchronousCommandLineAction)help.Action!);
        try
        {
            ParseResult parsed = Parse(root, args);
            if (Fault(parsed) is { } fault)
            {
                terminal.Fail(fault);
                return ExitCode.NotUnderstood;
            }

            var surroundings = new InvocationConfiguration
            {
                Output = terminal.Output,
                Error = terminal.Error,
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = null,
            };
            return parsed.InvokeAsync(surroundings, cancellation).GetAwaiter().GetResult();
        }
        catch (Exception exception)
        {
            return ErrorEdge.Report(exception, terminal);
        }
    }

    /// <summary>Reads a command line; without a word it asks for help.</summary>
    public static ParseResult Parse(RootCommand root, string[] args) =>
        // A query may begin with @, which would otherwise be read as the name of a file of arguments.
        root.Parse(args.Length == 0 ? ["--help"] : args, new ParserConfiguration { ResponseFileTokenReplacer = null });

    /// <summary>What is wrong with a command line, in a line; null where it is understood.</summary>
    public static string? Fault(ParseResult parsed)
    {
        string? mistyped = Mistyped(parsed) is { } option ? $"There is no option {option}" : null;
        return mistyped is not null || parsed.Action is ParseErrorAction ? NotUnderstood(parsed, mistyped) : null;
    }

    // A mistyped option would become one of a text's words; what comes after "--" is meant as it is.
    static string? Mistyped(ParseResult parsed)
    {
        if (parsed.UnmatchedTokens.FirstOrDefault(IsOption) is { } unmatched)
            return unmatched;
        HashSet<string> words = [.. parsed.CommandResult.Children.OfType<ArgumentResult>().Where(result => result.Argument is Argument<string[]>)
            .SelectMany(result => result.Tokens).Select(token => token.Value)];
        return parsed.Tokens.TakeWhile(token => token.Type != TokenType.DoubleDash).Where(token => token.Type == TokenType.Argument)
            .Select(token => token.Value).FirstOrDefault(word => IsOption(word) && words.Contains(word));

        static bool IsOption(string word) => word.StartsWith("--", StringComparison.Ordinal);
    }

    static string NotUnderstood(ParseResult parsed, string? mistyped)
    {
        Command command = parsed.CommandResult.Command;
        if (command.Subcommands.Count > 0 && command.Action is null)
        {
            string words = string.Join(", ", command.Subcommands.Select(known => known.Name));
            return parsed.UnmatchedTokens is [string unknown, ..]
                ? $"There is no command \"{unknown}\". There are: {words}."
                : $"A command is missing. There are: {words}.";
        }

        string path = string.Join(' ', command.Parents.OfType<Command>().Where(parent => parent is not RootCommand).Select(parent => parent.Name)
            .Append(command.Name));
        string message = mistyped
            ?? string.Join(' ', parsed.Errors[0]
                .Message.Split((char[])['\n', '\r', '\t'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        return $"{message.TrimEnd('.')}. See fashion {path} --help.";
    }
}
