using MlNetFashion.Retrieval;

namespace MlNetFashion.Tests.Retrieval;

sealed class NeighbourGraphTests
{
    const int D = 24, Rows = 4000;

    static readonly GraphOptions s_options = new() { Degree = 8, Effort = 60, Threads = 1, LeastRows = 100 };

    [Test]
    public void Nearly_all_of_the_nearest_are_found_whatever_the_filter([Values(1, 2)] int threads)
    {
        using TemporaryFolder folder = new();
        float[][] vectors = Write(folder.Path);
        Assert.That(IndexWriter.BuildGraphs(folder.Path, s_options with { Threads = threads }), Is.EqualTo(1));
        using EmbeddingIndex index = EmbeddingIndex.Open(folder.Path);
        foreach (string? filter in (string?[])[null, "half=1", "twentieth=3", "two-hundredth=7", "one=5"])
        {
            AttributeFilter? where = filter is null ? null : AttributeFilter.Parse(filter);
            bool[]? allowed = where?.Passes(index);
            int found = 0, all = 0;
            for (int i = 0; i < 40; i++)
            {
                int[] exact = [.. index.Search(Query(vectors, i), 10, where).Select(one => one.Position)];
                var near = new List<int>();
                index.Segments[0].Graph!.Search(new CodedQuery(Query(vectors, i)), effort: 80,
                    allowed is null ? null : new AllowedRows(new LiveRows(Rows), 0, where!.On(index.Items)), near);
                Assert.That(near, Is.Unique.And.All.Matches<int>(row => allowed?[row] != false));
                found += near.Take(10).Intersect(exact).Count();
                all += exact.Length;
            }

            Assert.That(found, Is.GreaterThan(0.95 * all), $"{filter ?? "all"}: {found} of {all}");
        }
    }

    [Test]
    public void What_is_found_has_its_exact_score_whichever_way_is_quicker([Values(1, 10, 100)] int effort, [Values(null, "half=1", "one=5")] string? filter)
    {
        using TemporaryFolder folder = new();
        float[][] vectors = Write(folder.Path);
        IndexWriter.BuildGraphs(folder.Path, s_options);
        using EmbeddingIndex index = EmbeddingIndex.Open(folder.Path);
        AttributeFilter? where = filter is null ? null : AttributeFilter.Parse(filter);
        Dictionary<int, float> scores = index.Search(vectors[1], Rows, where).ToDictionary(found => found.Position, found => found.Score);
        Neighbour[] near = index.SearchNear(vectors[1], 5, effort, where);
        Assert.That(near, Has.Length.EqualTo(Math.Min(5, scores.Count)));
        Assert.That(near.Select(found => found.Score), Is.Ordered.Descending.And.EqualTo(near.Select(found => scores[found.Position])));
        Assert.That(near.Select(found => found.Position), Is.Unique);
    }

    [Test]
    public void One_thread_builds_the_same_graph_from_the_same_seed_and_another_from_another()
    {
        byte[] Built(int seed)
        {
            using TemporaryFolder folder = new();
            Write(folder.Path);
            IndexWriter.BuildGraphs(folder.Path, s_options with { Seed = seed });
            return File.ReadAllBytes(Directory.GetFiles(folder.Path, "*.graph").Single());
        }

        Assert.That(Built(1), Is.EqualTo(Built(1)));
        Assert.That(Built(2), Is.Not.EqualTo(Built(1)));
    }

    [Test]
    public void A_graph_outlives_updates_and_leads_to_no_removed_item()
    {
        using TemporaryFolder folder = new();
        float[][] vectors = Write(folder.Path);
        IndexWriter.BuildGraphs(folder.Path, s_options);
        using (var writer = IndexWriter.Update(folder.Path))
        {
            for (int i = 0; i < 500; i++)
                writer.Remove($"{i}");
            writer.Add(SmallIndex.Item("new"), vectors[0]);
            writer.Commit();
        }

        Assert.That(IndexWriter.BuildGraphs(folder.Path, s_options), Is.Zero, "the new segment is too small, and the other has its graph");
        using (EmbeddingIndex index = EmbeddingIndex.Open(folder.Path))
        {
            for (int i = 0; i < 20; i++)
            {
                string[] near = [.. index.SearchNear(vectors[i], 10, effort: 12).Select(one => one.Id)];
                Assert.That(near.Where(id => id != "new").Select(int.Parse), Is.All.GreaterThanOrEqualTo(500));
            }

            Assert.That(index.SearchNear(vectors[0], 1)[0].Id, Is.EqualTo("new"));
        }

        Assert.That(IndexWriter.Compact(folder.Path), Is.True);
        Assert.That(Directory.GetFiles(folder.Path, "*.graph"), Is.Empty, "4,000 items are too few for a graph where nobody says otherwise");
        using EmbeddingIndex joined = EmbeddingIndex.Open(folder.Path);
        Assert.That(joined.SearchNear(vectors[600], 5).Select(one => one.Id), Is.EqualTo(joined.Search(vectors[600], 5).Select(one => one.Id)));
    }

    [Test]
    public void A_damaged_graph_is_refused_and_one_that_was_made_up_does_no_harm()
    {
        using TemporaryFolder folder = new();
        float[][] vectors = Write(folder.Path);
        IndexWriter.BuildGraphs(folder.Path, s_options);
        string path = Directory.GetFiles(folder.Path, "*.graph").Single();
        byte[] whole = File.ReadAllBytes(path);
        whole[100_000] ^= 4;
        File.WriteAllBytes(path, whole);
        using (EmbeddingIndex damaged = EmbeddingIndex.Open(folder.Path))
        {
            Assert.That(damaged.Search(vectors[0], 3), Has.Length.EqualTo(3), "it is not needed for that");
            Assert.That(() => damaged.SearchNear(vectors[0], 3, effort: 3), Throws.InstanceOf<InvalidDataException>());
        }

        // Links that lead anywhere, and lists that are not there, with checksums that fit.
        var random = new Random(5);
        IndexManifest manifest = IndexManifest.Read(folder.Path);
        byte[] content = whole[..(int)manifest.Segments[0].Graph!.Links.Bytes];
        for (int time = 0; time < 20; time++)
        {
            for (int i = 0; i < 2000; i++)
                BitConverter.TryWriteBytes(content.AsSpan(16 + 4 * random.Next(content.Length / 4 - 4)), random.Next(2) == 0
                    ? random.Next() : random.Next(-5, Rows + 5));
            File.Delete(path);
            using (var file = new IndexSectionWriter(path))
            {
                file.Write(content);
                SegmentRecord segment = manifest.Segments[0];
                IndexManifest forged = manifest with { Segments = [segment with { Graph = segment.Graph! with { Links = file.Complete() } }] };
                File.WriteAllBytes(folder["fashion-index.json"], forged.ToBytes());
            }

            using EmbeddingIndex index = EmbeddingIndex.Open(folder.Path);
            Assert.That(index.SearchNear(vectors[time], 3, effort: 10), Has.Length.LessThanOrEqualTo(3));
        }
    }

    static float[] Query(float[][] vectors, int i)
    {
        float[] mixed = [.. vectors[i * 31].Zip(vectors[i * 31 + 1], (one, other) => one + 0.3f * other)];
        float norm = MathF.Sqrt(DotProduct.Of(mixed, mixed));
        return [.. mixed.Select(number => number / norm)];
    }

    static float[][] Write(string folder)
    {
        var random = new Random(3);
        float[][] centres = [.. Enumerable.Range(0, 40).Select(i => SmallIndex.Vectors(1, D, seed: i))];
        float[][] vectors = [.. Enumerable.Range(0, Rows).Select(i =>
        {
            float[] vector = [.. centres[random.Next(40)].Select(number => number + 0.25f * (float)(random.NextDouble() - 0.5))];
            float norm = MathF.Sqrt(DotProduct.Of(vector, vector));
            return (float[])[.. vector.Select(number => number / norm)];
        })];
        using var writer = new IndexWriter(folder, SmallIndex.Description, D, thumbnails: false);
        for (int i = 0; i < Rows; i++)
            writer.Add(SmallIndex.Item($"{i}", "", ("half", $"{i % 2}"), ("twentieth", $"{i % 20}"), ("two-hundredth", $"{i % 200}"), ("one", $"{i}")),
                vectors[i]);
        writer.Commit();
        return vectors;
    }
}
