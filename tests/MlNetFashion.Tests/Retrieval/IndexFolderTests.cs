using MlNetFashion.Catalogues;
using MlNetFashion.Retrieval;

namespace MlNetFashion.Tests.Retrieval;

sealed class IndexFolderTests
{
    [Test]
    public void An_index_answers_after_reopening_as_it_did_in_memory()
    {
        using var folder = new TemporaryFolder();
        SmallIndex.Write(folder.Path);
        using EmbeddingIndex opened = EmbeddingIndex.Open(folder.Path);
        float[] vectors = SmallIndex.Vectors(5, 4, seed: 1);
        EmbeddingIndex memory = EmbeddingIndex.Create(SmallIndex.Description, [.. Enumerable.Range(0, 5).Select(opened.Item)], vectors, 4);

        Assert.That(opened.Description, Is.EqualTo(SmallIndex.Description));
        Assert.That((opened.Count, opened.Dimension, opened.HasThumbnails), Is.EqualTo((5, 4, true)));
        Assert.That(opened.AttributeNames, Is.EqualTo((string[])["colour", "size"]));
        Assert.That(opened.Item(3).Title, Is.EqualTo("Größe 3 👗"));
        Assert.That(opened.Item(3).Attributes, Is.EquivalentTo(new Dictionary<string, string> { ["colour"] = "Navy Blue", ["size"] = "3" }));
        for (int row = 0; row < 5; row++)
        {
            Assert.That(opened.Embedding(row).ToArray(), Is.EqualTo(vectors[(row * 4)..(row * 4 + 4)]));
            Assert.That(
                opened.Search(opened.Embedding(row), 5).Select(found => (found.Id, found.Score)),
                Is.EqualTo(memory.Search(memory.Embedding(row), 5).Select(found => (found.Id, found.Score))));
        }
    }

    [Test]
    public void What_side_of_the_split_it_holds_is_remembered_and_only_written_where_it_is_known()
    {
        using TemporaryFolder known = new(), unknown = new();
        var items = new IndexedItems(DataSplit.HeldOut, 0.05, 3);
        SmallIndex.Write(known.Path, description: SmallIndex.Description with { Items = items });
        SmallIndex.Write(unknown.Path);
        using EmbeddingIndex opened = EmbeddingIndex.Open(known.Path), other = EmbeddingIndex.Open(unknown.Path);
        Assert.That((opened.Description.Items, other.Description.Items), Is.EqualTo((items, (IndexedItems?)null)));
        Assert.That(File.ReadAllText(known["fashion-index.json"]), Does.Contain("\"side\": \"held-out\""));
        Assert.That(File.ReadAllText(unknown["fashion-index.json"]), Does.Not.Contain("\"catalogue\""));
    }

    [Test]
    public void Thumbnails_look_like_the_pictures()
    {
        using var folder = new TemporaryFolder();
        SmallIndex.Write(folder.Path);
        using EmbeddingIndex index = EmbeddingIndex.Open(folder.Path);
        for (int row = 0; row < 4; row++)
        {
            byte[] drawn = SmallIndex.Picture((byte)(60 * row), 120, 200).Pixels, stored = index.Thumbnail(row)!.Pixels;
            Assert.That(drawn.Zip(stored, (left, right) => Math.Abs(left - right)).Average(), Is.LessThan(3));
        }

        Assert.That(index.Thumbnail(4), Is.Null);
    }

    [Test]
    public void A_missing_index_is_answered_with_how_to_make_one()
    {
        using var folder = new TemporaryFolder();
        Assert.That(EmbeddingIndex.Exists(folder.Path), Is.False);
        foreach (string path in (string[])[folder.Path, folder["nowhere"]])
            Assert.That(() => EmbeddingIndex.Open(path),
                Throws.InstanceOf<FileNotFoundException>().With.Message.StartsWith("There is no index in").And.Message.Contains("fashion index"));
    }

    [Test]
    public void A_query_of_another_model_or_preprocessing_is_refused_with_both_values()
    {
        EmbeddingIndex index = EmbeddingIndex.Create(SmallIndex.Description, [SmallIndex.Item("a")], SmallIndex.Vectors(1, 4, 1), 4);
        string other = new('b', 64);
        Assert.That(() => index.RequireMadeBy(other, "letterbox-test"), Throws.InstanceOf<IndexMismatchException>()
            .With.Message.Contains(new string('a', 64)).And.Message.Contains(other).And.Message.Contains("fashion index"));
        Assert.That(() => index.RequireMadeBy(new string('A', 64), "another"), Throws.InstanceOf<IndexMismatchException>()
            .With.Message.Contains("letterbox-test").And.Message.Contains("another"));
        Assert.That(() => index.RequireMadeBy(new string('A', 64), "letterbox-test"), Throws.Nothing);
    }

    [Test]
    public void A_new_index_replaces_the_old_and_leaves_none_of_its_files()
    {
        using var folder = new TemporaryFolder();
        SmallIndex.Write(folder.Path, seed: 1);
        string before = SmallIndex.Answers(folder.Path);
        SmallIndex.Write(folder.Path, seed: 2);
        Assert.That(SmallIndex.Answers(folder.Path), Is.Not.EqualTo(before));
        Assert.That(Directory.GetFiles(folder.Path), Has.Length.EqualTo(6), "manifest, lock and four files of the segment");
    }

    [Test]
    public void An_abandoned_writer_leaves_the_old_index_and_no_files()
    {
        using var folder = new TemporaryFolder();
        SmallIndex.Write(folder.Path, seed: 1);
        string before = SmallIndex.Answers(folder.Path);
        string[] files = Directory.GetFiles(folder.Path);
        using (var writer = new IndexWriter(folder.Path, SmallIndex.Description, 4))
            writer.Add(SmallIndex.Item("new"), SmallIndex.Vectors(1, 4, 3));
        Assert.That(SmallIndex.Answers(folder.Path), Is.EqualTo(before));
        Assert.That(Directory.GetFiles(folder.Path), Is.EquivalentTo(files));
    }

    [Test]
    public void What_a_killed_writer_left_is_cleared_by_the_next_and_nothing_else_is()
    {
        using var folder = new TemporaryFolder();
        SmallIndex.Write(folder.Path);
        string before = SmallIndex.Answers(folder.Path);
        foreach (string name in (string[])["0123abcd.embeddings", "0123abcd.thumbnails", "fashion-index.json.abcdefgh.ijk.tmp", "holiday.items", "notes.txt"])
            File.WriteAllText(folder[name], "cut off");
        Assert.That(SmallIndex.Answers(folder.Path), Is.EqualTo(before));
        SmallIndex.Write(folder.Path);
        string[] left = [.. Directory.GetFiles(folder.Path).Select(path => Path.GetFileName(path))];
        Assert.That(left, Has.Length.EqualTo(8), "manifest, lock, four files of the segment, and the two of somebody else");
        Assert.That(left, Is.SupersetOf((string[])["holiday.items", "notes.txt"]));
        Assert.That(left, Has.None.StartsWith("0123abcd").And.None.EndsWith(".tmp"));
    }

    [Test]
    public void A_second_writer_is_refused_while_the_first_writes()
    {
        using var folder = new TemporaryFolder();
        using (new IndexWriter(folder.Path, SmallIndex.Description, 4))
            Assert.That(() => new IndexWriter(folder.Path, SmallIndex.Description, 4),
                Throws.InstanceOf<IOException>().With.Message.Contains("another process may be writing"));
        Assert.That(() => SmallIndex.Write(folder.Path), Throws.Nothing);
    }

    [Test]
    public void An_index_without_items_is_refused_and_the_old_one_stays()
    {
        using var folder = new TemporaryFolder();
        SmallIndex.Write(folder.Path);
        string before = SmallIndex.Answers(folder.Path);
        using (var writer = new IndexWriter(folder.Path, SmallIndex.Description, 4))
            Assert.That(writer.Commit, Throws.InvalidOperationException);
        Assert.That(SmallIndex.Answers(folder.Path), Is.EqualTo(before));
    }

    [Test]
    public void Readers_meet_the_old_index_or_the_new_one_while_it_is_replaced()
    {
        using var folder = new TemporaryFolder();
        var answers = new string[2];
        for (int seed = 1; seed >= 0; seed--)
        {
            SmallIndex.Write(folder.Path, seed);
            answers[seed] = SmallIndex.Answers(folder.Path);
        }

        using var stop = new CancellationTokenSource();
        Task writing = Task.Run(() =>
        {
            for (int seed = 0; !stop.IsCancellationRequested; seed++)
                SmallIndex.Write(folder.Path, seed % 2);
        });
        try
        {
            for (int i = 0; i < 100; i++)
                Assert.That(SmallIndex.Answers(folder.Path), Is.AnyOf(answers));
        }
        finally
        {
            // The folder goes with the test, whatever its end.
            stop.Cancel();
            Assert.That(() => writing, Throws.Nothing);
        }
    }

    [Test]
    public void An_open_index_goes_on_answering_after_it_was_replaced()
    {
        using var folder = new TemporaryFolder();
        SmallIndex.Write(folder.Path, seed: 1);
        using EmbeddingIndex index = EmbeddingIndex.Open(folder.Path);
        float[] first = index.Embedding(0).ToArray();
        SmallIndex.Write(folder.Path, seed: 2);
        Assert.That(index.Search(first, 1).Single().Id, Is.EqualTo("id0"));
        Assert.That(index.Thumbnail(1), Is.Not.Null);
    }
}
