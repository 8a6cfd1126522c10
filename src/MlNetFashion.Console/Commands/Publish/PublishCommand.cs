using System.CommandLine;
using Microsoft.Extensions.VectorData;
using MlNetFashion.Retrieval;
using MlNetFashion.VectorData;

namespace MlNetFashion.Tool.Commands;

/// <summary><c>fashion publish</c>: the items of an index into a vector store.</summary>
static class PublishCommand
{
    public static Command Make(Terminal terminal)
    {
        var folder = new Argument<string>("INDEX") { Description = "The folder of the index." };
        Option<string?> to = SharedOptions.Path("--to", "STORE",
            "A folder of collections; a .dll with a public class that derives from Microsoft.Extensions.VectorData's VectorStore and needs "
                + "nothing to be made; or the address of a catalogue that can be searched there: garnet://host:port/NAME?shards=3 or "
                + "postgres://user:password@host/db?catalogue=NAME.", required: true);
        var name = new Option<string?>("--name") { Description = "The collection's name. [default: that of the index's folder]", HelpName = "NAME" };
        Option<int> batch = SharedOptions.Number("--batch", 1000, 1, "Items that are upserted at once.");
        Option<bool> json = SharedOptions.Json();
        return new ToolCommand("publish", "Upsert the items of an index into a collection of any vector store of .NET: id, title, attributes and vector.",
            "publish my-index --to stores", "publish my-index --to MyShop.Qdrant.dll --name garments",
            "publish my-index --to garnet://10.0.0.1:6379/shop?shards=6")
        {
            folder, to, name, batch, json,
        }.Does((parsed, cancellation) =>
        {
            string path = parsed.GetValue(folder)!;
            if (StoreAddress.IsOne(parsed.GetValue(to)!))
            {
                if (parsed.GetValue(name) is not null)
                    throw new ArgumentException("--name names a collection, but an address has the catalogue's name in it already. Leave --name out.");
                return StorePublishing.Run(terminal, path, parsed.GetValue(to)!, parsed.GetValue(json), cancellation);
            }

            string collection = parsed.GetValue(name) ?? Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(path)));
            using EmbeddingIndex index = EmbeddingIndex.Open(path);
            using VectorStore store = StoreAssembly.Open(parsed.GetValue(to)!);
            int count = terminal.Work("Publishing", index.Count, meter => CataloguePublisher.PublishAsync(index, store, collection, parsed.GetValue(batch),
                new DirectProgress<int>(done => meter.Report(done, $"{done:N0} items")), cancellation).GetAwaiter().GetResult());
            if (parsed.GetValue(json))
            {
                terminal.WriteJson(line =>
                {
                    line.WriteString("collection", collection);
                    line.WriteNumber("published", count);
                });
            }
            else
            {
                terminal.Output.WriteLine($"{count:N0} {(count == 1 ? "item" : "items")} published as \"{collection}\"");
            }

            return ExitCode.Done;
        });
    }
}
