using System.Collections.Concurrent;
using CsCheck;
using MlNetFashion.Images;
using MlNetFashion.Retrieval;
using MlNetFashion.Stores;
using MlNetFashion.Tests.Filters;

namespace MlNetFashion.Tests;

/// <summary>What every store does, whatever engine is behind it.</summary>
public abstract class StoreContract
{
    const int Items = 1200, Top = 10;

    static readonly PublishOptions s_atOnce = new() { Grace = TimeSpan.Zero };

    /// <summary>An address of a catalogue that is not there yet.</summary>
    protected abstract string Address(string name);

    [Test]
    public async Task Nearly_all_of_the_nearest_are_found_and_their_items_are_as_they_were()
    {
        using EmbeddingIndex index = Garments.Index(Items, pictures: true);
        using CatalogueStore store = CatalogueStores.Open(Address("nearest"));
        var told = new ConcurrentBag<int>();
        StoredCatalogue published = await store.PublishAsync(index, s_atOnce, new Heard(told.Add));
        StoredCatalogue catalogue = await store.ReadAsync();
        Assert.That((catalogue.Version, catalogue.Count, catalogue.Dimension), Is.EqualTo((published.Version, Items, Garments.Dimension)));
        Assert.That(catalogue.Description, Is.EqualTo(index.Description));
        Assert.That(catalogue.AttributeNames, Is.EqualTo(index.AttributeNames));
        Assert.That(told.Max(), Is.EqualTo(Items));

        int found = 0;
        const int Queries = 50;
        for (int query = 1; query <= Queries; query++)
        {
            float[] vector = Garments.Vector(-query);
            StoreCandidates candidates = await store.NearestAsync(catalogue, [vector], Top);
            Assert.That(candidates.Missing, Is.Empty);
            Assert.That(candidates.Items, Has.Count.EqualTo(Top));
            found += index.Search(vector, Top).Select(neighbour => neighbour.Id).Intersect(candidates.Items.Select(item => item.Item.Id)).Count();
            foreach (StoredItem item in candidates.Items)
            {
                int row = index.PositionOf(item.Item.Id);
                Assert.That(item.Item.Title, Is.EqualTo(index.Item(row).Title));
                Assert.That(item.Item.Attributes, Is.EquivalentTo(index.Item(row).Attributes));
                Assert.That(item.Embedding.ToArray(), Is.EqualTo(index.Embedding(row).ToArray()));
            }
        }

        TestContext.Out.WriteLine($"recall@{Top} {found / (double)(Queries * Top):F4}");
        Assert.That(found, Is.GreaterThanOrEqualTo(0.97 * Queries * Top));
    }

    [Test]
    public async Task Several_vectors_bring_what_is_near_to_each()
    {
        using EmbeddingIndex index = Garments.Index(200);
        using CatalogueStore store = CatalogueStores.Open(Address("several"));
        StoredCatalogue catalogue = await store.PublishAsync(index, s_atOnce);
        StoreCandidates found = await store.NearestAsync(catalogue, [index.Embedding(3).ToArray(), index.Embedding(150).ToArray()], 1);
        Assert.That(found.Items.Select(item => item.Item.Id), Is.EquivalentTo(["id 3", "id 150"]));
    }

    [Test]
    public async Task Filters_are_obeyed_whatever_they_are()
    {
        using EmbeddingIndex index = Garments.Index(300);
        using CatalogueStore store = CatalogueStores.Open(Address("filters"));
        StoredCatalogue catalogue = await store.PublishAsync(index, s_atOnce);
        int wanted = 0, found = 0;
        await RandomFilters.Any.SampleAsync(async filter =>
        {
            bool[] passes = filter.Passes(index);
            StoreCandidates candidates = await store.NearestAsync(catalogue, [Garments.Vector(-1)], Top, filter);
            wanted += Math.Min(Top, passes.Count(each => each));
            found += Math.Min(Top, candidates.Items.Count);
            return candidates.Items.All(item => passes[index.PositionOf(item.Item.Id)]);
        }, iter: 300, threads: 1);
        TestContext.Out.WriteLine($"{found} of {wanted} items that filters let pass were found");
        Assert.That(found, Is.GreaterThanOrEqualTo(0.97 * wanted));
    }

    [TestCase("tenth=3")]
    [TestCase("hundredth=3")]
    [TestCase("colour!=red,price<60")]
    [TestCase("size=m,tenth!=4")]
    public async Task What_a_filter_lets_pass_is_found(string text)
    {
        var filter = AttributeFilter.Parse(text);
        using EmbeddingIndex index = Garments.Index(Items);
        using CatalogueStore store = CatalogueStores.Open(Address("nearest"));
        StoredCatalogue catalogue = await PublishedAsync(store, index);
        int found = 0, wanted = 0;
        for (int query = 1; query <= 20; query++)
        {
            float[] vector = Garments.Vector(-query);
            string[] truth = [.. index.Search(vector, Top, filter).Select(neighbour => neighbour.Id)];
            StoreCandidates candidates = await store.NearestAsync(catalogue, [vector], Top, filter);
            wanted += truth.Length;
            found += candidates.Items.Select(item => item.Item.Id).Intersect(truth).Count();
        }

        TestContext.Out.WriteLine($"recall@{Top} {found / (double)wanted:F4}");
        Assert.That(found, Is.GreaterThanOrEqualTo(0.9 * wanted));
    }

    [Test]
    public async Task Items_and_pictures_are_found_by_their_ids()
    {
        using EmbeddingIndex index = Garments.Index(Items, pictures: true);
        using CatalogueStore store = CatalogueStores.Open(Address("nearest"));
        StoredCatalogue catalogue = await PublishedAsync(store, index);
        StoreCandidates found = await store.FindAsync(catalogue, ["id 5", "no such id", "id 199", "id '; --"]);
        Assert.That(found.Items.Select(item => item.Item.Id), Is.EquivalentTo(["id 5", "id 199"]));
        IReadOnlyList<byte[]> pictures = await store.PicturesAsync(catalogue, ["id 7", "id 8", "no such id"]);
        Assert.That(pictures.Select(picture => picture.Length > 0), Is.EqualTo([false, true, false]));
        Assert.That(ImagePreprocessing.LoadLetterboxed(pictures[1]).Pixels, Is.EqualTo(index.Thumbnail(8)!.Pixels));
    }

    [Test]
    public async Task A_new_version_takes_the_place_of_the_old_one_while_searches_go_on()
    {
        using EmbeddingIndex one = Garments.Index(150, seed: 1), other = Garments.Index(150, seed: 2);
        using CatalogueStore store = CatalogueStores.Open(Address("switched"));
        await store.PublishAsync(one, s_atOnce);
        using var stop = new CancellationTokenSource();
        int answers = 0, replaced = 0;
        var mixed = new ConcurrentBag<string>();
        Task[] searches = [.. Enumerable.Range(0, 2).Select(_ => Task.Run(async () =>
        {
            while (!stop.IsCancellationRequested)
            {
                try
                {
                    StoreCandidates found = await store.NearestAsync(await store.ReadAsync(), [Garments.Vector(-1)], Top);
                    // Of one version or of the other, and whole.
                    bool isOfOne = found.Items.All(item => IsOf(item, one)), isOfOther = found.Items.All(item => IsOf(item, other));
                    if (found.Items.Count < Top || found.Missing.Count > 0 || !(isOfOne || isOfOther))
                        mixed.Add($"{found.Items.Count} items, {found.Missing.Count} missing, {isOfOne}, {isOfOther}");
                    Interlocked.Increment(ref answers);
                }
                catch (CatalogueReplacedException)
                {
                    Interlocked.Increment(ref replaced);
                }
            }
        }))];
        for (int version = 0; version < 4; version++)
            await store.PublishAsync(version % 2 == 0 ? other : one, s_atOnce);
        await stop.CancelAsync();
        await Task.WhenAll(searches);
        TestContext.Out.WriteLine($"{answers} answers during four switches, {replaced} asked again");
        Assert.That(mixed, Is.Empty);
        Assert.That(answers, Is.GreaterThan(0));
    }

    [Test]
    public async Task A_version_that_is_gone_is_told_as_gone()
    {
        using EmbeddingIndex index = Garments.Index(60);
        using CatalogueStore store = CatalogueStores.Open(Address("gone"));
        StoredCatalogue before = await store.PublishAsync(index, s_atOnce);
        await store.PublishAsync(index, s_atOnce);
        await Assert.ThrowsAsync<CatalogueReplacedException>(() => store.NearestAsync(before, [Garments.Vector(-1)], Top));
        await Assert.ThrowsAsync<CatalogueReplacedException>(() => store.NearestAsync(before, [Garments.Vector(-1)], Top, AttributeFilter.Parse("tenth=77")));
    }

    [Test]
    public async Task A_publishing_that_is_stopped_leaves_the_catalogue_as_it_was_and_no_litter()
    {
        using EmbeddingIndex index = Garments.Index(60), large = Garments.Index(Items);
        using CatalogueStore store = CatalogueStores.Open(Address("stopped"));
        StoredCatalogue before = await store.PublishAsync(index, s_atOnce);
        int kept = await CountKeptAsync("stopped");
        using var stop = new CancellationTokenSource();
        await Assert.CatchAsync<OperationCanceledException>(() => store.PublishAsync(large, s_atOnce with { Connections = 1 }, new Heard(done =>
        {
            if (done > 0)
                stop.Cancel();
        }), stop.Token));
        Assert.That((await store.ReadAsync()).Version, Is.EqualTo(before.Version));
        Assert.That((await store.NearestAsync(before, [Garments.Vector(-1)], Top)).Items, Has.Count.EqualTo(Top));
        Assert.That(await CountKeptAsync("stopped"), Is.EqualTo(kept));
    }

    [Test]
    public async Task A_catalogue_that_is_removed_is_gone_with_all_it_had()
    {
        using EmbeddingIndex index = Garments.Index(60, pictures: true);
        using CatalogueStore store = CatalogueStores.Open(Address("removed"));
        await Assert.ThatAsync(() => store.ReadAsync(), Throws.TypeOf<FileNotFoundException>().With.Message.Contains("fashion publish INDEX --to"));
        Assert.That(await store.RemoveAsync(), Is.False);
        await store.PublishAsync(index, s_atOnce);
        Assert.That(await store.RemoveAsync(), Is.True);
        await Assert.ThatAsync(() => store.ReadAsync(), Throws.TypeOf<FileNotFoundException>());
        Assert.That(await CountKeptAsync("removed"), Is.Zero);
    }

    [Test]
    public async Task What_cannot_be_published_is_refused()
    {
        using CatalogueStore store = CatalogueStores.Open(Address("refused"));
        using EmbeddingIndex none = EmbeddingIndex.Create(SmallIndex.Description, [], [], 4),
            longId = EmbeddingIndex.Create(SmallIndex.Description, [SmallIndex.Item(new string('ü', 300))], SmallIndex.Vectors(1, 4, 1), 4);
        await Assert.ThatAsync(() => store.PublishAsync(none), Throws.ArgumentException.With.Message.Contains("no items"));
        await Assert.ThatAsync(() => store.PublishAsync(longId), Throws.ArgumentException.With.Message.Contains("more than 512 bytes"));
        await Assert.ThatAsync(() => store.PublishAsync(none, new PublishOptions { Degree = 2 }), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    /// <summary>How many things the engine keeps that belong to a catalogue.</summary>
    protected abstract Task<int> CountKeptAsync(string name);

    static bool IsOf(StoredItem item, EmbeddingIndex index) =>
        item.Embedding.Span.SequenceEqual(index.Embedding(index.PositionOf(item.Item.Id)));

    static async Task<StoredCatalogue> PublishedAsync(CatalogueStore store, EmbeddingIndex index)
    {
        try
        {
            return await store.ReadAsync();
        }
        catch (FileNotFoundException)
        {
            return await store.PublishAsync(index, s_atOnce);
        }
    }
}
