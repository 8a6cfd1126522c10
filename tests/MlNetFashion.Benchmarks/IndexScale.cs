using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using MlNetFashion.Catalogues;
using MlNetFashion.Retrieval;

namespace MlNetFashion.Benchmarks;

/// <summary>How an index of many items is written, opened and searched: times, and memory that is resident.</summary>
/// <remarks><c>dotnet run -c Release --project tests/MlNetFashion.Benchmarks -- index-scale 1000000 FOLDER</c>. The folder is left there, so that
/// <c>faiss_peer.py FOLDER</c> can search the same vectors.</remarks>
static class IndexScale
{
    public const string Verb = "index-scale";

    public const int D = 128;

    const int Queries = 200, Top = 10;

    public static void Run(int rows, string folder)
    {
        var vectors = new ClusteredVectors(D, seed: 1);
        if (!EmbeddingIndex.Exists(folder))
            Tell("written", Time(() => Write(number => vectors[number], D, rows, folder)));
        float[][] queries = [.. Enumerable.Range(1, Queries).Select(number => vectors[-number])];
        File.WriteAllBytes(Path.Combine(folder, "queries.f32"), MemoryMarshal.AsBytes<float>([.. queries.SelectMany(query => query)]).ToArray());

        long before = Environment.WorkingSet;
        EmbeddingIndex index = null!;
        Tell("opened", Time(() => index = EmbeddingIndex.Open(folder)));
        Tell("opened again", Enumerable.Range(0, 5).Select(_ => Time(() => EmbeddingIndex.Open(folder).Dispose())).Order().ElementAt(2));
        Tell("resident after opening", (Environment.WorkingSet - before) / 1e6, "MB");
        Tell("first search", Time(() => index.Search(queries[0], Top)));
        Tell("resident after the first search", (Environment.WorkingSet - before) / 1e6, "MB");
        Search("a search", () => Array.ForEach(queries, query => index.Search(query, Top)));
        Search("a search of many at once", () => index.SearchMany([.. queries.Select(query => new ReadOnlyMemory<float>(query))], Top));
        Tell("resident after all searches", (Environment.WorkingSet - before) / 1e6, "MB");
        Tell("item by id", Time(() => index.PositionOf($"item-{rows / 2}")));
        Tell("verified", Time(() => index.Verify()));
        index.Dispose();
        Tell("one item in a hundred replaced", Time(() => Replace(vectors, rows, folder)));
        Tell("opened, the state after", Time(() => index = EmbeddingIndex.Open(folder)));
        Search("a search, the state after", () => Array.ForEach(queries, query => index.Search(query, Top)));
        index.Dispose();
    }

    /// <summary>Gives every hundredth item another vector.</summary>
    static void Replace(ClusteredVectors vectors, int rows, string folder)
    {
        using var writer = IndexWriter.Update(folder);
        for (int i = 0; i < rows; i += 100)
            writer.Add(new CatalogueItem($"item-{i}", "", Attributes(i)), vectors[int.MinValue + i]);
        writer.Commit();
    }

    /// <summary>Writes an index of vectors, by their numbers from 0.</summary>
    public static void Write(Func<int, float[]> vectors, int dimension, int rows, string folder)
    {
        using var writer = new IndexWriter(folder, new IndexDescription(new string('0', 64), "none", "vectors", DateTimeOffset.UtcNow), dimension,
            thumbnails: false);
        const int Batch = 1 << 14;
        for (int from = 0; from < rows; from += Batch)
        {
            float[][] batch = new float[Math.Min(Batch, rows - from)][];
            Parallel.For(0, batch.Length, i => batch[i] = vectors(from + i));
            for (int i = 0; i < batch.Length; i++)
                writer.Add(new CatalogueItem($"item-{from + i}", "", Attributes(from + i)), batch[i]);
        }

        writer.Commit();
    }

    // Filters of which one item in two passes, in twenty, and in two hundred.
    static Dictionary<string, string> Attributes(int i) =>
        new() { ["half"] = $"{i % 2}", ["twentieth"] = $"{i % 20}", ["two-hundredth"] = $"{i % 200}" };

    static void Search(string what, Action work)
    {
        (double wall, double cpu) = CpuTimer.Best(work);
        Tell(what, wall * 1000 / Queries);
        Tell($"{what}: processor time", cpu * 1000 / Queries);
    }

    static double Time(Action work)
    {
        long started = Stopwatch.GetTimestamp();
        work();
        return Stopwatch.GetElapsedTime(started).TotalMilliseconds;
    }

    static void Tell(string what, double amount, string unit = "ms") =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what,-42}{amount,12:N2} {unit}"));
}
