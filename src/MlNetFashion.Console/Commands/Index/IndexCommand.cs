using System.CommandLine;
using System.Diagnostics;
using MlNetFashion.Batch;
using MlNetFashion.Catalogues;
using MlNetFashion.Models;
using MlNetFashion.Retrieval;
using MlNetFashion.Storage;
using MlNetFashion.Text;

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
        var update = new Option<bool>("--update")
        {
            Description = "Bring the index that is there to the state of SOURCE: photos that it knows are not embedded again, items that SOURCE "
                + "has no more go.",
        };
        var keep = new Option<bool>("--keep") { Description = "With --update: items that SOURCE has not stay, so that a part of a catalogue can be added." };
        Option<bool> json = SharedOptions.Json();
        Option<string?> models = SharedOptions.Models();
        Option<ExecutionProvider> device = SharedOptions.Device();
        Option<string?> lexicon = SharedOptions.Lexicon();
        Option<bool> int8 = SharedOptions.Int8();
        var command = new ToolCommand("index", "Index a catalogue, so that it can be searched.",
            "index photos/ --out my-index",
            "index apparel.tar.gz footwear.tar.gz --csv styles.csv.gz --out my-index",
            "index products.zip --csv products.csv --id-column sku --column colour=shade_name --out my-index",
            "index photos/ --out my-index --update",
            "index new-arrivals.zip --out my-index --update --keep",
            "index --kind sample --count 5000 --out sample-index",
            "index shards/ --out my-index");
        catalogue.AddTo(command);
        foreach (Option option in (Option[])[output, update, keep, models, lexicon, int8, device, json])
            command.Add(option);
        command.Add(IndexRemoveCommand.Make(terminal));
        command.Add(IndexCompactCommand.Make(terminal));
        command.Add(IndexGraphCommand.Make(terminal));
        return command.Does((parsed, cancellation) =>
        {
            if (parsed.GetValue(keep) && !parsed.GetValue(update))
                throw new ArgumentException("--keep says what an update leaves in the index, but --update is not given. Add it, or leave --keep out.");
            using FashionPipeline pipeline = FashionPipeline.Load(parsed.GetValue(models), SharedOptions.Running(parsed.GetValue(device), parsed.GetValue(int8)),
                SharedOptions.Meanings(parsed.GetValue(lexicon)));
            if (catalogue.Sources(parsed) is [var shards] && ShardFolder.IsOne(shards))
            {
                ShardIndexing.Index(terminal, pipeline, ShardFolder.Open(shards), catalogue.Read(parsed), parsed.GetValue(output)!, parsed.GetValue(update),
                    parsed.GetValue(json), cancellation);
                return ExitCode.Done;
            }

            Index(terminal, pipeline, catalogue.Read(parsed), parsed.GetValue(output)!, parsed.GetValue(update), parsed.GetValue(keep), parsed.GetValue(json),
                cancellation);
            return ExitCode.Done;
        });
    }

    static void Index(Terminal terminal, FashionPipeline pipeline, CatalogueRequest catalogue, string folder, bool isUpdate, bool keeps, bool asJson,
        CancellationToken cancellation)
    {
        // Before the folder is made: a mistyped source should leave no trace.
        if (catalogue.Reading is not null)
            SourceFiles.RequireExisting(catalogue.Sources);
        if (File.Exists(folder))
            throw new ArgumentException($"\"{folder}\" is a file, but an index is a folder. Choose another name with --out.");
        using var made = new MadeFolder(folder);
        string rejectsPath = Path.Combine(folder, RejectsFile);
        using var rejects = new RejectLog(rejectsPath);
        double? total = catalogue.Reading is null ? catalogue.Count : null;
        var options = new IndexingOptions { Roles = catalogue.Roles, Items = catalogue.Items, KeepsMissing = keeps };
        isUpdate &= EmbeddingIndex.Exists(folder);
        IndexingProgress done = default;
        using EmbeddingIndex index = Told(terminal, rejects, () => terminal.Work(isUpdate ? "Updating" : "Indexing", total, meter =>
        {
            var progress = new DirectProgress<IndexingProgress>(so =>
            {
                done = so;
                meter.Report(so.Indexed, $"{so.Indexed:N0} pictures, {rejects.Total:N0} left out, {so.PerSecond:N0} a second");
            });
            IEnumerable<CatalogueEntry> entries = catalogue.Read(rejects, cancellation);
            return isUpdate ? pipeline.Update(entries, folder, catalogue.Description, options, rejects, progress, cancellation)
                : pipeline.Index(entries, folder, catalogue.Description, options, rejects, progress, cancellation);
        }));
        rejects.Complete();

        ColumnReport columns = ColumnReport.Of(index);
        using Process process = Process.GetCurrentProcess();
        long peak = process.PeakWorkingSet64;
        if (asJson)
        {
            terminal.WriteJson(json =>
            {
                json.WriteString("index", Path.GetFullPath(folder));
                json.WriteNumber("indexed", done.Indexed);
                json.WriteNumber("rejected", rejects.Total);
                if (isUpdate)
                {
                    json.WriteNumber("embedded", done.Embedded);
                    json.WriteNumber("described", done.Described);
                    json.WriteNumber("unchanged", done.Unchanged);
                    json.WriteNumber("removed", done.Removed);
                    json.WriteNumber("items", index.Count);
                }

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

        terminal.Output.WriteLine((isUpdate
            ? $"{Count(done.Embedded, "picture")} embedded, {Count(done.Described, "item")} with other attributes, {done.Unchanged:N0} unchanged, "
                + $"{done.Removed:N0} removed in {done.Elapsed.TotalSeconds:N1} s: {Count(index.Count, "item")}"
            : $"{Count(done.Indexed, "picture")} indexed in {done.Elapsed.TotalSeconds:N1} s ({done.PerSecond:N0} a second)")
            + $", peak memory {peak / 1e6:N0} MB");
        foreach (string sentence in rejects.Summary())
            terminal.Output.WriteLine(sentence);
        foreach (string note in rejects.Notes)
            terminal.Output.WriteLine(SafeText.OneLine(note));
        if (rejects.Total > 0)
            terminal.Output.WriteLine($"What was left out is listed in {rejectsPath}");
        columns.Write(terminal.Output);
        terminal.Output.WriteLine($"Search it with: fashion search \"a red dress\" --index {(folder.Contains(' ') ? $"\"{folder}\"" : folder)}");
    }

    static string Count(long count, string what) => $"{count:N0} {what}{(count == 1 ? "" : "s")}";

    // What was noted on the way to an error explains it.
    static T Told<T>(Terminal terminal, RejectLog rejects, Func<T> work)
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
