using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using MlNetFashion.Retrieval;

namespace MlNetFashion.Benchmarks;

/// <summary>How good and how fast the graph of an index finds neighbours, beside looking at all; one thread.</summary>
/// <remarks><c>dotnet run -c Release --project tests/MlNetFashion.Benchmarks -- near-search 100000 FOLDER</c> draws vectors; with a folder of Fashion-MNIST's
/// files in place of the number it takes those pictures' pixels. The peers search the same vectors: <c>-- usearch-peer FOLDER</c>,
/// <c>hnswlib_peer.py FOLDER</c>, <c>faiss_peer.py FOLDER flat hnsw</c>.</remarks>
static class NearSearch
{
    public const string Verb = "near-search";

    const int Queries = 1000, Top = 10;

    public static void Run(string source, string folder)
    {
        (int rows, int dimension, Func<int, float[]> vectors) = Vectors(source);
        if (!EmbeddingIndex.Exists(folder))
            IndexScale.Write(vectors, dimension, rows, folder);
        float[][] queries = [.. Enumerable.Range(1, Queries).Select(number => vectors(-number))];
        File.WriteAllBytes(Path.Combine(folder, "queries.f32"), MemoryMarshal.AsBytes<float>([.. queries.SelectMany(query => query)]).ToArray());
        long started = Stopwatch.GetTimestamp();
        TimeSpan before = Environment.CpuUsage.TotalTime;
        if (IndexWriter.BuildGraphs(folder, new GraphOptions { Threads = 1 }) > 0)
            Tell($"built in {Stopwatch.GetElapsedTime(started).TotalSeconds:F1} s, {(Environment.CpuUsage.TotalTime - before).TotalSeconds:F1} s of processor time");

        using EmbeddingIndex index = EmbeddingIndex.Open(folder);
        index.Verify();
        foreach (string? filter in (string?[])[null, "half=0", "twentieth=0", "two-hundredth=0"])
        {
            AttributeFilter? where = filter is null ? null : AttributeFilter.Parse(filter);
            ItemConditions? Conditions() => where?.On(index.Items);
            int[][] truth = [.. queries.Select(query => (int[])[.. index.Search(query, Top, where).Select(found => found.Position)])];
            Tell($"{filter ?? "all items"}: exact, {Rate(query => index.Search(query, Top, where))}");
            foreach (int effort in (int[])[10, 20, 40, 80, 160, 320])
            {
                int found = 0;
                for (int i = 0; i < Queries; i++)
                    found += index.Near(queries[i], Top, effort, Conditions(), alwaysWalks: true).Select(one => one.Row).Intersect(truth[i]).Count();
                Tell($"  effort {effort,3}: recall@10 {found / (double)truth.Sum(one => one.Length):F4}, walks {Rate(query =>
                    index.Near(query, Top, effort, Conditions(), alwaysWalks: true))}; with the items {Rate(query => index.SearchNear(query, Top, effort, where))}");
            }
        }

        string Rate(Action<float[]> search)
        {
            (double wall, double cpu) = CpuTimer.Best(() => Array.ForEach(queries, search));
            return string.Create(CultureInfo.InvariantCulture, $"{Queries / wall:F0} a second, {Queries / cpu:F0} a second of processor time");
        }
    }

    static (int Rows, int Dimension, Func<int, float[]> Vectors) Vectors(string source)
    {
        if (int.TryParse(source, NumberStyles.None, CultureInfo.InvariantCulture, out int rows))
        {
            var drawn = new ClusteredVectors(IndexScale.D, seed: 1);
            return (rows, IndexScale.D, number => drawn[number]);
        }

        var pictures = new PictureVectors(source);
        return (pictures.Count, PictureVectors.D, number => pictures[number]);
    }

    static void Tell(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
