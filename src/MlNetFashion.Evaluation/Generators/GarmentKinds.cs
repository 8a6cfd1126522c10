using MlNetFashion.Catalogues;

namespace MlNetFashion.Evaluation;

/// <summary>The kinds of garment that generated pictures are told apart by, each with the types of the catalogues that belong to it.</summary>
/// <remarks>
/// <para>A kind has a hundred product photos or more. Types are one kind where a person who sees 64 x 64
/// pixels would call them the same: a sports shoe and a sneaker, a sweater and a
/// sweatshirt, flats and sandals, a tunic and a top. What is neither worn nor carried (perfume,
/// lipstick) is of no kind, and so are rare types, sets of several garments, and drawn jumpsuits and boots.</para>
/// <para>A drawn garment is of the kind that photos of such garments belong to.</para>
/// </remarks>
static class GarmentKinds
{
    // "kind: article types of products / garments of the sample catalogue".
    const string Table = """
        t-shirt: Tshirts, Lounge Tshirts / T-shirt
        shirt: Shirts / shirt
        top: Tops, Tunics / blouse
        kurta: Kurtas, Kurtis / kurta
        sweater: Sweaters, Sweatshirts / sweater, hoodie
        jacket: Jackets, Blazers, Rain Jacket / jacket, coat
        dress: Dresses / dress
        saree: Sarees / saree
        nightwear: Nightdress, Night suits, Baby Dolls /
        skirt: Skirts / skirt
        jeans: Jeans / jeans
        trousers: Trousers / trousers
        track pants: Track Pants, Lounge Pants /
        leggings: Leggings, Jeggings /
        capris: Capris /
        shorts: Shorts / shorts
        sneakers: Casual Shoes, Sports Shoes / sneakers
        formal shoes: Formal Shoes /
        heels: Heels / heels
        sandals: Sandals, Flats, Sports Sandals / sandals
        flip flops: Flip Flops /
        socks: Socks /
        handbag: Handbags / handbag
        clutch bag: Clutches /
        backpack: Backpacks, Rucksacks / backpack
        wallet: Wallets /
        belt: Belts /
        tie: Ties /
        scarf: Scarves, Stoles, Mufflers, Dupatta /
        cap: Caps, Hat / cap, hat
        watch: Watches / watch
        sunglasses: Sunglasses / sunglasses
        earrings: Earrings /
        necklace: Pendant, Necklace and Chains /
        ring: Ring /
        bracelet: Bracelet, Bangle /
        """;

    static readonly (string Kind, string[] Types)[] s_rows =
        [.. Table.Split('\n').Select(line => line.Split((char[])[':', ',', '/'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            .Select(row => (row[0], row[1..]))];

    static readonly Dictionary<string, int> s_places = s_rows.SelectMany((row, place) => row.Types.Select(type => (type, place)))
        .DistinctBy(pair => pair.type, StringComparer.OrdinalIgnoreCase).ToDictionary(pair => pair.type, pair => pair.place, StringComparer.OrdinalIgnoreCase);

    /// <summary>Their names, in the order of a classifier's outputs.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. s_rows.Select(row => row.Kind)];

    /// <summary>The place in <see cref="Names"/> of a type as a catalogue spells it ("Tshirts", "blouse"); −1 where it is of no kind.</summary>
    public static int Of(string type) => s_places.GetValueOrDefault(type.Trim(), -1);

    /// <summary>The same of an item.</summary>
    /// <param name="item">Of products or of the sample catalogue.</param>
    public static int Of(CatalogueItem item) =>
        item.Attributes.TryGetValue(QueryVocabulary.Products.TypeAttribute, out string? type)
            || item.Attributes.TryGetValue(QueryVocabulary.Sample.TypeAttribute, out type) ? Of(type) : -1;
}
