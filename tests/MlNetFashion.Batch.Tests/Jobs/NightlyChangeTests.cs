using MlNetFashion.Batch;
using MlNetFashion.Catalogues;
using MlNetFashion.Retrieval;

namespace MlNetFashion.Tests.Jobs;

/// <summary>A publication looks only at what its plan has otherwise than the plan before. Whatever that leaves alone must be right, too.</summary>
public sealed class NightlyChangeTests
{
    static readonly IReadOnlyList<CatalogueEntry> s_items = Garments.Draw(40), s_others = Garments.Draw(40, seed: 2);

    // Begins as a PNG does, and is none.
    static readonly CataloguePicture s_broken = new([0x89, (byte)'P', (byte)'N', (byte)'G', 1, 2, 3]);

    [Test]
    public void Night_after_night_the_index_is_that_of_a_single_run([Values] bool planBeforeIsKnown, [Values(1, 2, 3)] int seed)
    {
        var random = new Random(seed);
        List<CatalogueEntry> items = [.. s_items.Take(24)];
        using Shop shop = new(items);
        for (int night = 0; night < 6; night++)
        {
            if (!planBeforeIsKnown)
                Forget(shop);
            RunReport report = shop.Run();
            Assert.That((report.State, report.Indexed), Is.EqualTo(("published", items.Count)), $"night {night}: {report.Reason}");
            Assert.That(Garments.Contents(shop.Index), Is.EqualTo(shop.ContentsOfOneRun()), $"night {night}");
            items.RemoveAt(random.Next(items.Count));
            int other = random.Next(items.Count), renamed = random.Next(items.Count);
            items[other] = items[other] with { Picture = s_others[random.Next(s_others.Count)].Picture };
            items[renamed] = items[renamed] with { Item = items[renamed].Item with { Title = $"Title of night {night}" } };
            items.Insert(random.Next(items.Count + 1), s_items[24 + night]);
            shop.Set(items);
        }
    }

    [Test]
    public void Only_what_the_plan_before_did_not_have_is_looked_at()
    {
        CatalogueEntry[] changed = [.. s_items.Take(20)];
        using Shop shop = new([.. changed]);
        shop.Run();
        PlanFolder before = LastPlan(shop);
        changed[3] = changed[3] with { Picture = s_others[0].Picture };
        shop.Set(changed[..^1]);
        shop.Run();
        PlanChanges changes = PlanChanges.Between(before, before.Published()!, LastPlan(shop), default);
        string[] ids = [changed[3].Item.Id, changed[^1].Item.Id];
        Assert.That(changes.Gone, Is.EquivalentTo(ids), "the item with the other photo, and the one that is gone");
        Assert.That(changes.Fresh, Has.Count.EqualTo(1));
        // Places in the catalogue moved by one, and no photo is new any more.
        shop.Set([s_items[30], .. changed[..^1]]);
        PlanFolder second = LastPlan(shop);
        shop.Run();
        Assert.That(PlanChanges.Between(second, second.Published()!, LastPlan(shop), default), Has.Property("Gone").Empty.And.Property("Fresh").Count.EqualTo(1));
    }

    [Test]
    public void An_index_that_somebody_else_changed_is_put_right()
    {
        using Shop shop = new([.. s_items.Take(20)]);
        shop.Run();
        using (var writer = IndexWriter.Update(shop.Index))
        {
            writer.RemoveAt(4);
            writer.Commit();
        }

        shop.Set([.. s_items.Take(21)]);
        Assert.That((shop.Run().Indexed, Garments.Contents(shop.Index)), Is.EqualTo((21, shop.ContentsOfOneRun())));
    }

    [Test]
    public void Where_only_words_change_no_shard_is_read()
    {
        CatalogueEntry[] items = [.. s_items.Take(20)];
        using Shop shop = new([.. items]);
        shop.Run();
        foreach (string shard in Directory.GetFiles(Path.Combine(shop.Job.Work, "shards")))
            File.WriteAllText(shard, "no Parquet");
        items[2] = items[2] with { Item = items[2].Item with { Title = "Other words" } };
        shop.Set(items);
        Assert.That((shop.Run().Indexed, Garments.Contents(shop.Index)), Is.EqualTo((20, shop.ContentsOfOneRun())));
    }

    [Test]
    public void A_photo_that_could_not_be_read_is_counted_each_night_and_taken_when_it_is_mended()
    {
        CatalogueEntry[] items = [.. s_items.Take(33)];
        items[7] = items[7] with { Picture = s_broken };
        using Shop shop = new(items);
        Assert.That(shop.Run().Indexed, Is.EqualTo(32));
        shop.Set([.. items, s_items[33]]);
        RunReport second = shop.Run();
        Assert.That((second.Items, second.Indexed, second.LeftOut["items without embedding"]), Is.EqualTo((34, 33, 1)));
        items[7] = s_items[7];
        shop.Set(items);
        Assert.That((shop.Run().Indexed, Garments.Contents(shop.Index)), Is.EqualTo((33, shop.ContentsOfOneRun())));
    }

    [TestCase("published.json")]
    [TestCase("00001.jsonl")]
    [TestCase("keys.bin")]
    [TestCase("totals.json")]
    public void Without_the_plan_before_or_with_a_damaged_one_all_items_are_compared(string file)
    {
        foreach (bool isDamaged in (bool[])[false, true])
        {
            using Shop shop = new([.. s_items.Take(20)]);
            shop.Run();
            string path = Path.Combine(LastPlan(shop).Path, file);
            if (isDamaged)
                File.WriteAllBytes(path, File.ReadAllBytes(path)[..^9]);
            else
                File.Delete(path);
            shop.Set([.. s_items.Skip(1).Take(20)]);
            Assert.That((shop.Run().Indexed, Garments.Contents(shop.Index)), Is.EqualTo((20, shop.ContentsOfOneRun())));
        }
    }

    [Test]
    public void Nights_on_which_only_photos_change_do_not_read_the_table_and_bring_the_index_of_a_single_run([Values(1, 2)] int seed)
    {
        var random = new Random(seed);
        CatalogueEntry[] items = [.. s_items.Take(24)];
        using Shop shop = new(items) { ChecksContents = false };
        shop.Run();
        byte[] rows = File.ReadAllBytes(shop.PathOf("photos/rows.csv"));
        for (int night = 1; night <= 6; night++)
        {
            for (int change = 0; change < 4; change++)
            {
                // A new photo, one that another item has, or one that was there some nights ago.
                int item = random.Next(items.Length);
                CataloguePicture picture = random.Next(3) == 0 ? s_others[random.Next(s_others.Count)].Picture : s_items[random.Next(24)].Picture;
                string file = shop.PathOf($"photos/{items[item].Item.Id}.png");
                File.WriteAllBytes(file, picture.Encoded.ToArray());
                shop.Age(file, minutes: night);
            }

            // Whoever reads it tonight fails.
            WriteTable(shop, new byte[rows.Length]);
            RunReport report = shop.Run();
            WriteTable(shop, rows);
            Assert.That((report.State, report.Items, report.Indexed), Is.EqualTo(("published", 24, 24)), $"night {night}: {report.Reason}");
            Assert.That(Garments.Contents(shop.Index), Is.EqualTo(shop.ContentsOfOneRun()), $"night {night}");
        }
    }

    [Test]
    public void A_night_with_changed_photos_and_a_plan_before_that_is_damaged_is_planned_anew(
        [Values("00001.jsonl", "keys.bin", "rejects.jsonl", "totals.json", "files.bin")] string file)
    {
        using Shop shop = new([.. s_items.Take(24)]) { ChecksContents = false };
        shop.Run();
        ChangePhoto(shop, s_items[3]);
        File.Delete(Path.Combine(LastPlan(shop).Path, file));
        Assert.That((shop.Run().Indexed, Garments.Contents(shop.Index)), Is.EqualTo((24, shop.ContentsOfOneRun())));
    }

    [Test]
    public void A_table_that_was_written_just_before_it_was_read_is_read_again_on_a_night_on_which_photos_change()
    {
        CatalogueEntry[] items = [.. s_items.Take(12)];
        using Shop shop = new(items) { ChecksContents = false };
        string table = shop.PathOf("photos/rows.csv"), rows = File.ReadAllText(table);
        DateTime now = DateTime.UtcNow;
        File.SetLastWriteTimeUtc(table, now);
        shop.Run();
        // Once more within the same tick of the clock, and as long as it was.
        File.WriteAllText(table, rows.Replace(items[0].Item.Title, new string('x', items[0].Item.Title.Length), StringComparison.Ordinal));
        File.SetLastWriteTimeUtc(table, now);
        ChangePhoto(shop, items[1]);
        shop.Run();
        Assert.That(Garments.Contents(shop.Index), Is.EqualTo(shop.ContentsOfOneRun()).And.Contain("|xxxx"));
    }

    [Test]
    public void A_folder_that_cannot_be_looked_into_ends_the_plan()
    {
        using Shop shop = new([.. s_items.Take(12)]);
        shop.Job = shop.Job with { Source = [shop.PathOf("later")] };
        var listings = new FolderListings(CancellationToken.None);
        Assert.That(listings.Of(shop.Job.Source[0]).Faults, Has.Count.EqualTo(1), "it is not there yet");
        Directory.CreateDirectory(shop.Job.Source[0]);
        Assert.That(Assert.Throws<IOException>(() => SourceStamp.Of(shop.Job, "models", listings))!.Message, Does.Contain("later").And.Contain("stays"));
    }

    [Test]
    public void Of_two_files_that_go_by_one_name_the_first_is_the_items_on_every_night()
    {
        if (OperatingSystem.IsWindows())
            Assert.Ignore("Windows allows no such names.");
        using Shop shop = new([.. s_items.Take(12)]) { ChecksContents = false };
        string twin = shop.PathOf($"photos/\u0001{s_items[3].Item.Id}.png"), photo = shop.PathOf($"photos/{s_items[3].Item.Id}.png");
        foreach (int night in (int[])[1, 2, 3])
        {
            File.WriteAllBytes(night == 2 ? photo : twin, s_others[night].Picture.Encoded.ToArray());
            shop.Age(night == 2 ? photo : twin, night);
            Assert.That((shop.Run().Indexed, Garments.Contents(shop.Index)), Is.EqualTo((12, shop.ContentsOfOneRun())), $"night {night}");
        }
    }

    [Test]
    public void A_source_that_is_named_twice_is_read_once_on_every_night()
    {
        using Shop shop = new([.. s_items.Take(12)]) { ChecksContents = false };
        shop.Job = shop.Job with { Source = [shop.Job.Source[0], shop.Job.Source[0]] };
        shop.Run();
        ChangePhoto(shop, s_items[1]);
        Assert.That((shop.Run().Indexed, Garments.Contents(shop.Index)), Is.EqualTo((12, shop.ContentsOfOneRun())));
    }

    [Test]
    public void A_plan_before_that_lacks_whole_lines_is_not_relied_on()
    {
        using Shop shop = new([.. s_items.Take(24)]) { ChecksContents = false };
        shop.Run();
        string part = Path.Combine(LastPlan(shop).Path, "00002.jsonl");
        File.WriteAllLines(part, File.ReadAllLines(part).Skip(3));
        ChangePhoto(shop, s_items[1]);
        Assert.That((shop.Run().Indexed, Garments.Contents(shop.Index)), Is.EqualTo((24, shop.ContentsOfOneRun())));
        shop.Set([.. s_items.Skip(1).Take(24)]);
        Assert.That((shop.Run().Indexed, Garments.Contents(shop.Index)), Is.EqualTo((24, shop.ContentsOfOneRun())));
    }

    static void ChangePhoto(Shop shop, CatalogueEntry item)
    {
        string photo = shop.PathOf($"photos/{item.Item.Id}.png");
        File.WriteAllBytes(photo, s_others[0].Picture.Encoded.ToArray());
        shop.Age(photo, minutes: 1);
    }

    // With the size and time that it had.
    static void WriteTable(Shop shop, byte[] bytes)
    {
        string table = shop.PathOf("photos/rows.csv");
        DateTime time = File.GetLastWriteTimeUtc(table);
        File.WriteAllBytes(table, bytes);
        File.SetLastWriteTimeUtc(table, time);
    }

    static PlanFolder LastPlan(Shop shop) => new(Directory.GetDirectories(Path.Combine(shop.Job.Work, "plans")).Order(StringComparer.Ordinal).Last());

    static void Forget(Shop shop)
    {
        foreach (string plan in Directory.Exists(Path.Combine(shop.Job.Work, "plans")) ? Directory.GetDirectories(Path.Combine(shop.Job.Work, "plans")) : [])
            File.Delete(Path.Combine(plan, "published.json"));
    }
}
