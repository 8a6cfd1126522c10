using System.CommandLine;
using MlNetFashion.Evaluation;

namespace MlNetFashion.Tool.Commands;

/// <summary><c>fashion compare</c>: what changed from one evaluation to another, and whether it is significant.</summary>
static class CompareCommand
{
    public static Command Make(Terminal terminal)
    {
        var before = new Argument<string>("BEFORE") { Description = "A run that fashion evaluate --save kept." };
        var after = new Argument<string>("AFTER") { Description = "Another, of the same queries on the same items." };
        Option<int> permutations = SharedOptions.Number("--permutations", new ResamplingOptions().Permutations, 1,
            "How often the runs' answers are swapped at random for a p-value.");
        Option<int> seed = SharedOptions.Seed();
        Option<bool> json = SharedOptions.Json();
        return new ToolCommand("compare",
            "Compare two evaluations of the same queries: the difference of each figure, its interval, and how often one so large arises at random.",
            "compare before.jsonl after.jsonl", "compare before.jsonl after.jsonl --json")
        {
            before, after, permutations, seed, json,
        }.Does((parsed, _) =>
        {
            RetrievalRun first = RetrievalRun.Load(parsed.GetValue(before)!), second = RetrievalRun.Load(parsed.GetValue(after)!);
            var options = new ResamplingOptions { Permutations = parsed.GetValue(permutations), Seed = parsed.GetValue(seed) };
            RetrievalComparison comparison = terminal.Work("Comparing", null, _ => RetrievalComparison.Of(first, second, options));
            if (parsed.GetValue(json))
                terminal.Output.WriteLine(comparison.ToJson());
            else
                terminal.Output.Write(comparison.ToText());
            return ExitCode.Done;
        });
    }
}
