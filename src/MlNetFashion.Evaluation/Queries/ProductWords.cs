namespace MlNetFashion.Evaluation;

/// <summary>What people call the article types and colours of the product catalogue, which spells them its own way.</summary>
static class ProductWords
{
    // "Article type: one / many". Types that are not listed, and words that are equal, are said as they are spelled, in lower case.
    const string Types = """
        Baby Dolls: baby doll / baby dolls
        Backpacks: backpack / backpacks
        Bangle: bangle / bangles
        Basketballs: basketball / basketballs
        Bath Robe: bath robe / bath robes
        Belts: belt / belts
        Blazers: blazer / blazers
        Bracelet: bracelet / bracelets
        Caps: cap / caps
        Clothing Set: clothing set / clothing sets
        Clutches: clutch bag / clutch bags
        Compact: compact / compacts
        Concealer: concealer / concealers
        Deodorant: deodorant / deodorants
        Dresses: dress / dresses
        Duffel Bag: duffel bag / duffel bags
        Dupatta: dupatta / dupattas
        Face Moisturisers: face moisturiser / face moisturisers
        Flats: flats / flats
        Footballs: football / footballs
        Fragrance Gift Set: perfume gift set / perfume gift sets
        Free Gifts: gift / gifts
        Handbags: handbag / handbags
        Hat: hat / hats
        Headband: headband / headbands
        Heels: heels / heels
        Jackets: jacket / jackets
        Jewellery Set: jewellery set / jewellery sets
        Jumpsuit: jumpsuit / jumpsuits
        Kurta Sets: kurta set / kurta sets
        Kurtas: kurta / kurtas
        Kurtis: kurti / kurtis
        Laptop Bag: laptop bag / laptop bags
        Lip Liner: lip liner / lip liners
        Lipstick: lipstick / lipsticks
        Lounge Tshirts: lounge t-shirt / lounge t-shirts
        Messenger Bag: messenger bag / messenger bags
        Mobile Pouch: mobile phone pouch / mobile phone pouches
        Mufflers: muffler / mufflers
        Necklace and Chains: necklace / necklaces
        Nehru Jackets: nehru jacket / nehru jackets
        Night suits: pyjamas / pyjamas
        Nightdress: nightdress / nightdresses
        Patiala: patiala / patialas
        Pendant: pendant / pendants
        Perfume and Body Mist: perfume / perfumes
        Rain Jacket: rain jacket / rain jackets
        Ring: ring / rings
        Robe: robe / robes
        Rucksacks: rucksack / rucksacks
        Sarees: saree / sarees
        Scarves: scarf / scarves
        Shirts: shirt / shirts
        Shrug: shrug / shrugs
        Skirts: skirt / skirts
        Stoles: stole / stoles
        Sweaters: sweater / sweaters
        Sweatshirts: sweatshirt / sweatshirts
        Ties: tie / ties
        Tops: top / tops
        Tracksuits: tracksuit / tracksuits
        Trolley Bag: trolley bag / trolley bags
        Tshirts: t-shirt / t-shirts
        Tunics: tunic / tunics
        Umbrellas: umbrella / umbrellas
        Waist Pouch: waist pouch / waist pouches
        Waistcoat: waistcoat / waistcoats
        Wallets: wallet / wallets
        Watches: watch / watches
        Water Bottle: water bottle / water bottles
        Wristbands: wristband / wristbands
        """;

    static readonly Dictionary<string, GarmentWords> s_types = Types
        .Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
        .Select(line => line.Split((char[])[':', '/'], StringSplitOptions.TrimEntries))
        .ToDictionary(parts => parts[0], parts => new GarmentWords(parts[1], parts[2]), StringComparer.OrdinalIgnoreCase);

    /// <summary>The words for an article type: "Tshirts" is "t-shirt", "Casual Shoes" "casual shoes".</summary>
    public static GarmentWords Type(string articleType)
    {
        string spelled = articleType.Trim().ToLowerInvariant();
        return s_types.TryGetValue(articleType.Trim(), out GarmentWords words) ? words : new GarmentWords(spelled, spelled);
    }

    /// <summary>The word for a base colour: "Navy Blue" is "navy blue", "Multi" "multicoloured"; null where the catalogue says none.</summary>
    public static string? Colour(string baseColour) => baseColour.Trim() switch
    {
        "" or "NA" => null,
        "Multi" => "multicoloured",
        "Skin" => "skin coloured",
        string colour => colour.ToLowerInvariant(),
    };
}
