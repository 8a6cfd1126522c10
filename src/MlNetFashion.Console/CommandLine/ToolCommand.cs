using System.CommandLine;

namespace MlNetFashion.Tool;

/// <summary>A command whose help ends with examples.</summary>
/// <param name="name">The word that is typed.</param>
/// <param name="description">A sentence.</param>
/// <param name="examples">Command lines without the leading "fashion".</param>
sealed class ToolCommand(string name, string description, params string[] examples) : Command(name, description)
{
    public IReadOnlyList<string> Examples => examples;

    /// <summary>What the command does; the result is the exit code.</summary>
    public ToolCommand Does(Func<ParseResult, CancellationToken, int> action)
    {
        SetAction((parsed, cancellation) => Task.FromResult(action(parsed, cancellation)));
        return this;
    }
}
