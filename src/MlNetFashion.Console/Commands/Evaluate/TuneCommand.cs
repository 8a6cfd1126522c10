using System.CommandLine;
using System.Globalization;
using MlNetFashion.Evaluation;
using MlNetFashion.Models;
using MlNetFashion.Querying;
using MlNetFashion.Retrieval;
using MlNetFashion.Understanding;

namespace MlNetFashion.Tool.Commands;

/// <summary><c>fashion tune</c>: the weights of a fused search, chosen on queries with known answers.</summary>
static class TuneCommand
{
    static readonly float[] s_matches = [0, 0.05f, 0.1f, 0.15f, 0.2f, 0.3f, 0.4f, 0.6f, 0.8f, 1, 1.3f];

    public static Command Make(Terminal terminal)
    {
        Option<string[]> index =
            new("--index")
            {
                Description = "The index to search; several with as many --queries, whose figures are averaged.",
                HelpName = "DIR",
                Required = true
            };
        Option<string[]> queries =
            new("--queries")
            {
                Description = "Queries with the ids of their relevant items; fashion queries makes some.",
                HelpName = "FILE.jsonl",
                Required = true
            };
        Option<string?> duplicates = SharedOptions.Path("--duplicates", "FILE", "Groups of ids with the same picture, a line each; they count as one item.");
        Option<int> top = SharedOptions.Number("--top", 5, 1, "How many of the best are shown.");
        Option<bool> json = SharedOptions.Json();
        Option<string?> models = SharedOptions.Models();
        Option<string?> lexicon = SharedOptions.Lexicon();
        Option<bool> int8 = SharedOptions.Int8();
        Option<ExecutionProvider> device = SharedOptions.Device();
        return new ToolCommand("tune",
            "Try weights of text, composed and generated vectors and of what was read out of the words, and show which answer best. "
            + "Choose on the validation split, and measure on the held-out one.",
            "tune --index validation --queries validation-queries/queries.jsonl --duplicates duplicates.txt")
        {
            index, queries, duplicates, top, models, lexicon, int8, device, json,
        }.Does((parsed, cancellation) =>
        {
            string[] indexes = parsed.GetValue(index)!, files = parsed.GetValue(queries)!;
            if (indexes.Length != files.Length)
                throw new ArgumentException($"Each --index has its --queries, but {indexes.Length} and {files.Length} were given.");
            using FashionPipeline pipeline = FashionPipeline.Load(parsed.GetValue(models),
                SharedOptions.Running(parsed.GetValue(device), parsed.GetValue(int8)), SharedOptions.Meanings(parsed.GetValue(lexicon)));
            EmbeddingIndex[] opened = [.. indexes.Select(path => EmbeddingIndex.Open(path))];
            WeightTuning[] tunings = terminal.Work("Asking", null, _ =>
                opened.Zip(files, (searched, file) => Embed(pipeline, searched, file, parsed.GetValue(duplicates), cancellation)).ToArray());
            foreach (bool withPicture in (bool[])[false, true])
            {
                cancellation.ThrowIfCancellationRequested();
                FusionWeights usual = withPicture ? FusionWeights.Picture : FusionWeights.Words;
                TunedWeights[] tried = terminal.Work($"Weighing {Name(withPicture)}", null, _ =>
                    Candidates(usual).AsParallel().AsOrdered().Select(candidate => Mean(tunings, candidate.Weights, candidate.Match, withPicture)).ToArray());
                Show(terminal, withPicture, tried[0], [.. tried.OrderByDescending(weights => weights.Mean).Take(parsed.GetValue(top))], parsed.GetValue(json));
            }

            foreach (EmbeddingIndex searched in opened)
                searched.Dispose();
            return ExitCode.Done;
        });
    }

    static WeightTuning Embed(FashionPipeline pipeline, EmbeddingIndex searched, string file, string? duplicates, CancellationToken cancellation)
    {
        var evaluation = new IndexEvaluation("", file, duplicates);
        return new WeightTuning(pipeline, searched, evaluation.Queries.Select(query =>
        {
            cancellation.ThrowIfCancellationRequested();
            return (query, IndexEvaluation.Make(query));
        }), evaluation.Options);
    }

    // The shipped weights first, then tenths.
    static IEnumerable<(FusionWeights Weights, float Match)> Candidates(FusionWeights usual)
    {
        yield return (usual, UnderstandingWeights.Default.Match);
        foreach (float match in s_matches)
        {
            for (int generated = 0; generated <= 4; generated++)
            {
                for (int text = 0; text + generated <= 10; text++)
                    yield return (new FusionWeights(text / 10f, (10 - text - generated) / 10f, generated / 10f), match);
            }
        }
    }

    static TunedWeights Mean(WeightTuning[] tunings, FusionWeights weights, float match, bool withPicture)
    {
        TunedWeights[] each = [.. tunings.Select(tuning => tuning.Try(weights, match, withPicture))];
        return each.Length == 1 ? each[0]
            : each[0] with
            {
                Kinds = [.. each.SelectMany((one, i) => one.Kinds.Select(kind => KeyValuePair.Create($"{i + 1}.{kind.Key}", kind.Value)))],
                Mean = each.Average(one => one.Mean)
            };
    }

    static void Show(Terminal terminal, bool withPicture, TunedWeights shipped, TunedWeights[] best, bool asJson)
    {
        if (!asJson)
            terminal.Output.WriteLine($"Queries of {Name(withPicture)}, the shipped weights first:");
        foreach (TunedWeights tried in (TunedWeights[])[shipped, .. best])
        {
            if (asJson)
            {
                terminal.WriteJson(json =>
                {
                    json.WriteBoolean("picture", withPicture);
                    json.WriteNumber("text", tried.Weights.Text);
                    json.WriteNumber("composed", tried.Weights.Composed);
                    json.WriteNumber("generated", tried.Weights.Generated);
                    json.WriteNumber("match", tried.Match);
                    json.WriteNumber("mean", tried.Mean);
                    foreach ((string kind, double figure) in tried.Kinds)
                        json.WriteNumber(kind, figure);
                });
            }
            else
            {
                terminal.Output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                    $"  {tried.Mean:F4}  text {tried.Weights.Text:F2}, composed {tried.Weights.Composed:F2}, generated {tried.Weights.Generated:F2}, "
                        + $"match {tried.Match:F2}; {string.Join(", ",
                            tried.Kinds.Select(kind => string.Create(CultureInfo.InvariantCulture, $"{kind.Key} {kind.Value:F3}")))}"));
            }
        }
    }

    static string Name(bool withPicture) => withPicture ? "a picture" : "words alone";
}
