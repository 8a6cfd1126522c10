using System.CommandLine;
using System.CommandLine.Invocation;

namespace MlNetFashion.Tool;

/// <summary>The usual help, and then the command's examples.</summary>
sealed class HelpWithExamples(SynchronousCommandLineAction usual) : SynchronousCommandLineAction
{
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        int code = usual.Invoke(parseResult);
        if (parseResult.CommandResult.Command is not ToolCommand { Examples: { Count: > 0 } examples })
            return code;
        TextWriter output = parseResult.InvocationConfiguration.Output;
        output.WriteLine("Examples:");
        foreach (string example in examples)
            output.WriteLine($"  fashion {example}");
        output.WriteLine();
        return code;
    }
}
