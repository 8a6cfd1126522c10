using System.CommandLine;
using MlNetFashion.Batch;
using MlNetFashion.Catalogues;
using MlNetFashion.Models;
using MlNetFashion.Retrieval;
using MlNetFashion.Text;

namespace MlNetFashion.Tool.Commands;

/// <summary><c>fashion embed</c>: a catalogue, or a part of it, to a Parquet file of embeddings.</summary>
static class EmbedCommand
{
    public static Command Make(Terminal terminal)
    {
        var catalogue = new CatalogueOptions();
        var shard = new Option<string>("--shard")
        {
            Description = "Which part of the catalogue, NUMBER/COUNT, told by a hash of the ids. A part of about 20,000 photos is a good size.",
            HelpName = "I/N",
            DefaultValueFactory = _ => "1/1",
        };
        Option<string?> output = SharedOptions.Path("--out", "DIR", "Where the file goes, part-00003-of-00008-HASH.parquet.", required: true);
        Option<int> threads = SharedOptions.Number("--threads", 0, 0, "Batches that are embedded at once; 0 for as many as there are cores.");
        Option<bool> json = SharedOptions.Json();
        Option<string?> models = SharedOptions.Models();
        Option<ExecutionProvider> device = SharedOptions.Device();
        var command = new ToolCommand("embed", "Embed a catalogue, or one part of it, into a Parquet file. A part that is there already costs "
            + "reading and no more.",
            "embed photos/ --out shards",
            "embed apparel.tar.gz --csv styles.csv.gz --shard 3/8 --out shards",
            "index shards/ --out my-index");
        catalogue.AddTo(command);
        command.Add(shard);
        command.Add(output);
        command.Add(threads);
        command.Add(json);
        command.Add(models);
        command.Add(device);
        return command.Does((parsed, cancellation) =>
        {
            ShardSlice slice = ShardSlice.Parse(parsed.GetValue(shard)!);
            CatalogueRequest request = catalogue.Read(parsed);
            // Before the folder is made: a mistyped source should leave no trace.
            if (request.Reading is not null)
                SourceFiles.RequireExisting(request.Sources);
            using FashionPipeline pipeline = FashionPipeline.Load(parsed.GetValue(models), SharedOptions.Running(parsed.GetValue(device)));
            var options = new IndexingOptions { Threads = parsed.GetValue(threads) };
            EmbeddedShard made = terminal.Work("Embedding", null, meter => new ShardEmbedder(images => pipeline.EmbedImages(images),
                ModelFingerprint.Of(pipeline), options)
                .Embed(rejects => request.Read(rejects, cancellation), slice, parsed.GetValue(output)!,
                    new DirectProgress<IndexingProgress>(so => meter.Report(so.Indexed, $"{so.Indexed:N0} photos, {so.PerSecond:N0} a second")), cancellation));
            Report(terminal, made, slice, parsed.GetValue(json));
            return ExitCode.Done;
        });
    }

    static void Report(Terminal terminal, EmbeddedShard made, ShardSlice slice, bool asJson)
    {
        if (asJson)
        {
            terminal.WriteJson(json =>
            {
                json.WriteString("shard", Path.GetFullPath(made.Path));
                json.WriteNumber("number", slice.Number);
                json.WriteNumber("count", slice.Count);
                json.WriteNumber("items", made.Items);
                json.WriteNumber("embedded", made.Embedded);
                json.WriteNumber("rejected", made.Rejects.Total);
                json.WriteNumber("seconds", Math.Round(made.Elapsed.TotalSeconds, 3));
            });
            return;
        }

        string part = slice.Count == 1 ? "" : $" of part {slice.Number} of {slice.Count}";
        terminal.Output.WriteLine(made.Embedded == 0
            ? $"Nothing{part} is new or changed ({made.Elapsed.TotalSeconds:N1} s): {made.Path}"
            : $"{made.Embedded:N0} {(made.Embedded == 1 ? "photo" : "photos")}{part} embedded in {made.Elapsed.TotalSeconds:N1} s "
                + $"({made.Embedded / made.Elapsed.TotalSeconds:N0} a second): {made.Path}");
        foreach (string line in made.Rejects.Summary().Concat(made.Rejects.Notes))
            terminal.Output.WriteLine(SafeText.OneLine(line));
        if (made.Embedded > 0)
            terminal.Output.WriteLine($"Index all parts with: fashion index {Path.GetDirectoryName(made.Path)} --out my-index");
    }
}
