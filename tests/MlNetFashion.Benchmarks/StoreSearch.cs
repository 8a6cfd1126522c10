using System.Diagnostics;
using System.Globalization;
using MlNetFashion.Retrieval;
using MlNetFashion.Stores;

namespace MlNetFashion.Benchmarks;

/// <summary>How long a store takes to hold a catalogue, how much of the nearest it finds, and how many searches a second it answers.</summary>
/// <remarks><c>dotnet run -c Release --project tests/MlNetFashion.Benchmarks -- store-search 100000 FOLDER ADDRESS</c>. Without a catalogue at the address,
/// the index of the folder is published there first.</remarks>
static class StoreSearch
{
    public const string Verb = "store-search";

    const int Queries = 500, Top = 10;

    public static async Task RunAsync(int rows, string folder, string address)
    {
        var vectors = new ClusteredVectors(IndexScale.D, seed: 1);
        if (!EmbeddingIndex.Exists(folder))
            IndexScale.Write(number => vectors[number], IndexScale.D, rows, folder);
        using EmbeddingIndex index = EmbeddingIndex.Open(folder);
        using CatalogueStore store = CatalogueStores.Open(address);
        StoredCatalogue catalogue = await OpenAsync(store, index);
        float[][] queries = [.. Enumerable.Range(1, Queries).Select(number => vectors[-number])];
        foreach (string? filter in (string?[])[null, "half=0", "twentieth=0", "two-hundredth=0"])
        {
            AttributeFilter? where = filter is null ? null : AttributeFilter.Parse(filter);
            string[][] truth = [.. queries.Select(query => (string[])[.. index.Search(query, Top, where).Select(found => found.Id)])];
            foreach (int count in (int[])[Top, 200])
            {
                int found = 0, wanted = truth.Sum(one => one.Length);
                for (int i = 0; i < Queries; i++)
                    found += Ids(await store.NearestAsync(catalogue, [queries[i]], count, where)).Intersect(truth[i]).Count();
                double alone = await RateAsync(1), together = await RateAsync(8);
                Tell($"{filter ?? "all items"}, {count} candidates: recall@10 {found / (double)wanted:F4}, {alone:F0} a second, eight at once {together:F0}");

                async Task<double> RateAsync(int atOnce)
                {
                    int next = 0;
                    long started = Stopwatch.GetTimestamp();
                    await Task.WhenAll(Enumerable.Range(0, atOnce).Select(_ => Task.Run(async () =>
                    {
                        for (int i = Interlocked.Increment(ref next) - 1; i < Queries; i = Interlocked.Increment(ref next) - 1)
                            await store.NearestAsync(catalogue, [queries[i]], count, where);
                    })));
                    return Queries / Stopwatch.GetElapsedTime(started).TotalSeconds;
                }
            }
        }
    }

    static async Task<StoredCatalogue> OpenAsync(CatalogueStore store, EmbeddingIndex index)
    {
        try
        {
            return await store.ReadAsync();
        }
        catch (FileNotFoundException)
        {
            long started = Stopwatch.GetTimestamp();
            StoredCatalogue published = await store.PublishAsync(index, new PublishOptions { Grace = TimeSpan.Zero });
            TimeSpan took = Stopwatch.GetElapsedTime(started);
            Tell($"{index.Count} items published in {took.TotalSeconds:F1} s, {index.Count / took.TotalSeconds:F0} a second");
            return published;
        }
    }

    static IEnumerable<string> Ids(StoreCandidates found) => found.Items.Select(item => item.Item.Id);

    static void Tell(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
