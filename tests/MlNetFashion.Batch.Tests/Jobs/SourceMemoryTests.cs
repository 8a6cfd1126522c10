using System.Formats.Tar;
using System.IO.Compression;
using MlNetFashion.Batch;
using MlNetFashion.Catalogues;

namespace MlNetFashion.Tests.Jobs;

/// <summary>A photo is read again where its file has another size or time, and only there.</summary>
[TestFixture("folder")]
[TestFixture(".tar")]
[TestFixture(".tar.gz")]
[TestFixture(".zip")]
public sealed class SourceMemoryTests(string kind)
{
    // All photos have the same size, so that none is told by it.
    const int PhotoBytes = 1 << 16;

    static readonly CatalogueEntry[] s_items = [.. Garments.Draw(12).Select(Padded)];

    // The sixth photo shows another garment.
    static readonly CatalogueEntry[] s_changed =
        [.. s_items.Select((item, i) => i == 5 ? item with { Picture = Padded(Garments.Draw(1, seed: 8)[0]).Picture } : item)];

    [Test]
    public void A_photo_that_changed_in_place_is_embedded_and_the_others_are_not()
    {
        using Shop shop = Open();
        Assert.That((shop.Run().Indexed, shop.Embedded), Is.EqualTo((12, 12)));
        Write(shop, s_changed, minutes: 1);
        RunReport second = shop.Run();
        Assert.That((second.State, second.Planned, second.Indexed), Is.EqualTo(("published", 1, 12)));
        Assert.That(Garments.Contents(shop.Index), Is.EqualTo(shop.ContentsOfOneRun()));
        // A night without a change has no plan of its own, and the one after it still remembers.
        Assert.That(shop.Run().State, Is.EqualTo("unchanged"));
        Write(shop, s_items, minutes: 2);
        Assert.That((shop.Run().Planned, shop.Embedded), Is.EqualTo((0, 1)), "the old photo is back, and its embedding is known");
        Assert.That(Garments.Contents(shop.Index), Is.EqualTo(shop.ContentsOfOneRun()));
    }

    [Test]
    public void A_change_that_leaves_size_and_time_is_seen_by_who_checks_contents()
    {
        using Shop shop = Open();
        shop.Run();
        Write(shop, s_changed, minutes: 0, addsATable: true);
        // An archive that is packed again may have another size, which is seen.
        if (kind is "folder" or ".tar")
            Assert.That(shop.Run().Planned, Is.Zero);
        shop.ChecksContents = true;
        Assert.That(shop.Run().Planned, Is.EqualTo(1));
    }

    [Test]
    public void What_was_written_just_before_it_was_read_is_read_again()
    {
        using Shop shop = Open();
        DateTime now = DateTime.UtcNow;
        foreach (string file in Files(shop))
            File.SetLastWriteTimeUtc(file, now);
        shop.Run();
        Write(shop, s_changed, minutes: 0);
        foreach (string file in Files(shop))
            File.SetLastWriteTimeUtc(file, now);
        Assert.That(shop.Run().Planned, Is.EqualTo(1));
    }

    [Test]
    public void What_is_wrong_with_photos_is_told_again_where_nothing_is_read()
    {
        using Shop shop = Open();
        Write(shop, [.. s_items, s_items[0] with { Item = s_items[0].Item with { Id = "empty" }, Picture = new CataloguePicture((byte[])[]) },
            s_items[1] with { Item = s_items[1].Item with { Id = "stranger" } }], minutes: 1, rows: s_items);
        IReadOnlyDictionary<string, long> first = shop.Run().LeftOut;
        Write(shop, s_items, minutes: null, addsATable: true, rows: s_items);
        RunReport second = shop.Run();
        Assert.That((second.State, second.Planned), Is.EqualTo(("published", 0)));
        Assert.That(first, Is.EqualTo(new Dictionary<string, long> { ["Picture"] = 1, ["NoRow"] = 1 }));
        Assert.That(second.LeftOut, Is.EqualTo(first));
    }

    [Test]
    public void A_memory_that_is_damaged_or_was_wrong_is_not_used()
    {
        using Shop shop = Open();
        shop.Run();
        string memory = Directory.GetFiles(shop.Job.Work, "files.bin", SearchOption.AllDirectories).Single();
        byte[] bytes = File.ReadAllBytes(memory);
        Assert.That(SourceMemoryFile.Read(memory), Is.Not.Null);
        for (int at = 0; at < bytes.Length; at += 61)
        {
            bytes[at] ^= 0x10;
            File.WriteAllBytes(memory, bytes);
            Assert.That(SourceMemoryFile.Read(memory), Is.Null, $"byte {at}");
            bytes[at] ^= 0x10;
        }

        File.WriteAllBytes(memory, bytes[..10]);
        Assert.That(SourceMemoryFile.Read(memory), Is.Null);
    }

    // What follows the end of a PNG is nothing to its decoder.
    static CatalogueEntry Padded(CatalogueEntry item)
    {
        byte[] bytes = item.Picture.Encoded.ToArray();
        Array.Resize(ref bytes, PhotoBytes);
        return item with { Picture = new CataloguePicture(bytes) };
    }

    Shop Open()
    {
        var shop = new Shop([]) { ChecksContents = false };
        shop.Job = shop.Job with { Source = [kind == "folder" ? shop.PathOf("photos") : shop.PathOf($"photos{kind}")], Csv = shop.PathOf("rows.csv"), MayShrink = 1 };
        // The table lies beside the photos: an archive that holds one is read for it.
        File.Delete(shop.PathOf("photos/rows.csv"));
        Write(shop, s_items, minutes: 0);
        return shop;
    }

    IEnumerable<string> Files(Shop shop) => kind == "folder" ? Directory.GetFiles(shop.PathOf("photos")) : [shop.PathOf($"photos{kind}")];

    // Minutes after which the files that change were written; null to leave the photos alone.
    void Write(Shop shop, IReadOnlyList<CatalogueEntry> items, int? minutes, bool addsATable = false, IReadOnlyList<CatalogueEntry>? rows = null)
    {
        string folder = shop.PathOf("photos"), table = shop.PathOf("rows.csv");
        File.WriteAllLines(table, [.. (string[])["id,productDisplayName"], .. (rows ?? items).Select(item => $"{item.Item.Id},{item.Item.Title}")]);
        // Another table makes another plan.
        shop.Age(table, addsATable ? 59 : minutes ?? 0);
        if (minutes is null)
            return;
        foreach (CatalogueEntry item in items)
        {
            string path = Path.Combine(folder, $"{item.Item.Id}.png");
            byte[] bytes = item.Picture.Encoded.ToArray();
            if (File.Exists(path) && File.ReadAllBytes(path).AsSpan().SequenceEqual(bytes))
                continue;
            File.WriteAllBytes(path, bytes);
            shop.Age(path, minutes.Value);
        }

        if (kind == "folder")
            return;
        string archive = shop.PathOf($"photos{kind}");
        File.Delete(archive);
        if (kind == ".zip")
            ZipFile.CreateFromDirectory(folder, archive);
        else
        {
            using FileStream file = File.Create(archive);
            using Stream content = kind == ".tar" ? file : new GZipStream(file, CompressionLevel.Fastest);
            TarFile.CreateFromDirectory(folder, content, includeBaseDirectory: false);
        }

        shop.Age(archive, minutes.Value);
    }
}
