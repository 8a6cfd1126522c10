using MlNetFashion.Batch;
using MlNetFashion.Catalogues;
using MlNetFashion.Images;
using MlNetFashion.Retrieval;
using MlNetFashion.Tests.Models;

namespace MlNetFashion.Tests;

/// <summary>Drawn garments as encoded photos, an image encoder that is quick, and what an index holds.</summary>
static class Garments
{
    static readonly Lazy<FashionPipeline> s_pipeline = new(() => FashionPipeline.Load(TinyModels.Folder));

    public static FashionPipeline Pipeline => s_pipeline.Value;

    public static ModelFingerprint Models => ModelFingerprint.Of(Pipeline);

    /// <summary>Entries whose pictures are the bytes of PNG files.</summary>
    public static IReadOnlyList<CatalogueEntry> Draw(int count, int seed = 1) =>
        [.. SampleCatalogue.Draw(count, seed).Select(entry => entry with
        {
            Picture = new CataloguePicture(ImageCodec.EncodePng(entry.Picture.Decode())),
            Source = "drawn",
            Name = $"{entry.Item.Id}.png",
        })];

    public static ReadOnlyMemory<float> Embed(IReadOnlyList<RgbImage> pictures) => Pipeline.EmbedImages(pictures);

    /// <summary>Writes the photos into a folder, and a CSV of their rows.</summary>
    public static void Write(IEnumerable<CatalogueEntry> entries, string folder)
    {
        Directory.CreateDirectory(folder);
        var rows = new List<string> { "id,productDisplayName,garment,colour" };
        foreach (CatalogueEntry entry in entries)
        {
            File.WriteAllBytes(Path.Combine(folder, $"{entry.Item.Id}.png"), entry.Picture.Encoded.ToArray());
            rows.Add($"{entry.Item.Id},\"{entry.Item.Title}\",{entry.Item.Attributes["garment"]},{entry.Item.Attributes["colour"]}");
        }

        File.WriteAllLines(Path.Combine(folder, "rows.csv"), rows);
    }

    /// <summary>All that an index holds, bit by bit, as one text; in the order of the ids, because an index that was updated has new items at its
    /// end.</summary>
    public static string Contents(string folder)
    {
        using EmbeddingIndex index = EmbeddingIndex.Open(folder);
        return string.Join('\n', ((IEnumerable<string>)[.. Enumerable.Range(0, index.Count).Select(row =>
        {
            CatalogueItem item = index.Item(row);
            string attributes = string.Join(",", item.Attributes.Select(pair => $"{pair.Key}={pair.Value}").Order(StringComparer.Ordinal));
            return $"{item.Id}|{item.Title}|{attributes}|{Convert.ToHexString(System.Runtime.InteropServices.MemoryMarshal.AsBytes(index.Embedding(row)))}";
        })]).Order(StringComparer.Ordinal));
    }

    /// <summary>The same of an index that is made in one go.</summary>
    public static string ContentsOfOneRun(IEnumerable<CatalogueEntry> entries)
    {
        using TemporaryFolder folder = new();
        new CatalogueIndexer(Embed).Build(entries, folder["index"], Pipeline.Describe("a test"), new RejectLog());
        return Contents(folder["index"]);
    }
}
