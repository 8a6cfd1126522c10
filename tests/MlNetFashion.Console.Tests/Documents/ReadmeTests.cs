using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using MlNetFashion.Images;

namespace MlNetFashion.Tests.Documents;

[NonParallelizable]
public sealed class ReadmeTests
{
    static readonly string s_readme = File.ReadAllText(Path.Combine(Repository.Root, "README.md"));

    // What a project has with ImplicitUsings.
    const string Usings = "global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq;";

    [Test]
    public void Its_program_compiles_and_finds_ten_items() => Repository.InCopy("", () =>
    {
        string code = Regex.Match(s_readme, "```csharp\n(.*?)```", RegexOptions.Singleline).Groups[1].Value;
        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(path => MetadataReference.CreateFromFile(path));
        CSharpCompilation program = CSharpCompilation.Create("readme", [CSharpSyntaxTree.ParseText(Usings), CSharpSyntaxTree.ParseText(code)], references,
            new CSharpCompilationOptions(OutputKind.ConsoleApplication, nullableContextOptions: NullableContextOptions.Enable));
        using var bytes = new MemoryStream();
        Assert.That(program.Emit(bytes).Diagnostics.Where(found => found.Severity >= DiagnosticSeverity.Warning), Is.Empty);

        TextWriter before = Console.Out;
        using var output = new StringWriter();
        Console.SetOut(output);
        try
        {
            Assembly.Load(bytes.ToArray()).EntryPoint!.Invoke(null, [Array.Empty<string>()]);
        }
        finally
        {
            Console.SetOut(before);
        }

        Assert.That(output.ToString().Trim().Split('\n'), Has.Length.EqualTo(10));
        Assert.That(RgbImage.Load("understood.png").Width, Is.EqualTo(Columns.ImageSize));
    });

    [Test]
    public void It_names_every_command_and_only_files_that_exist()
    {
        string help = ToolRun.Of("--help").Output;
        foreach (Match command in Regex.Matches(help[help.IndexOf("Commands:", StringComparison.Ordinal)..], "^  ([a-z]+) ", RegexOptions.Multiline))
            Assert.That(s_readme, Does.Contain($"`{command.Groups[1].Value}").Or.Contain($"fashion {command.Groups[1].Value}"), command.Groups[1].Value);
        foreach (Match file in Regex.Matches(s_readme, @"(?:\]\(|`)((?:docs|src|notebooks|\.ci)/[^)`]*)"))
            Assert.That(Path.Exists(Path.Combine(Repository.Root, file.Groups[1].Value)), Is.True, file.Value);
    }

    [Test]
    public void Its_command_lines_are_understood()
    {
        string[] lines = [.. Regex.Matches(s_readme, "^fashion (.*?)( +#.*)?$", RegexOptions.Multiline).Select(match => match.Groups[1].Value)];
        Assert.That(lines, Is.Not.Empty);
        foreach (string line in lines)
        {
            string[] args = [.. Regex.Matches(line, "\"([^\"]*)\"|(\\S+)").Select(word => word.Groups[1].Success ? word.Groups[1].Value : word.Groups[2].Value)];
            // None of them has its files here: what is tested is that they get as far as looking for them.
            Assert.That(ToolRun.Of([.. args, "--models", "none"]).Code, Is.EqualTo(Tool.ExitCode.Failed), line);
        }
    }
}
