using MlNetFashion.Retrieval;
using MlNetFashion.Stores;

namespace MlNetFashion.Tool.Commands;

/// <summary>Publishes an index as a catalogue that is searched where it is stored.</summary>
static class StorePublishing
{
    public static int Run(Terminal terminal, string folder, string address, bool json, CancellationToken cancellation)
    {
        using EmbeddingIndex index = EmbeddingIndex.Open(folder);
        using CatalogueStore store = CatalogueStores.Open(address);
        StoredCatalogue published = terminal.Work("Publishing", index.Count, meter => store.PublishAsync(index, options: null,
            new DirectProgress<int>(done => meter.Report(done, $"{done:N0} items")), cancellation).GetAwaiter().GetResult());
        if (json)
        {
            terminal.WriteJson(line =>
            {
                line.WriteString("catalogue", $"{published.Address}");
                line.WriteString("version", published.Version);
                line.WriteNumber("published", published.Count);
            });
        }
        else
        {
            terminal.Output.WriteLine($"{published.Count:N0} {(published.Count == 1 ? "item" : "items")} published. "
                + $"Search them: fashion search \"a red dress\" --index \"{published.Address}\"");
        }

        return ExitCode.Done;
    }
}
