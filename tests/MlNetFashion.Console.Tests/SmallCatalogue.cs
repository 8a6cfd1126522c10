using MlNetFashion.Catalogues;
using MlNetFashion.Retrieval;
using MlNetFashion.Tests.Models;

namespace MlNetFashion.Tests;

/// <summary>Sixty drawn garments as photos with a CSV, and an index of them made with tiny models; both made once for all tests.</summary>
static class SmallCatalogue
{
    public const int Count = 60;

    static readonly Lazy<string> s_root = new(Make);

    /// <summary>The folder of photos, named by id.</summary>
    public static string Photos => Path.Combine(s_root.Value, "photos");

    /// <summary>The rows.</summary>
    public static string Csv => Path.Combine(s_root.Value, "rows.csv");

    /// <summary>The index.</summary>
    public static string Index => Path.Combine(s_root.Value, "index");

    /// <summary>Items as they are in the photos and the index.</summary>
    public static IReadOnlyList<CatalogueEntry> Entries { get; } = [.. SampleCatalogue.Draw(Count)];

    static string Make()
    {
        string root = Directory.CreateTempSubdirectory("mlnetfashion-catalogue-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(root, recursive: true);
        string photos = Path.Combine(root, "photos");
        foreach (CatalogueEntry entry in Entries)
            entry.Picture.Decode().Save(Path.Combine(photos, $"{entry.Item.Id}.png"));
        File.WriteAllLines(Path.Combine(root, "rows.csv"), Entries
            .Select(entry => $"{entry.Item.Id},\"{entry.Item.Title}\",{entry.Item.Attributes["garment"]},{entry.Item.Attributes["colour"]}")
            .Prepend("id,productDisplayName,garment,colour"));
        // A job reads once more what was written just before it.
        foreach (string file in Directory.GetFiles(root, "*", SearchOption.AllDirectories))
            File.SetLastWriteTimeUtc(file, DateTime.UtcNow.AddHours(-1));
        using FashionPipeline pipeline = FashionPipeline.Load(TinyModels.Folder);
        new CatalogueIndexer(pictures => pipeline.EmbedImages(pictures))
            .Build(Entries, Path.Combine(root, "index"), pipeline.Describe("small"), new RejectLog());
        return root;
    }
}
