using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using Cloud.Unum.USearch;

namespace MlNetFashion.Benchmarks;

/// <summary>Searches the vectors that <c>near-search</c> wrote with USearch, one thread, in numbers of 32 bits and of 8.</summary>
/// <remarks><c>dotnet run -c Release --project tests/MlNetFashion.Benchmarks -- usearch-peer FOLDER</c>. Degree 16, effort of building 200, as the others.</remarks>
static class UsearchPeer
{
    public const string Verb = "usearch-peer";

    const int Top = 10, Degree = 16, BuildingEffort = 200;

    public static void Run(string folder)
    {
        using JsonDocument manifest = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "fashion-index.json")));
        int dimension = manifest.RootElement.GetProperty("dimension").GetInt32();
        float[][] rows = [.. manifest.RootElement.GetProperty("segments").EnumerateArray().SelectMany(segment =>
            Read(Path.Combine(folder, segment.GetProperty("name").GetString() + ".embeddings"), dimension, segment.GetProperty("rows").GetInt32()))];
        float[][] queries = [.. Read(Path.Combine(folder, "queries.f32"), dimension, int.MaxValue)];
        HashSet<ulong>[] truth = [.. queries.AsParallel().AsOrdered().Select(query => (HashSet<ulong>)[.. Enumerable.Range(0, rows.Length)
            .OrderByDescending(row => System.Numerics.Tensors.TensorPrimitives.Dot<float>(query, rows[row])).Take(Top).Select(row => (ulong)row)])];
        foreach (ScalarKind kind in (ScalarKind[])[ScalarKind.Float32, ScalarKind.Int8])
        {
            // The effort of a search is a part of the index there.
            foreach (int effort in (int[])[20, 80])
            {
                using var index = new USearchIndex(MetricKind.Cos, kind, (ulong)dimension, connectivity: Degree, expansionAdd: BuildingEffort,
                    expansionSearch: (ulong)effort);
                TimeSpan before = Environment.CpuUsage.TotalTime;
                for (int row = 0; row < rows.Length; row++)
                    index.Add((ulong)row, rows[row]);
                double building = (Environment.CpuUsage.TotalTime - before).TotalSeconds;
                int found = queries.Zip(truth).Sum(pair => Find(index, pair.First).Count(pair.Second.Contains));
                (double wall, double cpu) = CpuTimer.Best(() => Array.ForEach(queries, query => Find(index, query)));
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{kind} effort {effort,3}: recall@10 {found / (double)(Top * queries.Length):F4}, "
                    + $"{queries.Length / wall:F0} a second, {queries.Length / cpu:F0} a second of processor time; built in {building:F1} s of processor time"));
            }
        }
    }

    static ulong[] Find(USearchIndex index, float[] query)
    {
        index.Search(query, Top, out ulong[] keys, out _);
        return keys;
    }

    static IEnumerable<float[]> Read(string path, int dimension, int rows)
    {
        using FileStream file = File.OpenRead(path);
        for (int row = 0; row < rows; row++)
        {
            float[] vector = new float[dimension];
            Span<byte> bytes = MemoryMarshal.AsBytes(vector.AsSpan());
            if (file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) < bytes.Length)
                yield break;
            yield return vector;
        }
    }
}
