using System.CommandLine;
using System.Globalization;
using MlNetFashion.Catalogues;
using MlNetFashion.Evaluation;
using MlNetFashion.Onnx;
using MlNetFashion.Querying;
using MlNetFashion.Training.Embedding;

namespace MlNetFashion.Tool.Commands;

/// <summary><c>fashion quantize</c>: a text encoder in 8-bit numbers, if it is as good.</summary>
static class QuantizeCommand
{
    const double LeastCosine = 0.999, MostPrecisionLost = 0.005;
    const int SampleTexts = 2000;

    public static Command Make(Terminal terminal)
    {
        var folder = new Argument<string>("DIR") { Description = "The folder of models; the 8-bit file goes beside the other." };
        Option<string?> texts = SharedOptions.Path("--texts", "FILE", "Texts to compare with, one a line. [default: titles of the sample catalogue]");
        Option<string?> index = SharedOptions.Path("--index", "DIR", "An index to search with both.");
        Option<string?> queries = SharedOptions.Path("--queries", "FILE.jsonl", "Queries for the index; fashion queries makes some.");
        Option<string?> duplicates = SharedOptions.Path("--duplicates", "FILE", "Groups of ids with the same picture, a line each; they count as one item.");
        Option<bool> json = SharedOptions.Json();
        return new ToolCommand("quantize",
            "Make a text encoder in 8-bit numbers. "
                + $"It is kept when its embeddings agree with the others (mean cosine {LeastCosine} or more) and, given an index and queries, "
                + $"no kind of query loses {MostPrecisionLost} of its precision@10.",
            "quantize onnx", "quantize onnx --texts titles.txt --index my-index --queries queries/queries.jsonl")
        {
            folder, texts, index, queries, duplicates, json,
        }.Does((parsed, cancellation) =>
        {
            string? searched = parsed.GetValue(index), asked = parsed.GetValue(queries);
            if ((searched is null) != (asked is null))
                throw new ArgumentException("--index and --queries belong together: give both, or neither.");
            IndexEvaluation? evaluation = searched is null ? null : new IndexEvaluation(searched, asked!, parsed.GetValue(duplicates));
            string[] compared = parsed.GetValue(texts) is { } file ? Texts(file)
                : [.. Enumerable.Range(0, SampleTexts).Select(i => SampleCatalogue.Garment(i).ToItem(SampleCatalogue.Id(i)).Title)];

            TorchLibrary.EnsureLoaded();
            cancellation.ThrowIfCancellationRequested();
            string models = parsed.GetValue(folder)!;
            using var made = new Int8TextEncoder(models);
            Int8Comparison comparison = terminal.Work("Comparing", null, _ => made.Compare(compared));
            double? lost = evaluation is null ? null
                : terminal.Work("Asking", 2 * evaluation.Count, meter => PrecisionLost(evaluation, models, made, done => meter.Report(done), cancellation));
            bool accepted = comparison.MeanCosine >= LeastCosine && lost is null or < MostPrecisionLost;
            cancellation.ThrowIfCancellationRequested();
            if (accepted)
                made.Accept();
            Show(terminal, Path.Combine(models, made.File), comparison, lost, accepted, parsed.GetValue(json));
            return accepted ? ExitCode.Done : ExitCode.Failed;
        });
    }

    static string[] Texts(string path)
    {
        using FileStream file = File.OpenRead(path);
        string[] texts = [.. TextLines.OfFile(file, $"'{path}'")];
        return texts.Length > 0 ? texts
            : throw new InvalidDataException($"'{path}' is empty, so nothing can be compared. Give texts as users type them, one a line.");
    }

    // The most that a kind of query lost; negative when all gained.
    static double PrecisionLost(IndexEvaluation evaluation, string models, Int8TextEncoder made, Action<double> asked, CancellationToken cancellation)
    {
        using FashionPipeline full = FashionPipeline.Load(models), small = made.OpenTrial();
        // Attributes that are matched by rule would hide what embeddings lose.
        var literally = new SearchOptions { Understand = null };
        RetrievalReport before = evaluation.Run(full, literally, asked, cancellation);
        RetrievalReport after = evaluation.Run(small, literally, done => asked(evaluation.Count + done), cancellation);
        return before.Kinds.Max(kind => kind.Value["precision@10"] - after.Kind(kind.Key)["precision@10"]);
    }

    static void Show(Terminal terminal, string path, Int8Comparison comparison, double? lost, bool accepted, bool asJson)
    {
        if (asJson)
        {
            terminal.WriteJson(json =>
            {
                json.WriteString("file", path);
                json.WriteBoolean("accepted", accepted);
                json.WriteNumber("bytes", comparison.Int8Bytes);
                json.WriteNumber("floatBytes", comparison.Bytes);
                json.WriteNumber("texts", comparison.Texts);
                json.WriteNumber("meanCosine", comparison.MeanCosine);
                json.WriteNumber("leastCosine", comparison.LeastCosine);
                json.WriteNumber("textsPerSecond", Math.Round(comparison.Int8TextsPerSecond, 1));
                json.WriteNumber("floatTextsPerSecond", Math.Round(comparison.TextsPerSecond, 1));
                if (lost is { } fallen)
                    json.WriteNumber("precision@10Lost", fallen);
            });
            return;
        }

        terminal.Output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{comparison.Bytes:N0} to {comparison.Int8Bytes:N0} bytes, {comparison.TextsPerSecond:N0} to {comparison.Int8TextsPerSecond:N0} texts a second "
                + $"({comparison.Int8TextsPerSecond / comparison.TextsPerSecond:F2} times)"));
        terminal.Output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"Cosine over {comparison.Texts:N0} texts: "
                + $"mean {comparison.MeanCosine:F5}, "
                + $"least {comparison.LeastCosine:F5}{(lost is { } fallen
                    ? $"; precision@10 of the kind of query that lost most: {-fallen:+0.0000;-0.0000}" : "")}"));
        terminal.Output.WriteLine(accepted
            ? $"Accepted: {path}. Use it with --int8."
            : $"Refused: the mean cosine must be {LeastCosine} or more, and no kind of query may lose {MostPrecisionLost} of its precision@10. "
                + "Nothing was written.");
    }
}
