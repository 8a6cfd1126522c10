using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using MlNetFashion.Retrieval;

namespace MlNetFashion.Benchmarks;

/// <summary>How good and how fast the graph of an index finds neighbours, beside looking at all; one thread.</summary>
/// <remarks><c>dotnet run -c Release --project tests/MlNetFashion.Benchmarks -- near-search 100000 FOLDER</c>. The peers search the same vectors:
/// <c>faiss_peer.py FOLDER flat hnsw</c>, <c>hnswlib_peer.py FOLDER</c>.</remarks>
static class NearSearch
{
    public const string Verb = "near-search";

    const int Queries = 1000, Top = 10;

    public static void Run(int rows, string folder)
    {
        var vectors = new ClusteredVectors(IndexScale.D, seed: 1);
        if (!EmbeddingIndex.Exists(folder))
            IndexScale.Write(vectors, rows, folder);
        float[][] queries = [.. Enumerable.Range(1, Queries).Select(number => vectors[-number])];
        File.WriteAllBytes(Path.Combine(folder, "queries.f32"), MemoryMarshal.AsBytes<float>([.. queries.SelectMany(query => query)]).ToArray());
        Stopwatch building = Stopwatch.StartNew();
        if (IndexWriter.BuildGraphs(folder, new GraphOptions { Threads = 1 }) > 0)
            Tell($"built in {building.Elapsed.TotalSeconds:F1} s");

        using EmbeddingIndex index = EmbeddingIndex.Open(folder);
        index.Verify();
        foreach (string? filter in (string?[])[null, "half=0", "twentieth=0", "two-hundredth=0"])
        {
            AttributeFilter? where = filter is null ? null : AttributeFilter.Parse(filter);
            var truth = new int[Queries][];
            double exact = Seconds(i => truth[i] = [.. index.Search(queries[i], Top, where).Select(found => found.Position)]);
            Tell($"{filter ?? "all items"}: exact, in several threads, {Queries / exact:F0} a second");
            foreach (int effort in (int[])[10, 20, 40, 80, 160, 320])
            {
                int found = 0;
                Seconds(i => found += index.SearchNear(queries[i], Top, effort, where).Select(one => one.Position).Intersect(truth[i]).Count());
                double seconds = Seconds(i => index.SearchNear(queries[i], Top, effort, where));
                Tell($"  effort {effort,3}: recall@10 {found / (double)truth.Sum(one => one.Length):F4}, {Queries / seconds:F0} a second");
            }
        }

        double Seconds(Action<int> search)
        {
            long started = Stopwatch.GetTimestamp();
            for (int i = 0; i < Queries; i++)
                search(i);
            return Stopwatch.GetElapsedTime(started).TotalSeconds;
        }
    }

    static void Tell(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
