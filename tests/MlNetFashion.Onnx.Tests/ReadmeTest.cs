using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.CSharp.Scripting;
using Microsoft.CodeAnalysis.Scripting;
using MlNetFashion.Tests;
using NUnit.Framework;
using TorchSharp;

namespace MlNetFashion.Onnx.Tests;

/// <summary>The README keeps its word.</summary>
public sealed partial class ReadmeTest
{
    static readonly string s_readme = File.ReadAllText(Path.Combine(Folder(), "README.md")).ReplaceLineEndings("\n");

    [Test]
    public async Task The_first_program_compiles_runs_and_writes_a_model_that_agrees()
    {
        using TemporaryFolder folder = new();
        string program = Code().Match(s_readme).Groups[1].Value.Replace("\"block.onnx\"", $"\"{folder["block.onnx"]}\"");
        ScriptOptions options = ScriptOptions.Default
            .AddReferences(typeof(OnnxExporter).Assembly, typeof(torch).Assembly, typeof(Console).Assembly, typeof(Enumerable).Assembly)
            .AddImports("System", "System.Linq", "System.Collections.Generic");
        TextWriter console = Console.Out;
        using StringWriter output = new();
        Console.SetOut(output);
        try
        {
            await CSharpScript.RunAsync(program, options);
        }
        finally
        {
            Console.SetOut(console);
        }

        Assert.That(output.ToString(), Does.Contain("Features differs by"));
        Assert.That(OnnxModel.Load(folder["block.onnx"]).Outputs.Single().ToString(), Is.EqualTo("Features: Float (N, 16, H, W)"));
    }

    [Test]
    public void The_coverage_table_names_every_layer_that_the_exporter_knows_and_every_row_is_tested()
    {
        foreach (Type layer in KnownLayers.All().Keys)
        {
            Assert.That(s_readme, Does.Contain($"`{layer.Name}`"), "A layer is missing in the README's table.");
            Assert.That(Layers.LayerRows.All.Keys, Does.Contain(layer.Name), "A layer is missing in the tests.");
        }
    }

    static string Folder()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "MlNetFashion.sln")))
            folder = folder.Parent;
        return Path.Combine(folder!.FullName, "src", "MlNetFashion.Onnx");
    }

    [GeneratedRegex("```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Code();
}
