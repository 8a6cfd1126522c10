using System.CommandLine;
using MlNetFashion.Evaluation;

namespace MlNetFashion.Tool.Commands;

/// <summary><c>fashion evaluate</c>: how well an index is searched, as numbers.</summary>
static class EvaluateCommand
{
    public static Command Make(Terminal terminal)
    {
        Option<string?> index = SharedOptions.Path("--index", "DIR", "The index to search.", required: true);
        Option<string?> queries = SharedOptions.Path("--queries", "FILE.jsonl", "Queries with the ids of their relevant items; fashion queries makes some.", required: true);
        Option<SearchBy> by = SharedOptions.By();
        Option<bool> literal = SharedOptions.Literal();
        Option<string?> duplicates = SharedOptions.Path("--duplicates", "FILE", "Groups of ids with the same picture, a line each; they count as one item.");
        Option<bool> int8 = SharedOptions.Int8();
        Option<bool> json = SharedOptions.Json();
        Option<string?> models = SharedOptions.Models();
        return new ToolCommand("evaluate", "Measure how well queries with known answers are answered: recall, precision, mean reciprocal rank, median rank.",
            "evaluate --index my-index --queries queries/queries.jsonl",
            "evaluate --index my-index --queries queries/queries.jsonl --by text --json")
        {
            index, queries, by, literal, duplicates, int8, json, models,
        }.Does((parsed, cancellation) =>
        {
            var evaluation = new IndexEvaluation(parsed.GetValue(index)!, parsed.GetValue(queries)!, parsed.GetValue(duplicates));
            using FashionPipeline pipeline = FashionPipeline.Load(parsed.GetValue(models), SharedOptions.Precision(parsed.GetValue(int8)));
            var options = new SearchOptions { By = parsed.GetValue(by), Understand = parsed.GetValue(literal) ? null : UnderstandingWeights.Default };
            RetrievalReport report = terminal.Work("Asking", evaluation.Count, meter => evaluation.Run(pipeline, options, done => meter.Report(done), cancellation));
            if (parsed.GetValue(json))
                terminal.Output.WriteLine(report.ToJson());
            else
                terminal.Output.Write(report.ToText());
            return ExitCode.Done;
        });
    }
}
