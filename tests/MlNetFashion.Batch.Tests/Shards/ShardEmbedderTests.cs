using MlNetFashion.Batch;
using MlNetFashion.Catalogues;
using MlNetFashion.Images;

namespace MlNetFashion.Tests.Shards;

public sealed class ShardEmbedderTests
{
    static readonly IReadOnlyList<CatalogueEntry> s_entries = Garments.Draw(40);

    int _embedded;

    [TestCase(1)]
    [TestCase(7)]
    [TestCase(60)]
    public void Parts_make_the_index_of_a_single_run_bit_by_bit(int parts)
    {
        using TemporaryFolder folder = new();
        for (int part = 1; part <= parts; part++)
            Embed(s_entries, new ShardSlice(part, parts), folder["shards"]);
        using (var publication = new IndexPublication(folder["index"], Garments.Pipeline.Describe("a test"), (_, _) => null, new RejectLog()))
        {
            EmbeddedItem[] items = [.. ShardFolder.Open(folder["shards"]).Read()];
            Assert.That(items.Select(item => item.Item.Id), Is.EqualTo(s_entries.Select(entry => entry.Item.Id)), "in the catalogue's order");
            foreach (EmbeddedItem item in items)
                publication.Add(item);
            publication.Commit();
        }

        Assert.That(Garments.Contents(folder["index"]), Is.EqualTo(Garments.ContentsOfOneRun(s_entries)));
    }

    [Test]
    public void A_part_is_embedded_again_only_where_something_in_it_changed()
    {
        using TemporaryFolder folder = new();
        string first = Embed(s_entries, ShardSlice.Whole, folder.Path).Path;
        _embedded = 0;
        EmbeddedShard again = Embed(s_entries, ShardSlice.Whole, folder.Path);
        Assert.That((again.Path, again.Embedded, again.Items, _embedded), Is.EqualTo((first, 0, 40, 0)));

        CatalogueEntry[] renamed = [.. s_entries.Select((entry, i) => i == 3 ? entry with { Item = entry.Item with { Title = "another" } } : entry)];
        EmbeddedShard other = Embed(renamed, ShardSlice.Whole, folder.Path);
        Assert.That(other.Path, Is.Not.EqualTo(first));
        Assert.That(Directory.GetFiles(folder.Path, "*.parquet"), Is.EqualTo([other.Path]), "the older file is of no use any more");
    }

    [Test]
    public void What_cannot_be_embedded_is_left_out_and_listed()
    {
        using TemporaryFolder folder = new();
        CatalogueEntry[] troubled =
        [
            .. s_entries.Take(3), s_entries[0], s_entries[4] with { Picture = new CataloguePicture([1, 2, 3]) },
            s_entries[5] with { Item = s_entries[5].Item with { Id = "" } },
        ];
        EmbeddedShard made = Embed(troubled, ShardSlice.Whole, folder.Path);
        Assert.That((made.Embedded, made.Rejects.Total), Is.EqualTo((3, 3)));
        Assert.That(File.ReadAllLines(folder["part-00001-of-00001.rejects.jsonl"]), Has.Length.EqualTo(3));
    }

    [Test]
    public void A_folder_that_lacks_parts_or_mixes_them_is_refused()
    {
        using TemporaryFolder folder = new();
        Embed(s_entries, new ShardSlice(1, 3), folder.Path);
        Embed(s_entries, new ShardSlice(3, 3), folder.Path);
        Assert.That(() => ShardFolder.Open(folder.Path), Throws.TypeOf<InvalidDataException>().With.Message.Contains("lacks 1 of 3 parts: 2."));
        Embed(s_entries, new ShardSlice(2, 2), folder.Path);
        Assert.That(() => ShardFolder.Open(folder.Path), Throws.TypeOf<InvalidDataException>().With.Message.Contains("cut into"));
    }

    [Test]
    public void Parts_of_different_models_are_refused()
    {
        using TemporaryFolder folder = new();
        Embed(s_entries, new ShardSlice(1, 2), folder.Path);
        new ShardEmbedder(Garments.Embed, Garments.Models with { Preprocessing = "another" }).Embed(_ => s_entries, new ShardSlice(2, 2), folder.Path);
        Assert.That(() => ShardFolder.Open(folder.Path), Throws.TypeOf<InvalidDataException>().With.Message.Contains("other models"));
    }

    [Test]
    public void Each_fault_of_the_disk_leaves_the_old_part_or_the_new()
    {
        int faults = new DiskFaults(
            folder => Embed([.. s_entries.Take(6)], ShardSlice.Whole, folder), folder => Embed([.. s_entries.Take(7)], ShardSlice.Whole, folder),
                Read).Examine();
        TestContext.Out.WriteLine($"{faults} faults");

        static string Read(string folder)
        {
            // Between the new one's name and the old one's end there are both, and each is whole.
            string[] items = [.. Directory.GetFiles(folder, "*.parquet").Select(path =>
            {
                using ShardReader reader = ShardReader.Open(path);
                return string.Join(',', reader.Read().Select(item => item.Item.Id));
            }).OrderDescending()];
            return items[0];
        }
    }

    [TestCase("0/3")]
    [TestCase("4/3")]
    [TestCase("1")]
    [TestCase("1/3/5")]
    [TestCase("-1/3")]
    [TestCase("1/100000")]
    public void A_text_that_names_no_part_is_told(string text) =>
        Assert.That(() => ShardSlice.Parse(text), Throws.TypeOf<FormatException>().With.Message.Contains($"\"{text}\""));

    [Test]
    public void Every_item_is_in_one_part_and_parts_are_about_equal()
    {
        int[] sizes = [.. Enumerable.Range(1, 8).Select(part => Enumerable.Range(0, 8000).Count(id => new ShardSlice(part, 8).Has($"{id}")))];
        Assert.That(sizes.Sum(), Is.EqualTo(8000));
        Assert.That(sizes, Has.All.InRange(850, 1150));
    }

    EmbeddedShard Embed(IReadOnlyList<CatalogueEntry> entries, ShardSlice slice, string folder) =>
        new ShardEmbedder(Count, Garments.Models).Embed(_ => entries, slice, folder);

    ReadOnlyMemory<float> Count(IReadOnlyList<RgbImage> pictures)
    {
        Interlocked.Add(ref _embedded, pictures.Count);
        return Garments.Embed(pictures);
    }
}
