using Microsoft.Extensions.VectorData;

namespace MlNetFashion.Tests;

/// <summary>What most tests keep.</summary>
sealed class Garment
{
    public const int D = 3;

    [VectorStoreKey]
    public string Sku { get; set; } = "";

    [VectorStoreData(StorageName = "title", IsFullTextIndexed = true)]
    public string? Name { get; set; }

    [VectorStoreData(IsIndexed = true)]
    public int Price { get; set; }

    [VectorStoreData(IsIndexed = true)]
    public int Stock { get; set; }

    [VectorStoreData(StorageName = "on_sale")]
    public bool IsOnSale { get; set; }

    [VectorStoreData]
    public string[] Sizes { get; set; } = [];

    [VectorStoreData]
    public List<string> Colours { get; set; } = [];

    [VectorStoreVector(D)]
    public ReadOnlyMemory<float> Look { get; set; }

    /// <summary>The same for dynamic records.</summary>
    public static VectorStoreCollectionDefinition Definition => new()
    {
        Properties =
        [
            new VectorStoreKeyProperty(nameof(Sku), typeof(string)),
            new VectorStoreDataProperty(nameof(Name), typeof(string)) { StorageName = "title", IsFullTextIndexed = true },
            new VectorStoreDataProperty(nameof(Price), typeof(int)) { IsIndexed = true },
            new VectorStoreDataProperty(nameof(Stock), typeof(int)) { IsIndexed = true },
            new VectorStoreDataProperty(nameof(IsOnSale), typeof(bool)) { StorageName = "on_sale" },
            new VectorStoreDataProperty(nameof(Sizes), typeof(string[])),
            new VectorStoreDataProperty(nameof(Colours), typeof(List<string>)),
            new VectorStoreVectorProperty(nameof(Look), typeof(ReadOnlyMemory<float>), D),
        ],
    };

    /// <summary>Five, of which one has no name.</summary>
    public static Garment[] Five() =>
    [
        Make("a", "red dress", 8, 80, true, ["S", "M"], [1, 2, 3]),
        Make("b", "blue shirt", 9, 90, false, ["XL"], [1, 2, 4]),
        Make("c", "red dress", 9, 9, true, ["S"], [1, 2, 5]),
        Make("d", null, 10, 100, false, ["S", "M", "L"], [-1, 0, 7]),
        Make("e", ">with $om[ \"odd' letters\\, and | = ~", 11, 101, true, [], [0, 0.6f, 0.8f]),
    ];

    public static Garment Make(string sku, string? name, int price, int stock, bool sale, string[] sizes, float[] look) => new()
    {
        Sku = sku,
        Name = name,
        Price = price,
        Stock = stock,
        IsOnSale = sale,
        Sizes = sizes,
        Colours = [.. sizes],
        Look = look,
    };

    public Dictionary<string, object?> ToDictionary() => new()
    {
        [nameof(Sku)] = Sku,
        [nameof(Name)] = Name,
        [nameof(Price)] = Price,
        [nameof(Stock)] = Stock,
        [nameof(IsOnSale)] = IsOnSale,
        [nameof(Sizes)] = Sizes,
        [nameof(Colours)] = Colours,
        [nameof(Look)] = Look,
    };

    /// <summary>All that it holds; of the vector only what is there.</summary>
    public override string ToString() =>
        $"{Sku} {Name ?? "(null)"} {Price} {Stock} {IsOnSale} {string.Join('/', Sizes)} {string.Join('/', Colours)} {string.Join('/', Look.ToArray())}";

    public string WithoutLook() => $"{Sku} {Name ?? "(null)"} {Price} {Stock} {IsOnSale} {string.Join('/', Sizes)} {string.Join('/', Colours)} ";
}
