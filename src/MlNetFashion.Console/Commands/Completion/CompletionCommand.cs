using System.CommandLine;

namespace MlNetFashion.Tool.Commands;

/// <summary><c>fashion completion</c>: what teaches a shell to complete fashion's commands and options.</summary>
static class CompletionCommand
{
    public static Command Make(Terminal terminal)
    {
        Argument<string> shell = new("SHELL") { Description = "bash, zsh or powershell." };
        shell.AcceptOnlyFromAmong("bash", "zsh", "powershell");
        return new ToolCommand("completion", "Print a script with which a shell completes fashion's commands, options and their values (Tab).",
            "completion bash >> ~/.bashrc",
            "completion zsh >> ~/.zshrc",
            "completion powershell >> $PROFILE")
        {
            shell,
        }.Does((parsed, _) =>
        {
            terminal.Output.Write(Script(parsed.GetValue(shell)!));
            return ExitCode.Done;
        });
    }

    static string Script(string shell)
    {
        string name = $"fashion.{(shell == "powershell" ? "ps1" : shell)}";
        using Stream script = typeof(CompletionCommand).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The tool was built without {name}.");
        return new StreamReader(script).ReadToEnd();
    }
}
