using System.CommandLine;
using MlNetFashion.Catalogues;
using MlNetFashion.Evaluation;

namespace MlNetFashion.Tool.Commands;

/// <summary><c>fashion evaluate</c>: how well an index is searched, as numbers.</summary>
static class EvaluateCommand
{
    // The models run faster on many queries at once; so many full rankings take little memory.
    const int Together = 64;

    public static Command Make(Terminal terminal)
    {
        Option<string?> index = SharedOptions.Path("--index", "DIR", "The index to search.", required: true);
        Option<string?> queries = SharedOptions.Path("--queries", "FILE.jsonl", "Queries with the ids of their relevant items; fashion queries makes some.", required: true);
        Option<SearchBy> by = SharedOptions.By();
        Option<bool> literal = SharedOptions.Literal();
        Option<string?> duplicates = SharedOptions.Path("--duplicates", "FILE", "Groups of ids with the same picture, a line each; they count as one item.");
        Option<bool> json = SharedOptions.Json();
        Option<string?> models = SharedOptions.Models();
        return new ToolCommand("evaluate", "Measure how well queries with known answers are answered: recall, precision, mean reciprocal rank, median rank.",
            "evaluate --index my-index --queries queries/queries.jsonl",
            "evaluate --index my-index --queries queries/queries.jsonl --by text --json")
        {
            index, queries, by, literal, duplicates, json, models,
        }.Does((parsed, cancellation) =>
        {
            DuplicateGroups? groups = parsed.GetValue(duplicates) is { } path ? DuplicateGroups.Load(path) : null;
            string file = parsed.GetValue(queries)!;
            if (!File.Exists(file))
                throw new FileNotFoundException($"There is no file of queries \"{file}\" (looked for {Path.GetFullPath(file)}). Make one with fashion queries.", file);
            RetrievalQuery[] asked = [.. RetrievalQueryFile.Read(file)];
            using FashionPipeline pipeline = FashionPipeline.Load(parsed.GetValue(models));
            using EmbeddingIndex searched = EmbeddingIndex.Open(parsed.GetValue(index)!);
            RetrievalReport report = Evaluate(terminal, pipeline, searched, asked, new SearchOptions { By = parsed.GetValue(by), Understand = parsed.GetValue(literal) ? null : UnderstandingWeights.Default }, groups, cancellation);
            if (parsed.GetValue(json))
                terminal.Output.WriteLine(report.ToJson());
            else
                terminal.Output.Write(report.ToText());
            return ExitCode.Done;
        });
    }

    static RetrievalReport Evaluate(
        Terminal terminal, FashionPipeline pipeline, EmbeddingIndex index, RetrievalQuery[] queries, SearchOptions options, DuplicateGroups? duplicates, CancellationToken cancellation)
    {
        var evaluation = new RetrievalEvaluation(index.Count, id => index.PositionOf(id) >= 0, duplicates: duplicates);
        // References and their duplicates are taken out of the rankings again, so as many more are asked for.
        int spare = queries.Select(query => query.Reference is null ? 0 : duplicates?.GroupOf(query.Reference).Count ?? 1).DefaultIfEmpty().Max();
        options = options with { Top = evaluation.Depth + spare };
        return terminal.Work("Asking", queries.Length, meter =>
        {
            int asked = 0;
            foreach (RetrievalQuery[] together in queries.Chunk(Together))
            {
                cancellation.ThrowIfCancellationRequested();
                Neighbour[][] found = pipeline.Search([.. together.Select(Make)], index, options);
                for (int i = 0; i < together.Length; i++)
                    evaluation.Add(together[i], found[i].Select(neighbour => neighbour.Id));
                meter.Report(asked += together.Length);
            }

            return evaluation.Report();
        });
    }

    static FashionQuery Make(RetrievalQuery query)
    {
        try
        {
            return new FashionQuery(query.Text, QueryPicture.Load(query.Image));
        }
        catch (Exception e) when (e is ArgumentException or IOException or InvalidDataException)
        {
            throw new InvalidDataException($"The query \"{query.Id}\" cannot be asked. {ErrorEdge.Sentence(e)}", e);
        }
    }
}
