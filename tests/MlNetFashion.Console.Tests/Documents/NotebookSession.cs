using Microsoft.CodeAnalysis.CSharp.Scripting;
using Microsoft.CodeAnalysis.Scripting;

namespace MlNetFashion.Tests.Documents;

/// <summary>Runs cells one after another, as .NET Interactive does.</summary>
static class NotebookSession
{
    // What .NET Interactive imports by itself.
    static readonly string[] s_imports = ["System", "System.IO", "System.Linq", "System.Text", "System.Collections.Generic", "System.Threading.Tasks"];

    /// <summary>Runs all of them.</summary>
    /// <returns>What cells show: the values that they end with.</returns>
    public static List<object> Run(IEnumerable<string> cells)
    {
        ScriptOptions options = ScriptOptions.Default
            .WithReferences(AppDomain.CurrentDomain.GetAssemblies().Where(assembly => !assembly.IsDynamic && assembly.Location.Length > 0))
            .AddReferences(typeof(FashionPipeline).Assembly)
            .WithImports(s_imports);
        ScriptState<object>? state = null;
        List<object> shown = [];
        foreach (string cell in cells.Select(WithoutReferences))
        {
            state = state is null ? CSharpScript.RunAsync(cell, options).Result : state.ContinueWithAsync(cell).Result;
            if (state.ReturnValue is { } value)
                shown.Add(value);
        }

        return shown;
    }

    // The tests have the assemblies already.
    static string WithoutReferences(string cell) => string.Join('\n', cell.Split('\n').Where(line => !line.StartsWith("#r ", StringComparison.Ordinal)));
}
