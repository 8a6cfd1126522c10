using System.Text.Json;
using MlNetFashion.Tool;
using Spectre.Console;

namespace MlNetFashion.Tests;

/// <summary>What one command line gave.</summary>
/// <param name="Code">The exit code.</param>
/// <param name="Output">Standard output.</param>
/// <param name="Error">Standard error.</param>
sealed record ToolRun(int Code, string Output, string Error)
{
    /// <summary>Standard output as JSON lines; anything else there is an error.</summary>
    public JsonElement[] Json => [.. Lines(Output).Select(line => JsonDocument.Parse(line).RootElement)];

    /// <summary>Standard error, which has to be one line.</summary>
    public string ErrorLine => Lines(Error) is [string only] ? only
        : throw new AssertionException($"One line was expected on standard error, but it is:\n{Error}");

    /// <summary>Runs a command line in this process.</summary>
    public static ToolRun Of(params string[] args) => Of(CancellationToken.None, args);

    public static ToolRun Of(CancellationToken cancellation, params string[] args)
    {
        using StringWriter output = new(), error = new();
        var terminal = new Terminal(output, error, () => Plain(output), () => Plain(error));
        int code = Program.Run(args, terminal, cancellation);
        return new ToolRun(code, output.ToString(), error.ToString());
    }

    /// <summary>Fails the test unless the exit code is 0.</summary>
    public ToolRun Succeeded()
    {
        Assert.That(Code, Is.Zero, Error);
        return this;
    }

    static string[] Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    static IAnsiConsole Plain(TextWriter writer)
    {
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No,
            ColorSystem = ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(writer),
        });
        console.Profile.Width = 120;
        return console;
    }
}
