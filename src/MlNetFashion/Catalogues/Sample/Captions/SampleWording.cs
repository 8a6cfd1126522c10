namespace MlNetFashion.Catalogues;

/// <summary>Words that shoppers use for the values of attributes; the first is the plainest.</summary>
static class SampleWording
{
    static readonly Dictionary<string, (string[] One, string[] Many)> s_nouns = new()
    {
        ["T-shirt"] = (["T-shirt", "T-shirt", "tee", "t shirt"], ["T-shirts", "tees"]),
        ["shirt"] = (["shirt"], ["shirts"]),
        ["blouse"] = (["blouse", "blouse", "top"], ["blouses", "tops"]),
        ["sweater"] = (["sweater", "sweater", "jumper", "pullover"], ["sweaters", "jumpers"]),
        ["hoodie"] = (["hoodie", "hoodie", "hooded sweatshirt"], ["hoodies"]),
        ["jacket"] = (["jacket"], ["jackets"]),
        ["coat"] = (["coat", "coat", "overcoat"], ["coats"]),
        ["kurta"] = (["kurta"], ["kurtas"]),
        ["saree"] = (["saree", "saree", "sari"], ["sarees", "saris"]),
        ["dress"] = (["dress"], ["dresses"]),
        ["jumpsuit"] = (["jumpsuit"], ["jumpsuits"]),
        ["skirt"] = (["skirt"], ["skirts"]),
        ["trousers"] = (["trousers", "trousers", "pants"], ["trousers", "pants"]),
        ["jeans"] = (["jeans"], ["jeans"]),
        ["shorts"] = (["shorts"], ["shorts"]),
        ["sneakers"] = (["sneakers", "sneakers", "trainers", "sports shoes"], ["sneakers", "trainers"]),
        ["boots"] = (["boots"], ["boots"]),
        ["sandals"] = (["sandals"], ["sandals"]),
        ["heels"] = (["heels", "heels", "high heels"], ["heels", "high heels"]),
        ["handbag"] = (["handbag", "handbag", "bag", "purse"], ["handbags", "bags"]),
        ["backpack"] = (["backpack", "backpack", "rucksack"], ["backpacks", "rucksacks"]),
        ["cap"] = (["cap", "cap", "baseball cap"], ["caps"]),
        ["hat"] = (["hat"], ["hats"]),
        ["watch"] = (["watch", "watch", "wristwatch"], ["watches"]),
        ["sunglasses"] = (["sunglasses", "sunglasses", "shades"], ["sunglasses", "shades"]),
    };

    // What it is ("striped") and what it has ("stripes", which can have a colour).
    static readonly Dictionary<string, (string[] Is, string[] Has)> s_patterns = new()
    {
        ["solid"] = (["plain", "solid"], []),
        ["striped"] = (["striped", "striped", "stripy"], ["stripes"]),
        ["checked"] = (["checked", "checked", "plaid"], ["checks"]),
        ["dotted"] = (["dotted", "polka dot"], ["dots", "polka dots"]),
        ["floral"] = (["floral", "floral", "flowery"], ["flowers", "a floral print"]),
        ["colour-block"] = (["colour-block"], ["a colour block"]),
        ["graphic"] = (["graphic", "printed"], ["a graphic print", "a print"]),
    };

    static readonly Dictionary<string, (string[] Is, string[] Has)> s_sleeves = new()
    {
        ["sleeveless"] = (["sleeveless"], ["without sleeves", "with no sleeves"]),
        ["short"] = (["short-sleeved", "short sleeve"], ["with short sleeves"]),
        ["long"] = (["long-sleeved", "long sleeve"], ["with long sleeves"]),
    };

    static readonly Dictionary<string, (string[] Is, string[] Has)> s_lengths = new()
    {
        ["mini"] = (["mini", "short"], ["in mini length"]),
        ["knee"] = (["knee-length"], ["in knee length", "down to the knee"]),
        ["maxi"] = (["maxi", "long"], ["in maxi length"]),
        ["ankle"] = (["ankle"], ["in ankle height"]),
        ["cropped"] = (["cropped"], ["in cropped length"]),
        ["full"] = (["full-length", "long"], ["in full length"]),
    };

    static readonly Dictionary<string, (string[] Is, string[] Has)> s_necklines = new()
    {
        ["round"] = (["round-neck", "crew neck"], ["with a round neck", "with a round neckline"]),
        ["v-neck"] = (["v-neck"], ["with a v-neck", "with a v neckline"]),
        ["collar"] = (["collared"], ["with a collar"]),
        ["high neck"] = (["high-neck"], ["with a high neck"]),
        ["hood"] = (["hooded"], ["with a hood"]),
    };

    static readonly Dictionary<string, string[]> s_colours = new()
    {
        ["grey"] = ["grey", "grey", "gray"],
        ["teal"] = ["teal", "teal", "turquoise"],
        ["navy blue"] = ["navy blue", "navy", "dark blue"],
        ["olive"] = ["olive", "olive green"],
    };

    public static string Noun(string kind, SampleRandom random) => random.Pick(s_nouns[kind].One);

    public static string Nouns(string kind, SampleRandom random) => random.Pick(s_nouns[kind].Many);

    public static string Colour(string colour, SampleRandom random) => s_colours.TryGetValue(colour, out string[]? words) ? random.Pick(words) : colour;

    /// <summary>An adjective: "striped", "long-sleeved", "mini".</summary>
    public static string Is(string attribute, string value, SampleRandom random) => attribute == SampleAttributes.Colour
        ? Colour(value, random)
        : random.Pick(Words(attribute)[value].Is);

    /// <summary>A phrase that follows the noun: "in blue", "with stripes", "without sleeves".</summary>
    public static string Has(string attribute, string value, string? secondColour, SampleRandom random)
    {
        if (attribute == SampleAttributes.Colour)
            return $"in {Colour(value, random)}";
        if (attribute != SampleAttributes.Pattern)
            return random.Pick(Words(attribute)[value].Has);
        if (value == SampleAttributes.Solid)
            return "without a pattern";
        string what = random.Pick(s_patterns[value].Has);
        if (secondColour is null)
            return $"with {what}";
        string colour = Colour(secondColour, random);
        return what.StartsWith("a ", StringComparison.Ordinal) ? $"with {what} in {colour}" : $"with {colour} {what}";
    }

    static Dictionary<string, (string[] Is, string[] Has)> Words(string attribute) => attribute switch
    {
        SampleAttributes.Pattern => s_patterns,
        SampleAttributes.Sleeve => s_sleeves,
        SampleAttributes.Length => s_lengths,
        SampleAttributes.Neckline => s_necklines,
        _ => throw new ArgumentException($"There are no words for \"{attribute}\".", nameof(attribute)),
    };
}
