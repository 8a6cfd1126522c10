using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace MlNetFashion.Tests.Documents;

/// <summary>A program out of a document, compiled as a project with ImplicitUsings would.</summary>
static class GuideProgram
{
    const string Usings = "global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq;"
        + "global using System.Threading; global using System.Threading.Tasks;";

    const string WebUsings = "global using Microsoft.AspNetCore.Builder; global using Microsoft.AspNetCore.Http; global using Microsoft.AspNetCore.Routing;"
        + "global using Microsoft.Extensions.Configuration; global using Microsoft.Extensions.DependencyInjection;"
        + "global using Microsoft.Extensions.Hosting; global using Microsoft.Extensions.Logging;";

    /// <summary>Compiles it; a warning fails the test.</summary>
    /// <param name="code">Top-level statements.</param>
    /// <param name="isWeb">Whether its project is of Microsoft.NET.Sdk.Web.</param>
    public static MethodInfo Compile(string code, bool isWeb = false)
    {
        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Select(path => MetadataReference.CreateFromFile(path));
        CSharpCompilation program = CSharpCompilation.Create($"guide-{Guid.NewGuid():N}",
            [CSharpSyntaxTree.ParseText(isWeb ? Usings + WebUsings : Usings), CSharpSyntaxTree.ParseText(code)], references,
            new CSharpCompilationOptions(OutputKind.ConsoleApplication, nullableContextOptions: NullableContextOptions.Enable));
        using var bytes = new MemoryStream();
        Assert.That(program.Emit(bytes).Diagnostics.Where(found => found.Severity >= DiagnosticSeverity.Warning), Is.Empty);
        return Assembly.Load(bytes.ToArray()).EntryPoint!;
    }

    /// <summary>Runs it to its end.</summary>
    /// <returns>The lines that it wrote.</returns>
    public static string[] Run(string code)
    {
        MethodInfo entry = Compile(code);
        TextWriter before = Console.Out;
        using var output = new StringWriter();
        Console.SetOut(output);
        try
        {
            entry.Invoke(null, [Array.Empty<string>()]);
        }
        finally
        {
            Console.SetOut(before);
        }

        return output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }
}
