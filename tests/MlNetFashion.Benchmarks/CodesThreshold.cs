using System.Globalization;
using MlNetFashion.Catalogues;
using MlNetFashion.Retrieval;

namespace MlNetFashion.Benchmarks;

/// <summary>From how many items on a search by vectors of 8 bits is faster than one by the true ones; one thread.</summary>
/// <remarks><c>dotnet run -c Release --project tests/MlNetFashion.Benchmarks -- codes-threshold FOLDER</c>. The folder is for passing files.</remarks>
static class CodesThreshold
{
    public const string Verb = "codes-threshold";

    const int Top = 10, Queries = 8, RowsAtOnce = 1 << 20;

    public static void Run(string folder)
    {
        foreach (int dimension in (int[])[128, 256])
        {
            var vectors = new ClusteredVectors(dimension, seed: 1);
            float[][] queries = [.. Enumerable.Range(1, Queries).Select(number => vectors[-number])];
            Console.WriteLine($"{dimension} numbers; microseconds of processor time a search");
            for (int rows = 256; rows <= 1 << 18; rows *= 2)
            {
                string path = Path.Combine(folder, $"{dimension}-{rows}");
                Write(vectors, dimension, rows, path);
                using EmbeddingIndex index = EmbeddingIndex.Open(path);
                index.Verify();
                int rounds = Math.Max(1, RowsAtOnce / rows);
                double plain = Time(_ => null), coded = Time(query => new CodedQuery(query));
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{rows,8:N0} items: {plain,10:F1} in full, {coded,10:F1} by 8 bits, {plain / coded:F2}"));

                double Time(Func<float[], CodedQuery?> code) => CpuTimer.Best(() =>
                {
                    for (int round = 0; round < rounds; round++)
                        Array.ForEach(queries, query => Search(index, query, code(query)));
                }).Cpu * 1e6 / rounds / Queries;
            }
        }
    }

    static void Search(EmbeddingIndex index, float[] query, CodedQuery? coded)
    {
        var best = new BestRows(Top);
        foreach (RowBlock block in index.Embeddings.Blocks)
            index.Embeddings.Offer(block, query, coded, allowed: null, bonus: null, best);
    }

    static void Write(ClusteredVectors vectors, int dimension, int rows, string folder)
    {
        using var writer = new IndexWriter(folder, new IndexDescription(new string('0', 64), "none", "drawn vectors", DateTimeOffset.UtcNow), dimension,
            thumbnails: false);
        for (int i = 0; i < rows; i++)
            writer.Add(new CatalogueItem($"{i}", "", new Dictionary<string, string>()), vectors[i]);
        writer.Commit();
    }
}
