using System.Diagnostics;

namespace MlNetFashion.Tests.Commands;

/// <summary>Tab in a shell: what the tool proposes, and that bash, as the printed script teaches it, shows that.</summary>
public sealed class CompletionTests
{
    [TestCase("fashion sea", "search")]
    [TestCase("fashion search --dev", "--device")]
    [TestCase("fashion search red --device ", "auto cpu cuda")]
    [TestCase("fashion search --by wo", "words")]
    [TestCase("fashion completion po", "powershell")]
    public void The_tool_proposes_commands_options_and_their_values(string line, string expected)
    {
        string[] proposed = ToolRun.Of($"[suggest:{line.Length}]", line).Succeeded().Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.That(proposed, Is.EquivalentTo(expected.Split(' ')));
    }

    [Test]
    [Platform("Linux")]
    public void Bash_completes_with_the_script()
    {
        using TemporaryFolder folder = new();
        File.WriteAllText(folder["fashion.bash"], ToolRun.Of("completion", "bash").Succeeded().Output);
        Assert.That(Complete("fashion", "search", "--device", "c"), Is.EqualTo(["cpu", "cuda"]));
        Assert.That(Complete("fashion", "search", "--index", "/no/such"), Is.Empty, "bash goes on with the names of files");

        string[] Complete(params string[] words)
        {
            string line = string.Join(' ', words);
            string program = $"PATH={AppContext.BaseDirectory}:$PATH; source {folder["fashion.bash"]}; COMP_LINE='{line}' COMP_POINT={line.Length} "
                + $"COMP_CWORD={words.Length - 1} COMP_WORDS=({string.Join(' ', words)}); _fashion; printf '%s\\n' \"${{COMPREPLY[@]}}\"";
            using Process bash = Process.Start(new ProcessStartInfo("bash", ["-c", program]) { RedirectStandardOutput = true })!;
            string output = bash.StandardOutput.ReadToEnd();
            bash.WaitForExit();
            return [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal)];
        }
    }

    [TestCase("zsh", "compdef _fashion fashion")]
    [TestCase("powershell", "Register-ArgumentCompleter -Native -CommandName fashion")]
    public void The_scripts_of_other_shells_register_the_tool(string shell, string registration) =>
        Assert.That(ToolRun.Of("completion", shell).Succeeded().Output, Does.Contain(registration).And.Contain("[suggest:"));
}
