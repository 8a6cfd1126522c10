using System.Text.Json;
using CsCheck;
using MlNetFashion.Batch;
using MlNetFashion.Catalogues;
using ParquetSharp;

namespace MlNetFashion.Tests.Shards;

public sealed class ShardFileTests
{
    const int D = 5;

    static readonly ModelFingerprint s_models = new(new string('a', 64), "letterbox-test");

    [Test]
    public void What_is_written_is_read_whatever_the_texts_are()
    {
        Gen<CatalogueItem> items = Gen.Select(Gen.String, Gen.Dictionary(Gen.String, Gen.String)[0, 4], (title, attributes) =>
            new CatalogueItem("", Valid(title), attributes.DistinctBy(pair => Valid(pair.Key), StringComparer.OrdinalIgnoreCase)
                .ToDictionary(pair => Valid(pair.Key), pair => Valid(pair.Value))));
        Gen.Select(items, Gen.Byte.Array[0, 20], Gen.Float.Array[D]).List[1, 8].Sample(rows =>
        {
            using TemporaryFolder folder = new();
            EmbeddedItem[] written = [.. rows.Select((row, i) => new EmbeddedItem(i, row.Item1 with { Id = $"id {i}" }, $"hash {i}", row.Item3, row.Item2))];
            Assert.That(Texts(Write(folder, written)), Is.EqualTo(Texts(written)));
        }, iter: 60, threads: 1);

        // A lone half of a pair of characters is no text in UTF-8.
        static string Valid(string text) => string.Concat(text.Where(letter => !char.IsSurrogate(letter) && letter != '\0'));
    }

    [TestCase(0)]
    [TestCase(ShardFile.RowsAtOnce - 1)]
    [TestCase(ShardFile.RowsAtOnce)]
    [TestCase(2 * ShardFile.RowsAtOnce + 1)]
    public void A_shard_of_any_size_is_read_in_its_order(int count)
    {
        using TemporaryFolder folder = new();
        EmbeddedItem[] read = Write(folder, [.. Enumerable.Range(0, count).Select(Item)]);
        Assert.That(Texts(read), Is.EqualTo(Texts(Enumerable.Range(0, count).Select(Item))));
    }

    [Test]
    public void Another_reader_finds_the_same_in_it()
    {
        using TemporaryFolder folder = new();
        EmbeddedItem[] items = [.. Enumerable.Range(0, ShardFile.RowsAtOnce + 3).Select(Item)];
        Write(folder, items);
        using var file = new ParquetFileReader(folder["shard"]);
        var read = new List<EmbeddedItem>();
        for (int part = 0; part < file.FileMetaData.NumRowGroups; part++)
        {
            using RowGroupReader rows = file.RowGroup(part);
            Assert.That(Column<string>("models"), Has.All.EqualTo($"{s_models}"));
            (long[] positions, string[] ids, string[] titles) = (Column<long>("position"), Column<string>("id"), Column<string>("title"));
            (string[] attributes, string[] hashes) = (Column<string>("attributes"), Column<string>("photo_sha256"));
            (float[][] embeddings, byte[][] thumbnails) = (Column<float[]>("embedding"), Column<byte[]>("thumbnail"));
            read.AddRange(positions.Select((position, i) => new EmbeddedItem(position, new CatalogueItem(ids[i], titles[i],
                JsonSerializer.Deserialize<Dictionary<string, string>>(attributes[i])!), hashes[i], embeddings[i], thumbnails[i])));

            T[] Column<T>(string name)
            {
                int column = Enumerable.Range(0, file.FileMetaData.NumColumns)
                    .First(i => file.FileMetaData.Schema.Column(i).Path.ToDotVector()[0] == name);
                using ColumnReader reader = rows.Column(column);
                return reader.LogicalReader<T>().ReadAll((int)rows.MetaData.NumRows);
            }
        }

        Assert.That(Texts(read), Is.EqualTo(Texts(items)));
    }

    [Test]
    public void A_file_that_is_no_shard_or_is_cut_off_is_told_with_its_name()
    {
        using TemporaryFolder folder = new();
        Write(folder, [.. Enumerable.Range(0, 100).Select(Item)]);
        byte[] whole = File.ReadAllBytes(folder["shard"]);
        foreach (int length in (int[])[0, 3, 12, whole.Length / 2, whole.Length - 1])
        {
            File.WriteAllBytes(folder["cut"], whole[..length]);
            Assert.That(() =>
            {
                using ShardReader reader = ShardReader.Open(folder["cut"]);
                return reader.Read().Count();
            }, Throws.TypeOf<InvalidDataException>().With.Message.Contains(folder["cut"]), $"{length} bytes of {whole.Length}");
        }
    }

    [Test]
    public void Embeddings_of_another_length_are_refused()
    {
        using TemporaryFolder folder = new();
        using var writer = new ShardWriter(folder["shard"], s_models);
        writer.Add(Item(0));
        Assert.That(() => writer.Add(Item(1) with { Embedding = new float[D + 1] }), Throws.ArgumentException.With.Message.Contains("6 numbers"));
    }

    static EmbeddedItem Item(int i) => new(
        i, new CatalogueItem($"id {i}", $"Größe {i} 👗", new Dictionary<string, string> { ["colour"] = i % 3 == 0 ? "red" : "blue" }), $"hash {i}",
        Enumerable.Range(0, D).Select(d => i + d / 8f).ToArray(), i % 2 == 0 ? [] : [1, 2, (byte)i]);

    static EmbeddedItem[] Write(TemporaryFolder folder, EmbeddedItem[] items)
    {
        using (var writer = new ShardWriter(folder["shard"], s_models))
        {
            foreach (EmbeddedItem item in items)
                writer.Add(item);
            writer.Commit("shard");
        }

        using ShardReader reader = ShardReader.Open(folder["shard"]);
        Assert.That((reader.Count, reader.Models), Is.EqualTo((items.Length, s_models)));
        return [.. reader.Read()];
    }

    static IEnumerable<string> Texts(IEnumerable<EmbeddedItem> items) => items.Select(item =>
        $"{item.Position}|{item.Item.Id}|{item.Item.Title}|{string.Join(',', item.Item.Attributes)}|{item.PhotoSha256}|"
        + $"{string.Join(',', item.Embedding.ToArray().Select(BitConverter.SingleToInt32Bits))}|{Convert.ToHexString(item.Thumbnail)}");
}
