using MlNetFashion.Batch;
using MlNetFashion.Catalogues;
using MlNetFashion.Retrieval;

namespace MlNetFashion.Tests.Jobs;

[TestFixture(false)]
[TestFixture(true)]
public sealed class JobRunTests(bool onPostgres)
{
    static readonly IReadOnlyList<CatalogueEntry> s_items = Garments.Draw(34);

    [Test]
    public void A_run_publishes_the_index_of_a_single_run_bit_by_bit_and_the_next_embeds_what_is_new()
    {
        using Shop shop = new([.. s_items.Take(30)], onPostgres);
        RunReport first = shop.Run();
        Assert.That((first.State, first.Items, first.Indexed, first.Embedded, first.Shards), Is.EqualTo(("published", 30, 30, 30, new ShardCounts(3,
            0, 0, 0))));
        Assert.That(Garments.Contents(shop.Index), Is.EqualTo(shop.ContentsOfOneRun()));
        Assert.That(shop.Embedded, Is.EqualTo(30));

        // One is gone, one has another photo, one another title, four are new.
        CatalogueEntry[] changed = [.. s_items.Skip(1).Select((entry, i) => i switch
        {
            2 => entry with { Picture = Garments.Draw(1, seed: 9)[0].Picture },
            5 => entry with { Item = entry.Item with { Title = "Another title" } },
            _ => entry,
        })];
        shop.Set(changed);
        RunReport second = shop.Run();
        Assert.That((second.State, second.Indexed, second.Embedded, shop.Embedded), Is.EqualTo(("published", 33, 5, 5)));
        string contents = Garments.Contents(shop.Index);
        Assert.That(contents, Is.EqualTo(shop.ContentsOfOneRun()));
        Assert.That(contents, Does.Contain("Another title").And.Not.Contain(s_items[0].Item.Id));
    }

    [Test]
    public void Where_nothing_changed_no_photo_is_read()
    {
        using Shop shop = new(s_items, onPostgres);
        shop.Run();
        using JobStore store = JobStore.Open(shop.Job);
        StepWorker worker = new(shop.Job, store, shop.Models, Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance);
        string manifest = File.ReadAllText(Path.Combine(shop.Index, "fashion-index.json"));
        RunReport report = new JobRun(shop.Job, store, worker, Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance)
            .Do(DateTimeOffset.UtcNow, CancellationToken.None);
        Assert.That((report.State, report.Items, report.Indexed, report.IsGood), Is.EqualTo(("unchanged", 34, 34, true)));
        Assert.That(File.ReadAllText(Path.Combine(shop.Index, "fashion-index.json")), Is.EqualTo(manifest));
    }

    [Test]
    public void A_photo_that_several_items_share_is_embedded_once()
    {
        using Shop shop = new([s_items[0], s_items[1], s_items[2] with { Picture = s_items[0].Picture }], onPostgres);
        Assert.That((shop.Run().Indexed, shop.Embedded), Is.EqualTo((3, 2)));
    }

    [Test]
    public void A_photo_that_cannot_be_read_is_left_out_told_and_not_tried_again()
    {
        using Shop shop = new([.. s_items.Take(33), s_items[33] with { Picture = new CataloguePicture([0x89, (byte)'P', (byte)'N', (byte)'G', 1, 2,
            3]) }], onPostgres);
        RunReport report = shop.Run();
        Assert.That((report.State, report.Items, report.Indexed), Is.EqualTo(("published", 34, 33)));
        Assert.That(report.LeftOut, Contains.Key("not readable"));
        Assert.That(shop.Run().Planned, Is.Zero);
    }

    [Test]
    public void A_source_that_is_all_but_gone_does_not_empty_the_index()
    {
        using Shop shop = new(s_items, onPostgres);
        shop.Run();
        string before = Garments.Contents(shop.Index);
        shop.Set([.. s_items.Take(16)]);
        RunReport report = shop.Run();
        Assert.That((report.State, report.IsGood), Is.EqualTo(("failed", false)));
        Assert.That(report.Reason, Does.Contain("34").And.Contain("16").And.Contain("mayShrink"));
        Assert.That(Garments.Contents(shop.Index), Is.EqualTo(before));
        shop.Job = shop.Job with { MayShrink = 1 };
        Assert.That((shop.Run().State, Count(shop)), Is.EqualTo(("published", 16)));
    }

    [Test]
    public void An_index_that_would_lack_too_much_is_not_published()
    {
        using Shop shop = new(s_items, onPostgres);
        shop.Job = shop.Job with { Attempts = 1 };
        JobModels models = shop.Models;
        int calls = 0;
        shop.Models = models with { Embed = pictures => ++calls == 2 ? throw new InvalidOperationException("The model broke.") : models.Embed(pictures) };
        RunReport report = shop.Run();
        Assert.That(report.State, Is.EqualTo("failed"));
        Assert.That(report.Reason, Does.Contain("10 of 34 items have no embedding"));
        Assert.That(report.SetAside.Values.Single(), Is.EqualTo("The model broke."));
        Assert.That(EmbeddingIndex.Exists(shop.Index), Is.False);
        shop.Models = models;
        Assert.That((shop.Run().State, Garments.Contents(shop.Index)), Is.EqualTo(("published", shop.ContentsOfOneRun())));
    }

    [Test]
    public void A_step_that_fails_is_tried_again()
    {
        using Shop shop = new(s_items, onPostgres);
        JobModels models = shop.Models;
        int calls = 0;
        shop.Models = models with { Embed = pictures => ++calls <= 3 ? throw new InvalidOperationException("The model broke.") : models.Embed(pictures) };
        RunReport report = shop.Run();
        Assert.That((report.State, report.Indexed, report.SetAside), Is.EqualTo(("published", 34, new Dictionary<string, string>())));
    }

    [Test]
    public void Other_models_embed_everything_beside_the_old_index_which_answers_until_the_switch()
    {
        using Shop shop = new(s_items, onPostgres);
        shop.Run();
        _ = shop.Embedded;
        string old = Garments.Contents(shop.Index), during = "";
        JobModels models = shop.Models;
        shop.Models = models with
        {
            Fingerprint = models.Fingerprint with { Preprocessing = "another" },
            Embed = pictures =>
            {
                during = Garments.Contents(shop.Index);
                return models.Embed(pictures);
            },
        };
        RunReport report = shop.Run();
        Assert.That((report.State, report.Embedded, shop.Embedded, during), Is.EqualTo(("published", 34, 34, old)));
        using EmbeddingIndex index = EmbeddingIndex.Open(shop.Index);
        Assert.That(index.Description.Preprocessing, Is.EqualTo("another"));
    }

    [Test]
    public void A_run_that_is_stopped_is_gone_on_with()
    {
        using Shop shop = new(s_items, onPostgres);
        using var stop = new CancellationTokenSource();
        JobModels models = shop.Models;
        int calls = 0;
        shop.Models = models with
        {
            Embed = pictures =>
            {
                if (++calls == 3)
                    stop.Cancel();
                return models.Embed(pictures);
            },
        };
        Assert.That(() => shop.Run(stop.Token), Throws.InstanceOf<OperationCanceledException>());
        _ = shop.Embedded;
        RunReport report = shop.Run();
        Assert.That((report.State, report.Embedded), Is.EqualTo(("published", 0)), "the run before embedded the rest, and this one found nothing new");
        Assert.That(shop.Embedded, Is.LessThan(34));
        Assert.That(Garments.Contents(shop.Index), Is.EqualTo(shop.ContentsOfOneRun()));
    }

    [Test]
    public void Runs_beyond_those_that_are_kept_are_cleared_away()
    {
        using Shop shop = new(s_items, onPostgres);
        shop.Job = shop.Job with { Keep = 2 };
        for (int night = 0; night < 4; night++)
            shop.Run();
        using JobStore store = JobStore.Open(shop.Job);
        Assert.That(store.Reports("shop", 10), Has.Count.EqualTo(2));
        Assert.That(Directory.GetFiles(Path.Combine(shop.Job.Work, "reports")), Has.Length.EqualTo(2));
    }

    static int Count(Shop shop)
    {
        using EmbeddingIndex index = EmbeddingIndex.Open(shop.Index);
        return index.Count;
    }
}
