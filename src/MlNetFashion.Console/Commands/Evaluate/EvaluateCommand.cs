using System.CommandLine;
using System.Globalization;
using MlNetFashion.Evaluation;
using MlNetFashion.Models;
using MlNetFashion.Querying;
using MlNetFashion.Understanding;

namespace MlNetFashion.Tool.Commands;

/// <summary><c>fashion evaluate</c>: how well an index is searched, as numbers.</summary>
static class EvaluateCommand
{
    public static Command Make(Terminal terminal)
    {
        Option<string?> index = SharedOptions.Path("--index", "DIR", "The index to search.", required: true);
        Option<string?> queries = SharedOptions.Path("--queries", "FILE.jsonl",
            "Queries with the ids of their relevant items; fashion queries makes some.", required: true);
        Option<SearchBy> by = SharedOptions.By();
        Option<bool> literal = SharedOptions.Literal();
        Option<string?> duplicates = SharedOptions.Path("--duplicates", "FILE", "Groups of ids with the same picture, a line each; they count as one item.");
        Option<int[]> cutoffs = Cutoffs();
        Option<int> seed = SharedOptions.Number("--seed", new ResamplingOptions().Seed, int.MinValue, "Seed of the intervals.");
        Option<string?> save = SharedOptions.Path("--save", "RUN.jsonl", "Keep what became of each query, for fashion compare.");
        Option<string?> worst = SharedOptions.Path("--worst", "OUT.html", "Write a page of the queries that were answered worst, with their pictures in it.");
        Option<int> worstCount = SharedOptions.Number("--worst-count", 50, 1, "The most queries on that page.");
        Option<bool> allow = new("--allow-training-items") { Description = "Measure even on items that the models learned from; the report says so." };
        Option<bool> markdown =
            new("--markdown") { Description = "Print the figures with their intervals as a Markdown table, to be pasted into a model's card." };
        Option<string?> lexicon = SharedOptions.Lexicon();
        Option<bool> int8 = SharedOptions.Int8();
        Option<bool> json = SharedOptions.Json();
        Option<string?> models = SharedOptions.Models();
        Option<ExecutionProvider> device = SharedOptions.Device();
        return new ToolCommand("evaluate",
            "Measure how well queries with known answers are answered: "
            + "recall, precision, hit rate, mean reciprocal rank, mean average precision, median rank, each with an interval.",
            "evaluate --index my-index --queries queries/queries.jsonl",
            "evaluate --index my-index --queries queries/queries.jsonl --by text --save text.jsonl --worst worst.html")
        {
            index, queries, by, literal, duplicates, cutoffs, seed, save, worst, worstCount, allow, markdown, lexicon, int8, json, models, device,
        }.Does((parsed, cancellation) =>
        {
            var evaluation = new IndexEvaluation(parsed.GetValue(index)!, parsed.GetValue(queries)!, parsed.GetValue(duplicates),
                parsed.GetValue(cutoffs) is { Length: > 0 } places ? places : null, parsed.GetValue(seed));
            bool literally = parsed.GetValue(literal), small = parsed.GetValue(int8);
            var options = new SearchOptions { By = parsed.GetValue(by), Understand = literally ? null : UnderstandingWeights.Default };
            using FashionPipeline pipeline = FashionPipeline.Load(parsed.GetValue(models), SharedOptions.Running(parsed.GetValue(device), small),
                SharedOptions.Meanings(parsed.GetValue(lexicon)));
            string weights = options.By == SearchBy.Fused ? Weights : "", read = literally ? ", literal" : Read, precision = small ? ", 8-bit" : "";
            string searchedBy = $"{options.By.ToString().ToLowerInvariant()}{weights}{read}{precision}";
            new Evaluation(terminal, evaluation, pipeline, new EvaluationRequest(
                options, searchedBy, parsed.GetValue(save), parsed.GetValue(worst), parsed.GetValue(worstCount), parsed.GetValue(allow), parsed.GetValue(json),
                    parsed.GetValue(markdown))).Run(cancellation);
            return ExitCode.Done;
        });
    }

    static string Weights => $" (words: {Shares(FusionWeights.Words)}; with a picture: {Shares(FusionWeights.Picture)})";

    static string Read =>
        string.Create(CultureInfo.InvariantCulture,
            $", {UnderstandingWeights.Default.Match} for attributes as asked, {UnderstandingWeights.Default.Seen} for each that a picture shows");

    static string Shares(FusionWeights weights) =>
        string.Create(CultureInfo.InvariantCulture, $"text {weights.Text}, composed {weights.Composed}, generated {weights.Generated}");

    static Option<int[]> Cutoffs() => new("--k")
    {
        Description = "The places at which recall and precision are measured, separated by commas. "
            + $"[default: {string.Join(',', new EvaluationOptions().Cutoffs)}]",
        HelpName = "N,N",
        CustomParser = result =>
        {
            string given = result.Tokens[0].Value;
            string[] parts = given.Split(',', StringSplitOptions.TrimEntries);
            int[] numbers = [.. parts.Select(part => int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : 0)
                .Distinct().Order()];
            if (numbers[0] < 1 || numbers[^1] > new EvaluationOptions().Depth)
                result.AddError($"--k is whole numbers from 1 to {new EvaluationOptions().Depth}, separated by commas, but \"{given}\" was given");
            return numbers;
        },
    };
}
