using System.Diagnostics;
using MlNetFashion.Batch;
using MlNetFashion.Catalogues;
using MlNetFashion.Retrieval;

namespace MlNetFashion.Tool.Commands;

/// <summary>An index of the shards that <c>fashion embed</c> wrote: nothing is embedded again.</summary>
static class ShardIndexing
{
    public static void Index(
        Terminal terminal, FashionPipeline pipeline, ShardFolder shards, CatalogueRequest catalogue, string folder, bool isUpdate, bool asJson,
        CancellationToken cancellation)
    {
        long started = Stopwatch.GetTimestamp();
        if (File.Exists(folder))
            throw new ArgumentException($"\"{folder}\" is a file, but an index is a folder. Choose another name with --out.");
        if (shards.Models != ModelFingerprint.Of(pipeline))
            terminal.Note("The shards were embedded with other models than these. Search the index with the models that made them (--models).");
        using var rejects = new RejectLog();
        var description = new IndexDescription(shards.Models.ImageEncoderSha256, shards.Models.Preprocessing, catalogue.Description, DateTimeOffset.UtcNow);
        int count = terminal.Work("Indexing", null, meter =>
        {
            using var publication = new IndexPublication(folder, description, (items, before) => pipeline.RolesOf(items, before, catalogue.Roles),
                rejects, isUpdate);
            foreach (EmbeddedItem item in shards.Read())
            {
                cancellation.ThrowIfCancellationRequested();
                if (!publication.Keep(item.Item, item.PhotoSha256))
                    publication.Add(item);
                meter.Report(publication.Count, $"{publication.Count:N0} items");
            }

            publication.Commit();
            return publication.Count;
        });
        double seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        using EmbeddingIndex index = EmbeddingIndex.Open(folder);
        ColumnReport columns = ColumnReport.Of(index);
        if (asJson)
        {
            terminal.WriteJson(json =>
            {
                json.WriteString("index", Path.GetFullPath(folder));
                json.WriteNumber("indexed", count);
                json.WriteNumber("embedded", 0);
                json.WriteNumber("rejected", rejects.Total);
                columns.Write(json);
                json.WriteNumber("seconds", Math.Round(seconds, 3));
            });
            return;
        }

        terminal.Output.WriteLine($"{count:N0} {(count == 1 ? "item" : "items")} of shards indexed in {seconds:N1} s; none was embedded again");
        foreach (string sentence in rejects.Summary())
            terminal.Output.WriteLine(sentence);
        columns.Write(terminal.Output);
        terminal.Output.WriteLine($"Search it with: fashion search \"a red dress\" --index {(folder.Contains(' ') ? $"\"{folder}\"" : folder)}");
    }
}
