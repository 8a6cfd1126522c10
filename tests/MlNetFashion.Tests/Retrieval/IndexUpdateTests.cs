using MlNetFashion.Catalogues;
using MlNetFashion.Images;
using MlNetFashion.Retrieval;
using MlNetFashion.Storage;

namespace MlNetFashion.Tests.Retrieval;

sealed class IndexUpdateTests
{
    static readonly IndexingOptions s_options = new() { BatchSize = 8, Dimension = 4 };
    int _embedded;

    [Test]
    public void However_a_catalogue_changes_an_updated_index_holds_what_a_new_one_would([Range(1, 6)] int seed)
    {
        using TemporaryFolder updated = new();
        var random = new Random(seed);
        var catalogue = Enumerable.Range(0, 30).ToDictionary(i => $"{i}", i => Make($"{i}", i, i));
        Update(updated.Path, catalogue.Values);
        for (int round = 0; round < 20; round++)
        {
            var before = new Dictionary<string, CatalogueEntry>(catalogue);
            var seen = new HashSet<UInt128>();
            for (int change = random.Next(6); change > 0; change--)
            {
                string id = $"{random.Next(60)}";
                if (random.Next(3) == 0 && catalogue.Count > 1)
                    catalogue.Remove(id);
                else
                    catalogue[id] = Make(id, random.Next(40), random.Next(4));
            }

            _embedded = 0;
            IndexingProgress done = Update(updated.Path, catalogue.Values);
            int anew = catalogue.Count(pair => !before.TryGetValue(pair.Key, out CatalogueEntry? known) || known.Picture.Hash() != pair.Value.Picture.Hash());
            Assert.That((_embedded, done.Embedded), Is.EqualTo((anew, anew)), "photos that are new or changed, and no others");
            Assert.That(done.Removed, Is.EqualTo(before.Keys.Except(catalogue.Keys).Count()));
            Assert.That(done.Indexed, Is.EqualTo(catalogue.Count));
            RequireHolds(updated.Path, catalogue.Values);
        }

        string answers = SmallIndex.Answers(updated.Path);
        IndexWriter.Compact(updated.Path);
        Assert.That(IndexManifest.Read(updated.Path).Segments.Select(segment => segment.Removed), Is.EqualTo((RemovedRows?[])[null]));
        Assert.That(SmallIndex.Answers(updated.Path), Is.EqualTo(answers), "to the bit and in the same order");
        Assert.That(IndexWriter.Compact(updated.Path), Is.False);
    }

    [Test]
    public void An_update_with_nothing_new_changes_no_file()
    {
        using TemporaryFolder folder = new();
        CatalogueEntry[] entries = [.. Enumerable.Range(0, 20).Select(MeanColours.Entry)];
        Update(folder.Path, entries);
        string[] Files() => [.. Directory.GetFiles(folder.Path).Select(file => $"{file} {File.GetLastWriteTimeUtc(file):O}")];
        string[] before = Files();
        _embedded = 0;
        IndexingProgress done = Update(folder.Path, entries.Reverse());
        Assert.That((done.Unchanged, done.Described, done.Removed, _embedded), Is.EqualTo((20, 0, 0, 0)));
        Assert.That(Files(), Is.EquivalentTo(before));
    }

    [Test]
    public void Other_attributes_are_written_without_embedding_the_photo()
    {
        using TemporaryFolder folder = new();
        Update(folder.Path, [Make("a", 1, 1), Make("b", 2, 2), Make("c", 3, 3)]);
        using EmbeddingIndex before = EmbeddingIndex.Open(folder.Path);
        _embedded = 0;
        IndexingProgress done = Update(folder.Path, [Make("a", 1, 1), Make("b", 2, 9), Make("c", 3, 3)]);
        Assert.That((done.Unchanged, done.Described, _embedded), Is.EqualTo((2, 1, 0)));
        using EmbeddingIndex index = EmbeddingIndex.Open(folder.Path);
        int row = index.PositionOf("b"), old = before.PositionOf("b");
        Assert.That(index.Item(row).Attributes["style"], Is.EqualTo("9"));
        Assert.That(index.Embedding(row).ToArray(), Is.EqualTo(before.Embedding(old).ToArray()));
        Assert.That(index.Thumbnail(row)!.Pixels, Is.EqualTo(before.Thumbnail(old)!.Pixels));
        Assert.That(before.Item(old).Attributes["style"], Is.EqualTo("2"), "who has it open keeps what it was");
        Assert.That(index.Facets(["style"]).Single().Values.Select(value => value.Value), Is.EquivalentTo(["1", "3", "9"]), "no value of a removed row");
    }

    [Test]
    public void Items_that_are_missing_stay_where_that_is_asked_or_a_source_was_cut_off()
    {
        using TemporaryFolder folder = new();
        Update(folder.Path, [Make("a", 1, 1), Make("b", 2, 2)]);
        Update(folder.Path, [Make("c", 3, 3)], s_options with { KeepsMissing = true });
        Assert.That(Ids(folder.Path), Is.EqualTo(["a", "b", "c"]));

        var rejects = new RejectLog();
        IEnumerable<CatalogueEntry> CutOff()
        {
            yield return Make("d", 4, 4);
            rejects.Add(new RejectedEntry("photos.zip", "", "The archive ends too early.", RejectKind.Source));
        }

        Update(folder.Path, CutOff(), rejects: rejects);
        Assert.That(Ids(folder.Path), Is.EqualTo(["a", "b", "c", "d"]));
        Assert.That(rejects.Notes, Has.Some.Contains("no item was removed"));
        Update(folder.Path, [Make("d", 4, 4)]);
        Assert.That(Ids(folder.Path), Is.EqualTo(["d"]));
    }

    [Test]
    public void An_item_whose_new_photo_cannot_be_read_stays_as_it_was_and_is_told()
    {
        using TemporaryFolder folder = new();
        Update(folder.Path, [Make("a", 1, 1), Make("b", 2, 2)]);
        using EmbeddingIndex before = EmbeddingIndex.Open(folder.Path);
        var rejects = new RejectLog();
        CatalogueEntry broken = new(SmallIndex.Item("b"), new CataloguePicture("%PDF-1.7"u8.ToArray()), "test", "b.jpg");
        IndexingProgress done = Update(folder.Path, [Make("a", 1, 1), broken, Make("a", 5, 5)], rejects: rejects);
        Assert.That((done.Indexed, done.Rejected, done.Removed), Is.EqualTo((1, 2, 0)));
        Assert.That(rejects.Examples.Select(entry => entry.Kind), Is.EqualTo((RejectKind[])[RejectKind.Picture, RejectKind.DuplicateId]));
        using EmbeddingIndex index = EmbeddingIndex.Open(folder.Path);
        Assert.That(index.Version, Is.EqualTo(before.Version));
    }

    [Test]
    public void With_another_encoder_all_is_embedded_again()
    {
        using TemporaryFolder folder = new();
        CatalogueEntry[] entries = [.. Enumerable.Range(0, 5).Select(MeanColours.Entry)];
        Update(folder.Path, entries);
        var rejects = new RejectLog();
        IndexDescription other = SmallIndex.Description with { ModelSha256 = new string('b', 64) };
        Assert.That(() => Indexer(s_options with { KeepsMissing = true }).Update(entries, folder.Path, other, rejects),
            Throws.InstanceOf<InvalidDataException>().With.Message.Contains("another image encoder"));
        _embedded = 0;
        Indexer(s_options).Update(entries, folder.Path, other, rejects);
        Assert.That(_embedded, Is.EqualTo(5));
        Assert.That(rejects.Notes, Has.Some.Contains("another image encoder"));
        using EmbeddingIndex index = EmbeddingIndex.Open(folder.Path);
        Assert.That(index.Description.ModelSha256, Is.EqualTo(other.ModelSha256));
    }

    [Test]
    public void Many_small_updates_leave_few_segments()
    {
        using TemporaryFolder folder = new();
        for (int i = 1; i <= 40; i++)
        {
            Update(folder.Path, Enumerable.Range(0, i).Select(MeanColours.Entry));
            Assert.That(IndexManifest.Read(folder.Path).Segments, Has.Count.LessThanOrEqualTo(12));
        }

        RequireHolds(folder.Path, Enumerable.Range(0, 40).Select(MeanColours.Entry));
    }

    [Test]
    public void Joining_small_segments_leaves_a_large_one_that_has_lost_few_rows_and_its_graph()
    {
        using TemporaryFolder folder = new();
        float[] vectors = SmallIndex.Vectors(300, 4, seed: 3);
        using (var writer = new IndexWriter(folder.Path, SmallIndex.Description, 4, thumbnails: false))
        {
            for (int i = 0; i < 200; i++)
                writer.Add(SmallIndex.Item($"{i}"), vectors.AsSpan(4 * i, 4));
            writer.Commit();
        }

        IndexWriter.BuildGraphs(folder.Path, new GraphOptions { LeastRows = 100, Threads = 1 });
        SegmentRecord large = IndexManifest.Read(folder.Path).Segments.Single();
        for (int i = 0; i < 30; i++)
        {
            using var writer = IndexWriter.Update(folder.Path, description: null, rowsPerSegment: 100);
            writer.Add(SmallIndex.Item($"{i}"), vectors.AsSpan(4 * (200 + i), 4));
            writer.Commit();
        }

        IReadOnlyList<SegmentRecord> segments = IndexManifest.Read(folder.Path).Segments;
        Assert.That(segments, Has.Count.LessThanOrEqualTo(13));
        Assert.That((segments[0].Name, segments[0].Graph, segments[0].LiveRows), Is.EqualTo((large.Name, large.Graph, 170)));
        using EmbeddingIndex index = EmbeddingIndex.Open(folder.Path);
        Assert.That(Enumerable.Range(0, 200).Select(i => index.Embedding(index.PositionOf($"{i}"))[0]),
            Is.EqualTo(Enumerable.Range(0, 200).Select(i => vectors[4 * (i < 30 ? 200 + i : i)])));
        Assert.That(IndexWriter.Compact(folder.Path), Is.True);
        Assert.That(IndexManifest.Read(folder.Path).Segments.Single().Rows, Is.EqualTo(200), "asked for, all is joined");
    }

    [Test]
    public void Segments_that_take_the_place_of_linked_ones_are_linked()
    {
        const int Rows = 10_100;
        using TemporaryFolder folder = new();
        float[] vectors = SmallIndex.Vectors(Rows, 4, seed: 3);
        using (var writer = new IndexWriter(folder.Path, SmallIndex.Description, 4, thumbnails: false))
        {
            for (int i = 0; i < Rows; i++)
                writer.Add(SmallIndex.Item($"{i}"), vectors.AsSpan(4 * i, 4));
            writer.Commit();
        }

        IndexWriter.BuildGraphs(folder.Path, new GraphOptions { Effort = 20 });
        using (var writer = IndexWriter.Update(folder.Path))
        {
            writer.Remove("7");
            writer.Commit();
        }

        Assert.That(IndexWriter.Compact(folder.Path), Is.True);
        SegmentRecord joined = IndexManifest.Read(folder.Path).Segments.Single();
        Assert.That((joined.Rows, joined.Graph is not null), Is.EqualTo((Rows - 1, true)));
    }

    [Test]
    public void No_other_writer_gets_in_between_an_update_and_the_joining_that_ends_it()
    {
        using TemporaryFolder folder = new();
        SmallIndex.Write(folder.Path);
        int steps = 0, refused = 0;
        void TryToWrite()
        {
            steps++;
            try
            {
                IndexWriter.Update(folder.Path).Dispose();
            }
            catch (IOException)
            {
                refused++;
            }
        }

        bool isTrying = false;
        using (var writer = IndexWriter.Update(folder.Path))
        {
            using IDisposable watch = FileDoor.Watch((_, _, bytes) =>
            {
                if (isTrying)
                    return bytes;
                isTrying = true;
                TryToWrite();
                isTrying = false;
                return bytes;
            });
            foreach (string id in (string[])["id0", "id1", "id2"])
                writer.Remove(id);
            writer.Commit();
            TryToWrite();
        }

        Assert.That(IndexManifest.Read(folder.Path).Segments.Select(segment => segment.Removed), Is.EqualTo((RemovedRows?[])[null]), "segments were joined");
        Assert.That(refused, Is.EqualTo(steps).And.GreaterThan(10));
        Assert.That(() => IndexWriter.Update(folder.Path).Dispose(), Throws.Nothing);
    }

    [Test]
    public void An_index_answers_the_same_however_it_is_cut_into_segments([Values(1, 2, 7)] int rows)
    {
        using TemporaryFolder one = new(), many = new();
        foreach ((string folder, int rowsPerSegment) in new[] { (one.Path, 1000), (many.Path, rows) })
        {
            using var writer = new IndexWriter(folder, SmallIndex.Description, 4, thumbnails: true, rowsPerSegment);
            float[] vectors = SmallIndex.Vectors(20, 4, seed: 3);
            for (int i = 0; i < 20; i++)
            {
                // An attribute that comes late, one with two spellings, one of few items.
                CatalogueItem item = SmallIndex.Item($"{i}", $"title {i}", (i % 2 == 0 ? "Size" : "size", $"{i % 3}"), (i > 9 ? "late" : "early", "yes"));
                writer.Add(item, vectors.AsSpan(i * 4, 4), i % 5 == 0 ? [] : IndexWriter.EncodeThumbnail(MeanColours.Picture(i)));
            }

            writer.Commit();
        }

        Assert.That(IndexManifest.Read(many.Path).Segments, Has.Count.EqualTo((20 + rows - 1) / rows));
        Assert.That(SmallIndex.Answers(many.Path), Is.EqualTo(SmallIndex.Answers(one.Path)));
        using EmbeddingIndex index = EmbeddingIndex.Open(many.Path), whole = EmbeddingIndex.Open(one.Path);
        Assert.That(Enumerable.Range(0, 20).Select(i => index.PositionOf($"{i}")), Is.EqualTo(Enumerable.Range(0, 20)));
        Assert.That(index.Facets().Select(Text), Is.EqualTo(whole.Facets().Select(Text)));
        Assert.That(AttributeFilter.Parse("size=1,late=yes").Passes(index), Is.EqualTo(AttributeFilter.Parse("size=1,late=yes").Passes(whole)));
    }

    [Test]
    public void Removed_items_are_found_by_nothing()
    {
        using TemporaryFolder folder = new();
        SmallIndex.Write(folder.Path);
        using (var writer = IndexWriter.Update(folder.Path))
        {
            Assert.That((writer.Remove("id3"), writer.Remove("id3"), writer.Remove("nobody"), writer.Contains("id3"), writer.Count),
                Is.EqualTo((true, false, false, false, 4)));
            writer.Commit();
        }

        using EmbeddingIndex index = EmbeddingIndex.Open(folder.Path);
        Assert.That((index.Count, index.PositionOf("id3")), Is.EqualTo((4, -1)));
        Assert.That(index.Search([1f, 0, 0, 0], 10).Select(found => found.Id), Is.EquivalentTo(["id0", "id1", "id2", "id4"]));
        using (var writer = IndexWriter.Update(folder.Path))
        {
            foreach (string id in (string[])["id0", "id1", "id2", "id4"])
                writer.Remove(id);
            Assert.That(writer.Commit, Throws.InvalidOperationException.With.Message.Contains("No item would be left"));
        }

        Assert.That(Ids(folder.Path), Has.Length.EqualTo(4));
    }

    [Test]
    public void A_closed_index_refuses_and_one_in_memory_goes_on()
    {
        using TemporaryFolder folder = new();
        SmallIndex.Write(folder.Path);
        EmbeddingIndex index = EmbeddingIndex.Open(folder.Path);
        index.Dispose();
        Assert.That(() => index.Search([1f, 0, 0, 0], 1), Throws.InstanceOf<ObjectDisposedException>().With.Message.Contains("Open it again"));
        EmbeddingIndex memory = EmbeddingIndex.Create(SmallIndex.Description, [SmallIndex.Item("a")], [1f, 0, 0, 0], 4);
        memory.Dispose();
        Assert.That(memory.Search([1f, 0, 0, 0], 1).Single().Id, Is.EqualTo("a"));
    }

    [Test]
    public void Verifying_finds_what_no_answer_has_touched()
    {
        using TemporaryFolder folder = new();
        SmallIndex.Write(folder.Path);
        string pictures = Directory.GetFiles(folder.Path, "*.thumbnails").Single();
        byte[] bytes = File.ReadAllBytes(pictures);
        bytes[10] ^= 1;
        File.WriteAllBytes(pictures, bytes);
        using EmbeddingIndex index = EmbeddingIndex.Open(folder.Path);
        Assert.That(index.Search([1f, 0, 0, 0], 1), Has.Length.EqualTo(1));
        Assert.That(() => index.Verify(), Throws.InstanceOf<InvalidDataException>().With.Message.Contains(Path.GetFileName(pictures)));
        Assert.That(() => index.Thumbnail(0), Throws.InstanceOf<InvalidDataException>());
    }

    static CatalogueEntry Make(string id, int picture, int style) =>
        new(SmallIndex.Item(id, $"item {id}", ("style", $"{style}"), ($"only{style % 3}", "x")), new CataloguePicture(MeanColours.Picture(picture)), "test", $"{id}.png");

    static string[] Ids(string folder)
    {
        using EmbeddingIndex index = EmbeddingIndex.Open(folder);
        return [.. Enumerable.Range(0, index.Count).Select(row => index.Item(row).Id).Order()];
    }

    static string Text(AttributeFacet facet) => $"{facet.Name} {facet.Without}: {string.Join(", ", facet.Values)}";

    // What a new index of the same entries holds, whatever the order.
    void RequireHolds(string folder, IEnumerable<CatalogueEntry> entries)
    {
        using TemporaryFolder other = new();
        Indexer(s_options).Build(entries, other.Path, SmallIndex.Description, new RejectLog());
        using EmbeddingIndex index = EmbeddingIndex.Open(folder), fresh = EmbeddingIndex.Open(other.Path);
        Assert.That(Contents(index), Is.EquivalentTo(Contents(fresh)));
        Assert.That(index.Facets().Select(Text), Is.EquivalentTo(fresh.Facets().Select(Text)));
        Assert.That(Enumerable.Range(0, index.Count).Select(row => index.PositionOf(index.Item(row).Id)), Is.EqualTo(Enumerable.Range(0, index.Count)));
        float[] query = fresh.Embedding(0).ToArray();
        AttributeFilter filter = AttributeFilter.Parse("only1=x");
        if (fresh.AttributeNames.Contains("only1"))
            Assert.That(Found(index, query, filter), Is.EqualTo(Found(fresh, query, filter)));
        Assert.That(Found(index, query, null), Is.EqualTo(Found(fresh, query, null)));
    }

    static (float, string)[] Found(EmbeddingIndex index, float[] query, AttributeFilter? where) =>
        [.. index.Search(query, index.Count, where).Select(found => (found.Score, found.Id)).OrderByDescending(found => found.Score).ThenBy(found => found.Id)];

    static IEnumerable<string> Contents(EmbeddingIndex index) => Enumerable.Range(0, index.Count).Select(row =>
        $"{index.Item(row).Id} {index.Item(row).Title} {string.Join(",", index.Item(row).Attributes.OrderBy(pair => pair.Key))} "
        + $"{string.Join(",", index.Embedding(row).ToArray())} {Convert.ToHexString(index.Thumbnail(row)!.Pixels)}");

    CatalogueIndexer Indexer(IndexingOptions options) => new(Embed, options);

    IndexingProgress Update(string folder, IEnumerable<CatalogueEntry> entries, IndexingOptions? options = null, RejectLog? rejects = null) =>
        Indexer(options ?? s_options).Update(entries, folder, SmallIndex.Description, rejects ?? new RejectLog());

    ReadOnlyMemory<float> Embed(IReadOnlyList<RgbImage> pictures)
    {
        Interlocked.Add(ref _embedded, pictures.Count);
        return MeanColours.Embed(pictures);
    }
}
