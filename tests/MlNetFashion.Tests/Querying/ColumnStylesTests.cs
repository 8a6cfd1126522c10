using MlNetFashion.Catalogues;
using MlNetFashion.Querying;
using MlNetFashion.Retrieval;

namespace MlNetFashion.Tests.Querying;

/// <summary>The same shop with the columns of five: what a search finds does not depend on what columns are called.</summary>
public sealed class ColumnStylesTests
{
    // Every so many of the photos; 1 for all, which takes minutes (docs/catalogues.md has that figure).
    static readonly int s_step = int.TryParse(Environment.GetEnvironmentVariable("MLNETFASHION_COLUMN_STYLES_STEP"), out int step) ? step : 12;

    static readonly (string Words, string Kind, string Colour, string? Gender)[] s_requests =
    [
        ("black casual shoes for men", "Casual Shoes", "Black", "Men"), ("white sports shoes", "Sports Shoes", "White", null),
        ("brown formal shoes", "Formal Shoes", "Brown", null),
        ("black heels", "Heels", "Black", null), ("blue jeans", "Jeans", "Blue", null), ("black trousers", "Trousers", "Black", null),
        ("pink kurta", "Kurtas", "Pink", null),
        ("green t-shirt", "Tshirts", "Green", null), ("white shirt for men", "Shirts", "White", "Men"), ("grey track pants", "Track Pants", "Grey", null),
        ("women's black top", "Tops", "Black", "Women"),
        ("blue shirt", "Shirts", "Blue", null), ("red t-shirt for boys", "Tshirts", "Red", "Boys"), ("brown sandals", "Sandals", "Brown", null),
        ("black flip flops for men", "Flip Flops", "Black", "Men"),
    ];

    static readonly Dictionary<string, Func<CatalogueItem, (string Name, string Value)[]>> s_styles = new()
    {
        ["Myntra"] = item =>
            [("id", item.Id), .. item.Attributes.Where(attribute => attribute.Key != "pack").Select(attribute => (attribute.Key, attribute.Value)),
                ("productDisplayName", item.Title)],
        ["H&M"] = item =>
        [
            ("article_id", item.Id),
            ("index_group_name", Of(item, "gender") switch { "Men" => "Menswear", "Women" => "Ladieswear", "Unisex" => "Divided", var other => other }),
            ("product_group_name", Of(item, "masterCategory")),
            ("section_name", Of(item, "subCategory")),
            ("product_type_name", Of(item, "articleType")), ("colour_group_code", $"{Of(item, "baseColour").Length}"),
            ("colour_group_name", Of(item, "baseColour")), ("prod_name", item.Title),
        ],
        ["plain"] = item =>
            [("SKU", item.Id), ("Name", item.Title), ("Product Type", Of(item, "articleType")), ("Color", Of(item, "baseColour")),
                ("Target Gender", Of(item, "gender"))],
        ["Google"] = item =>
        [
            ("g:id", item.Id), ("g:title", item.Title), ("g:product_type", $"Clothing > {Of(item, "subCategory")} > {Of(item, "articleType")}"),
            ("g:color", Of(item, "baseColour")),
            ("g:gender", Of(item, "gender") switch { "Men" => "male", "Women" => "female", var other => other }), ("g:price", "15.00 USD"),
        ],
        ["nameless"] = item =>
            [("c1", item.Id), ("c2", Of(item, "baseColour")), ("c3", Of(item, "gender")), ("c4", Of(item, "articleType")), ("c5", item.Title)],
    };

    [Test]
    public void RequestsFindTheSameWhateverColumnsAreCalled()
    {
        string csv = FashionData.Require("myntra-styles.csv.gz");
        string[] packs = [FashionData.Require("myntra-footwear.tar.gz"), FashionData.Require("myntra-apparel.tar.gz")];
        using FashionPipeline pipeline = FashionPipeline.Load(Models());
        CatalogueEntry[] entries = [.. new ProductCatalogue(packs, ProductTable.Load(csv, new(), new RejectLog()), new RejectLog()).Read()
            .Where((_, i) => i % s_step == 0)];
        float[] vectors = [.. entries.Chunk(512).SelectMany(chunk => pipeline.EmbedImages([.. chunk.Select(entry => entry.Picture.Letterboxed())]))];
        var precision = s_styles.ToDictionary(style => style.Key, style => Precision(pipeline, entries, vectors, style.Value));
        TestContext.Out.WriteLine(string.Join(", ", precision.Select(style => $"{style.Key} {style.Value:F3}")) + $" over {entries.Length} items");
        Assert.That(precision["Myntra"], Is.GreaterThan(0.6));
        Assert.That(precision.Values.Max() - precision.Values.Min(), Is.LessThanOrEqualTo(0.02), string.Join(", ", precision));
    }

    static double Precision(FashionPipeline pipeline, CatalogueEntry[] entries, float[] vectors, Func<CatalogueItem, (string Name, string Value)[]> style)
    {
        using TemporaryFolder folder = new();
        (string Name, string Value)[][] rows = [.. entries.Select(entry => style(entry.Item))];
        string[] names = [.. rows.SelectMany(row => row.Select(cell => cell.Name)).Distinct()];
        string path = Path.Combine(folder.Path, "rows.csv");
        File.WriteAllLines(path,
            [string.Join(',', names), .. rows.Select(row =>
                string.Join(',', names.Select(name => Quoted(row.FirstOrDefault(cell => cell.Name == name).Value ?? ""))))]);
        string[] photos = [.. entries.Select(entry => $"{entry.Item.Id}.jpg")];
        ProductTable table = ProductTable.Load(CsvBytes.OfFile(path, CancellationToken.None), new(), photos, new RejectLog(), CancellationToken.None);
        CatalogueItem[] items = [.. entries.Select(entry => table.Find(entry.Item.Id)!)];
        Assert.That(items.Select(item => item.Title), Is.EqualTo(entries.Select(entry => entry.Item.Title)));
        using var index = EmbeddingIndex.Create(pipeline.Describe("styles"), items, vectors);
        Dictionary<string, CatalogueItem> known = entries.ToDictionary(entry => entry.Item.Id, entry => entry.Item);
        return s_requests.Average(request =>
        {
            bool IsRight(CatalogueItem item) =>
                Of(item, "articleType") == request.Kind && Of(item, "baseColour") == request.Colour
                    && (request.Gender is null || Of(item, "gender") == request.Gender || Of(item, "gender") == "Unisex");
            int possible = Math.Min(10, known.Values.Count(IsRight));
            return possible == 0 ? 1 : pipeline.Ask(new FashionQuery(request.Words), index).Neighbours.Take(10)
                .Count(found => IsRight(known[found.Id])) / (double)possible;
        });
    }

    static string Of(CatalogueItem item, string name) => item.Attributes.GetValueOrDefault(name, "");

    static string Quoted(string value) => $"\"{value.Replace("\"", "\"\"")}\"";

    static string Models()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            string models = Path.Combine(folder.FullName, "onnx");
            if (File.Exists(Path.Combine(models, "models.json")))
                return models;
        }

        throw new DirectoryNotFoundException("The repository's folder onnx is not above the test's.");
    }
}
