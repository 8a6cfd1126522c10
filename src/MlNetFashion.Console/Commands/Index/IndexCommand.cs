using System.CommandLine;
using System.Diagnostics;
using MlNetFashion.Catalogues;
using MlNetFashion.Retrieval;
using MlNetFashion.Text;
using MlNetFashion.Understanding;

namespace MlNetFashion.Tool.Commands;

/// <summary><c>fashion index</c>: a catalogue to an index on disk.</summary>
static class IndexCommand
{
    /// <summary>The file in the index's folder that lists what was left out.</summary>
    public const string RejectsFile = "rejects.jsonl";

    public static Command Make(Terminal terminal)
    {
        var catalogue = new CatalogueOptions();
        Option<string?> output = SharedOptions.Path("--out", "DIR",
            "Where the index goes. An index that is there goes on answering until the new one is complete.", required: true);
        Option<bool> json = SharedOptions.Json();
        Option<string?> models = SharedOptions.Models();
        Option<string?> lexicon = SharedOptions.Lexicon();
        Option<bool> int8 = SharedOptions.Int8();
        var command = new ToolCommand("index", "Index a catalogue, so that it can be searched.",
            "index photos/ --out my-index",
            "index apparel.tar.gz footwear.tar.gz --csv styles.csv.gz --out my-index",
            "index products.zip --csv products.csv --id-column sku --column colour=shade_name --out my-index",
            "index --kind sample --count 5000 --out sample-index");
        catalogue.AddTo(command);
        command.Add(output);
        command.Add(json);
        command.Add(models);
        command.Add(lexicon);
        command.Add(int8);
        return command.Does((parsed, cancellation) =>
        {
            using FashionPipeline pipeline = FashionPipeline.Load(parsed.GetValue(models), SharedOptions.Precision(parsed.GetValue(int8)),
                SharedOptions.Meanings(parsed.GetValue(lexicon)));
            Index(terminal, pipeline, catalogue.Read(parsed), parsed.GetValue(output)!, parsed.GetValue(json), cancellation);
            return ExitCode.Done;
        });
    }

    static void Index(Terminal terminal, FashionPipeline pipeline, CatalogueRequest catalogue, string folder, bool asJson, CancellationToken cancellation)
    {
        // Before the folder is made: a mistyped source should leave no trace.
        if (catalogue.Reading is not null)
            SourceFiles.RequireExisting(catalogue.Sources);
        if (File.Exists(folder))
            throw new ArgumentException($"\"{folder}\" is a file, but an index is a folder. Choose another name with --out.");
        string rejectsPath = Path.Combine(folder, RejectsFile);
        using var rejects = new RejectLog(rejectsPath);
        double? total = catalogue.Reading is null ? catalogue.Count : null;
        var options = new IndexingOptions { Roles = columns => RoleFinder.Find(columns, pipeline.Words, catalogue.Roles) };
        IndexingProgress done = Told(terminal, rejects, () =>
            terminal.Work("Indexing", total, meter => new CatalogueIndexer(images => pipeline.EmbedImages(images), options).Build(
            catalogue.Read(rejects, cancellation), folder, pipeline.Describe(catalogue.Description) with { Items = catalogue.Items }, rejects,
            new DirectProgress<IndexingProgress>(so =>
                meter.Report(so.Indexed, $"{so.Indexed:N0} pictures, {rejects.Total:N0} left out, {so.PerSecond:N0} a second")),
            cancellation)));
        rejects.Complete();

        ColumnReport columns = ColumnReport.Of(folder);
        using Process process = Process.GetCurrentProcess();
        long peak = process.PeakWorkingSet64;
        if (asJson)
        {
            terminal.WriteJson(json =>
            {
                json.WriteString("index", Path.GetFullPath(folder));
                json.WriteNumber("indexed", done.Indexed);
                json.WriteNumber("rejected", rejects.Total);
                json.WriteStartObject("rejectedBy");
                foreach (RejectKind kind in Enum.GetValues<RejectKind>())
                    json.WriteNumber(kind.ToString(), rejects.Count(kind));
                json.WriteEndObject();
                columns.Write(json);
                json.WriteStartArray("notes");
                foreach (string note in rejects.Notes)
                    json.WriteStringValue(note);
                json.WriteEndArray();
                json.WriteString("rejects", Path.GetFullPath(rejectsPath));
                json.WriteNumber("seconds", Math.Round(done.Elapsed.TotalSeconds, 3));
                json.WriteNumber("imagesPerSecond", Math.Round(done.PerSecond, 1));
                json.WriteNumber("peakMemoryBytes", peak);
            });
            return;
        }

        terminal.Output.WriteLine($"{done.Indexed:N0} {(done.Indexed == 1 ? "picture" : "pictures")} indexed in {done.Elapsed.TotalSeconds:N1} s "
            + $"({done.PerSecond:N0} a second), peak memory {peak / 1e6:N0} MB");
        foreach (string sentence in rejects.Summary())
            terminal.Output.WriteLine(sentence);
        foreach (string note in rejects.Notes)
            terminal.Output.WriteLine(SafeText.OneLine(note));
        if (rejects.Total > 0)
            terminal.Output.WriteLine($"What was left out is listed in {rejectsPath}");
        columns.Write(terminal.Output);
        terminal.Output.WriteLine($"Search it with: fashion search \"a red dress\" --index {(folder.Contains(' ') ? $"\"{folder}\"" : folder)}");
    }

    // What was noted on the way to an error explains it.
    static IndexingProgress Told(Terminal terminal, RejectLog rejects, Func<IndexingProgress> work)
    {
        try
        {
            return work();
        }
        catch (Exception e) when (e is not OperationCanceledException && rejects.Notes.Count > 0)
        {
            foreach (string note in rejects.Notes.Where(note => !e.Message.Contains(note, StringComparison.Ordinal)))
                terminal.Note(note);
            throw;
        }
    }
}
