namespace MlNetFashion.Training.Data;

/// <summary>Article types as catalogues spell them ("Tshirts", "Casual Shoes") to the word that people say.</summary>
static class TypeWords
{
    // Worn or sold in pairs: the plural is the word.
    static readonly HashSet<string> s_pairs = new(StringComparer.Ordinal)
    {
        "shoes", "heels", "flops", "sandals", "socks", "jeans", "shorts", "trousers", "pants", "flats", "earrings", "capris", "leggings",
        "jeggings", "tights", "stockings", "boots", "booties", "sneakers", "gloves", "cufflinks", "suspenders", "sunglasses", "chains", "suits",
        "slippers", "loafers", "glasses",
    };

    static readonly Dictionary<string, string> s_known = new(StringComparer.Ordinal)
    {
        ["tshirts"] = "t-shirt",
        ["tshirt"] = "t-shirt",
        ["lounge tshirts"] = "lounge t-shirt",
        ["scarves"] = "scarf",
        ["night suits"] = "night suit",
        ["longsleeve"] = "long sleeve t-shirt",
        ["outwear"] = "jacket",
        ["t-shirt/top"] = "t-shirt",
        ["pants"] = "trousers",
        ["hat"] = "hat",
        ["salwar and dupatta"] = "salwar and dupatta",
        ["ties and cufflinks"] = "ties and cufflinks",
        ["basketballs"] = "basketball",
    };

    static readonly Dictionary<string, string[]> s_synonyms = new(StringComparer.Ordinal)
    {
        ["t-shirt"] = ["tshirt", "tee", "t shirt", "tee shirt"],
        ["trousers"] = ["pants", "slacks"],
        ["track pants"] = ["tracksuit bottoms", "joggers"],
        ["sweater"] = ["jumper", "pullover", "knitwear"],
        ["sweatshirt"] = ["hoodie", "hooded sweatshirt"],
        ["handbag"] = ["hand bag", "purse", "shoulder bag", "bag"],
        ["clutch"] = ["clutch bag", "evening bag"],
        ["backpack"] = ["rucksack", "school bag"],
        ["sports shoes"] = ["running shoes", "trainers", "sports shoe", "gym shoes", "sneakers"],
        ["casual shoes"] = ["sneakers", "casual shoe", "shoes", "canvas shoes"],
        ["formal shoes"] = ["dress shoes", "leather shoes", "office shoes", "formal shoe"],
        ["heels"] = ["high heels", "stilettos", "heeled shoes", "pumps"],
        ["flats"] = ["flat shoes", "ballerinas"],
        ["flip flops"] = ["slippers", "flip-flops", "thongs"],
        ["sunglasses"] = ["shades", "sun glasses"],
        ["watch"] = ["wristwatch", "wrist watch"],
        ["wallet"] = ["purse", "billfold"],
        ["cap"] = ["baseball cap"],
        ["saree"] = ["sari"],
        ["jeans"] = ["denims", "denim trousers"],
        ["dress"] = ["frock", "gown"],
        ["perfume and body mist"] = ["perfume", "body mist", "fragrance"],
        ["necklace and chains"] = ["necklace", "chain"],
        ["kajal and eyeliner"] = ["eyeliner", "kajal"],
        ["foundation and primer"] = ["foundation", "primer"],
        ["highlighter and blush"] = ["blush", "highlighter"],
        ["deodorant"] = ["deo"],
        ["top"] = ["blouse"],
        ["shoes"] = ["footwear"],
        ["nightdress"] = ["nightgown", "nightie"],
    };

    /// <summary>The word: singular, lower case; the plural for what comes in pairs.</summary>
    public static string Singular(string type)
    {
        string lower = type.Trim().ToLowerInvariant().Replace('_', ' ');
        if (s_known.TryGetValue(lower, out string? known))
            return known;
        string last = lower[(lower.LastIndexOf(' ') + 1)..];
        if (s_pairs.Contains(last))
            return lower;
        if (lower.EndsWith("sses", StringComparison.Ordinal) || lower.EndsWith("ches", StringComparison.Ordinal)
            || lower.EndsWith("shes", StringComparison.Ordinal))
            return lower[..^2];
        return lower.EndsWith('s') && !lower.EndsWith("ss", StringComparison.Ordinal) ? lower[..^1] : lower;
    }

    /// <summary>The plural of a <see cref="Singular"/> word.</summary>
    public static string Plural(string singular)
    {
        if (singular.EndsWith("ss", StringComparison.Ordinal) || singular.EndsWith("ch", StringComparison.Ordinal)
            || singular.EndsWith("sh", StringComparison.Ordinal))
            return singular + "es";
        if (singular.EndsWith("scarf", StringComparison.Ordinal))
            return singular[..^1] + "ves";
        return singular.EndsWith('s') || singular.Contains(" and ", StringComparison.Ordinal) ? singular : singular + "s";
    }

    /// <summary>Other words for a type; empty for most.</summary>
    public static IReadOnlyList<string> Synonyms(string singular) => s_synonyms.TryGetValue(singular, out string[]? words) ? words : [];
}
