using MlNetFashion.Catalogues;
using MlNetFashion.Images;
using MlNetFashion.Retrieval;

using static MlNetFashion.Tests.Retrieval.MeanColours;

namespace MlNetFashion.Tests.Retrieval;

sealed class CatalogueIndexerTests
{
    static readonly IndexingOptions s_options = new() { BatchSize = 16, Dimension = 4 };

    static CatalogueEntry Broken(string id, params byte[] bytes) => new(SmallIndex.Item(id), new CataloguePicture(bytes), "test", $"{id}.jpg");

    [Test]
    public void Items_keep_the_order_of_the_catalogue_and_the_embeddings_of_their_pictures()
    {
        using var folder = new TemporaryFolder();
        IndexingProgress done = new CatalogueIndexer(Embed, s_options)
            .Build(Enumerable.Range(0, 100).Select(Entry), folder.Path, SmallIndex.Description, new RejectLog());
        using EmbeddingIndex index = EmbeddingIndex.Open(folder.Path);

        Assert.That((done.Indexed, done.Rejected, index.Count), Is.EqualTo((100, 0, 100)));
        for (int i = 0; i < 100; i++)
        {
            Assert.That(index.Item(i).Id, Is.EqualTo($"{i}"));
            Assert.That(index.Embedding(i).ToArray(), Is.EqualTo(Embed(ImagePreprocessing.Letterbox(Picture(i)))));
            Assert.That(index.Thumbnail(i)!.Pixels.Zip(Picture(i).Pixels, (left, right) => Math.Abs(left - right)).Average(), Is.LessThan(4));
        }
    }

    [Test]
    public void The_order_does_not_depend_on_which_thread_is_faster()
    {
        using var folder = new TemporaryFolder();
        int calls = 0;
        ReadOnlyMemory<float> Uneven(IReadOnlyList<RgbImage> pictures)
        {
            Thread.Sleep(Interlocked.Increment(ref calls) % 3 == 1 ? 20 : 1);
            return Embed(pictures);
        }

        new CatalogueIndexer(Uneven, s_options with { Threads = 4 })
            .Build(Enumerable.Range(0, 300).Select(Entry), folder.Path, SmallIndex.Description, new RejectLog());
        using EmbeddingIndex index = EmbeddingIndex.Open(folder.Path);
        Assert.That(Enumerable.Range(0, index.Count).Select(i => index.Item(i).Id), Is.EqualTo(Enumerable.Range(0, 300).Select(i => $"{i}")));
        Assert.That(Enumerable.Range(0, index.Count),
            Has.All.Matches<int>(i => index.Embedding(i).SequenceEqual(Embed(ImagePreprocessing.Letterbox(Picture(i))))));
    }

    [Test]
    public void A_photo_of_megabytes_ends_its_batch_early()
    {
        using var folder = new TemporaryFolder();
        byte[] heavy = [.. ImageCodec.EncodePng(Picture(1)), .. new byte[3_000_000]];
        var sizes = new System.Collections.Concurrent.ConcurrentBag<int>();
        ReadOnlyMemory<float> Embed(IReadOnlyList<RgbImage> pictures)
        {
            sizes.Add(pictures.Count);
            return MeanColours.Embed(pictures);
        }

        new CatalogueIndexer(Embed, s_options)
            .Build(Enumerable.Range(0, 7).Select(i => Broken($"{i}", heavy)), folder.Path, SmallIndex.Description, new RejectLog());
        Assert.That(sizes.Order(), Is.EqualTo((int[])[1, 3, 3]));
    }

    [Test]
    public void A_small_photo_is_kept_as_it_is_so_its_thumbnail_is_what_the_encoder_saw()
    {
        using var folder = new TemporaryFolder();
        byte[] photo = IndexWriter.EncodeThumbnail(Picture(9)), large = IndexWriter.EncodeThumbnail(new RgbImage(240, 240));
        CatalogueEntry[] entries = [Broken("small", photo), Broken("large", large)];
        new CatalogueIndexer(Embed, s_options).Build(entries, folder.Path, SmallIndex.Description, new RejectLog());
        using EmbeddingIndex index = EmbeddingIndex.Open(folder.Path);
        Assert.That(index.Thumbnail(0)!.Pixels, Is.EqualTo(ImagePreprocessing.LoadLetterboxed(photo).Pixels));
        Assert.That(index.Thumbnail(1)!.Pixels, Has.Length.EqualTo(3 * Columns.ImageSize * Columns.ImageSize).And.All.LessThan(4), "too many pixels to keep: encoded anew");
        Assert.That(large, Has.Length.LessThan(4096));
        Assert.That(new FileInfo(Directory.GetFiles(folder.Path, "*.thumbnails").Single()).Length, Is.LessThan(photo.Length + 2_000));
    }

    [Test]
    public void Pictures_that_do_not_decode_and_repeated_ids_are_left_out_with_a_reason_and_the_rest_goes_on()
    {
        using var folder = new TemporaryFolder();
        CatalogueEntry[] entries =
        [
            Broken("empty"), Entry(0), Broken("pdf", "%PDF-1.7"u8.ToArray()), Entry(1), Entry(0), .. Enumerable.Range(2, 30).Select(Entry), Entry(1),
            new(SmallIndex.Item(""), new CataloguePicture(Picture(1)), "test", "nameless.png"),
        ];
        var rejects = new RejectLog();
        IndexingProgress done = new CatalogueIndexer(Embed, s_options).Build(entries, folder.Path, SmallIndex.Description, rejects);
        using EmbeddingIndex index = EmbeddingIndex.Open(folder.Path);

        Assert.That((done.Indexed, done.Rejected), Is.EqualTo((32, 5)));
        Assert.That(Enumerable.Range(0, index.Count).Select(i => index.Item(i).Id), Is.EqualTo(Enumerable.Range(0, 32).Select(i => $"{i}")));
        Assert.That(rejects.Examples.Select(entry => (entry.Name, entry.Kind)), Is.EqualTo(((string, RejectKind)[])
            [("empty.jpg", RejectKind.Picture), ("pdf.jpg", RejectKind.Picture), ("0.png", RejectKind.DuplicateId), ("1.png", RejectKind.DuplicateId),
                ("nameless.png", RejectKind.Picture)]));
        Assert.That(rejects.Examples.Select(entry => entry.Reason), Has.All.EndsWith(".").Or.EndsWith("kept."));
    }

    [TestCase(1)]
    [TestCase(3)]
    public void No_more_than_two_batches_wait_beside_those_under_way(int threads)
    {
        using var folder = new TemporaryFolder();
        int taken = 0, embedded = 0, furthest = 0;
        IEnumerable<CatalogueEntry> Counted()
        {
            for (int i = 0; i < 300; i++)
            {
                furthest = Math.Max(furthest, Interlocked.Increment(ref taken) - Volatile.Read(ref embedded));
                yield return Entry(i);
            }
        }

        ReadOnlyMemory<float> Slow(IReadOnlyList<RgbImage> pictures)
        {
            Thread.Sleep(2);
            ReadOnlyMemory<float> result = Embed(pictures);
            Interlocked.Add(ref embedded, pictures.Count);
            return result;
        }

        new CatalogueIndexer(Slow, s_options with { Threads = threads }).Build(Counted(), folder.Path, SmallIndex.Description, new RejectLog());
        Assert.That(furthest, Is.LessThanOrEqualTo((threads + 2) * s_options.BatchSize));
    }

    [Test]
    public void Progress_is_told_after_every_batch_and_at_the_end()
    {
        using var folder = new TemporaryFolder();
        var told = new Told();
        new CatalogueIndexer(Embed, s_options).Build(Enumerable.Range(0, 40).Select(Entry), folder.Path, SmallIndex.Description, new RejectLog(), told);
        Assert.That(told.Reports.Select(report => report.Indexed), Is.EqualTo((long[])[16, 32, 40, 40]));
        Assert.That(told.Reports[^1].PerSecond, Is.GreaterThan(0));
    }

    [Test]
    public void Cancelling_leaves_the_old_index()
    {
        using var folder = new TemporaryFolder();
        SmallIndex.Write(folder.Path);
        string before = SmallIndex.Answers(folder.Path);
        using var stop = new CancellationTokenSource();
        IEnumerable<CatalogueEntry> Endless()
        {
            for (int i = 0; ; i++)
            {
                if (i == 70)
                    stop.Cancel();
                yield return Entry(i);
            }
        }

        Assert.That(
            () => new CatalogueIndexer(Embed, s_options).Build(Endless(), folder.Path, SmallIndex.Description, new RejectLog(), cancellation: stop.Token),
            Throws.InstanceOf<OperationCanceledException>());
        Assert.That(SmallIndex.Answers(folder.Path), Is.EqualTo(before));
    }

    [Test]
    public void A_source_that_fails_passes_its_own_exception_on_and_leaves_the_old_index()
    {
        using var folder = new TemporaryFolder();
        SmallIndex.Write(folder.Path);
        string before = SmallIndex.Answers(folder.Path);
        static IEnumerable<CatalogueEntry> Failing()
        {
            for (int i = 0; i < 50; i++)
                yield return Entry(i);
            throw new InvalidDataException("The archive ends too early.");
        }

        Assert.That(
            () => new CatalogueIndexer(Embed, s_options).Build(Failing(), folder.Path, SmallIndex.Description, new RejectLog()),
            Throws.InstanceOf<InvalidDataException>().With.Message.EqualTo("The archive ends too early."));
        Assert.That(SmallIndex.Answers(folder.Path), Is.EqualTo(before));
    }

    [Test]
    public void An_encoder_of_another_dimension_or_one_that_fails_leaves_the_old_index()
    {
        using var folder = new TemporaryFolder();
        SmallIndex.Write(folder.Path);
        string before = SmallIndex.Answers(folder.Path);
        Assert.That(
            () => new CatalogueIndexer(_ => new float[7], s_options).Build([Entry(1)], folder.Path, SmallIndex.Description, new RejectLog()),
            Throws.InvalidOperationException.With.Message.Contains("7").And.Message.Contains("1 x 4"));
        Assert.That(
            () => new CatalogueIndexer(pictures => new float[pictures.Count * 4], s_options)
                .Build([Entry(1)], folder.Path, SmallIndex.Description, new RejectLog()),
            Throws.ArgumentException.With.Message.Contains("unit length"));
        Assert.That(
            () => new CatalogueIndexer(pictures => new float[pictures.Count * 4], s_options)
                .Build(Enumerable.Range(0, 500).Select(Entry), folder.Path, SmallIndex.Description, new RejectLog()),
            Throws.ArgumentException.With.Message.Contains("unit length"), "a full pipe behind a failed writer must not wait for ever");
        Assert.That(SmallIndex.Answers(folder.Path), Is.EqualTo(before));
    }

    [Test]
    public void An_encoder_or_a_source_that_gives_up_loses_no_batch_unseen()
    {
        using var folder = new TemporaryFolder();
        SmallIndex.Write(folder.Path);
        string before = SmallIndex.Answers(folder.Path);
        int calls = 0;
        Assert.That(
            () => new CatalogueIndexer(pictures =>
                Interlocked.Increment(ref calls) == 3 ? throw new TaskCanceledException("The request timed out.") : Embed(pictures), s_options)
                .Build(Enumerable.Range(0, 200).Select(Entry), folder.Path, SmallIndex.Description, new RejectLog()),
            Throws.TypeOf<TaskCanceledException>().With.Message.EqualTo("The request timed out."));
        static IEnumerable<CatalogueEntry> GivingUp()
        {
            for (int i = 0; i < 50; i++)
                yield return Entry(i);
            throw new TaskCanceledException("The download timed out.");
        }

        Assert.That(
            () => new CatalogueIndexer(Embed, s_options).Build(GivingUp(), folder.Path, SmallIndex.Description, new RejectLog()),
            Throws.TypeOf<TaskCanceledException>().With.Message.EqualTo("The download timed out."));
        Assert.That(SmallIndex.Answers(folder.Path), Is.EqualTo(before));
    }

    [Test]
    public void A_catalogue_of_which_nothing_can_be_used_is_refused()
    {
        using var folder = new TemporaryFolder();
        Assert.That(
            () => new CatalogueIndexer(Embed, s_options).Build([Broken("a"), Broken("b", 1, 2, 3)], folder.Path, SmallIndex.Description, new RejectLog()),
            Throws.InstanceOf<InvalidDataException>().With.Message.Contains("2 were left out"));
        Assert.That(Directory.GetFileSystemEntries(folder.Path), Is.Empty, "not even a lock");
        Assert.That(
            () => new CatalogueIndexer(Embed, s_options).Build([Broken("a")], folder["new/index"], SmallIndex.Description, new RejectLog()),
            Throws.InstanceOf<InvalidDataException>());
        Assert.That(Directory.Exists(folder["new"]), Is.False, "a folder that was made for nothing");
    }

    sealed class Told : IProgress<IndexingProgress>
    {
        public List<IndexingProgress> Reports { get; } = [];

        public void Report(IndexingProgress value) => Reports.Add(value);
    }
}
