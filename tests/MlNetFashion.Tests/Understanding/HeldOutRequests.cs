using System.Text;
using MlNetFashion.Catalogues;
using MlNetFashion.Understanding;

namespace MlNetFashion.Tests.Understanding;

/// <summary>Requests with known findings, worded with sentences that nothing was made from.</summary>
static class HeldOutRequests
{
    // {slot} is filled with a word; a sign says the change: - without, + more, &lt; less, = keep. Words around carry none.
    static readonly string[] s_templates =
    [
        "hiya, my daughter is after {garment} in {colour}, ideally {pattern}",
        "got any {colour} {garment} for {gender}? something {occasion}",
        "could you dig out a {fabric} {garment} that comes in {colour}",
        "it's for a {occasion} event, so a {colour} {fabric} {garment} would do",
        "for {season} i would love {garment} made of {fabric}, {-no colour}",
        "we saw a {garment} yesterday; i'd take one that is {-not colour}",
        "the {garment} ought to be {pattern} and {-without pattern}",
        "{garment} for {gender}, {sleeve}, {neckline}",
        "a {hem} {garment} with {sleeve} and a {neckline}",
        "nearly right, though the next one could be {+comparative}",
        "nice, yet mine would be {+comparative} and have {sleeve}",
        "that picture is good but show me a {+more graded} one",
        "i would go for something {<less graded} and {colour}",
        "it is {<not as graded} and it has {neckline}",
        "{=the same colour} as here, {+comparative} than here",
        "my boss hates {-colour}, get me a {fit} {garment} in {fabric}",
        "{fit} {garment}, {-nothing pattern}, {occasion}",
        "Do you stock {colour} and {colour} {garment} with a {neckline}?",
        "PLEASE: {COLOUR} {GARMENT}!",
        "{garment} with {pattern} all over? {-not colour} please",
        "{+comparative}, {+comparative} and {colour}",
        "{-anything but colour}! a {garment}, {hem}",
        "{garment} {-instead of garment} for my {occasion} trip",
        "{sleeve} {garment}, {season} weight",
        "two things: {garment} and {colour} {garment}",
    ];

    static readonly Dictionary<string, (string Words, AttributeKind Kind, string Value)[]> s_slots = new()
    {
        ["garment"] = [("dress", AttributeKind.Garment, "dress"),
            ("tee", AttributeKind.Garment, "t-shirt"), ("jumper", AttributeKind.Garment, "sweater"), ("pants", AttributeKind.Garment, "trousers"),
            ("trainers", AttributeKind.Garment, "sneakers"),
            ("rucksack", AttributeKind.Garment, "backpack"), ("running shoes", AttributeKind.Garment, "sports shoes"),
            ("waistcoat", AttributeKind.Garment, "vest"), ("blazer", AttributeKind.Garment, "blazer"), ("cami", AttributeKind.Garment, "tank top"),
            ("sari", AttributeKind.Garment, "saree"), ("skirts", AttributeKind.Garment, "skirt")],
        ["colour"] = [("red", AttributeKind.Colour, "red"), ("navy", AttributeKind.Colour, "navy blue"), ("dark green", AttributeKind.Colour, "green"),
            ("gray", AttributeKind.Colour, "grey"), ("off-white", AttributeKind.Colour, "white"), ("royal blue", AttributeKind.Colour, "blue"),
            ("lilac", AttributeKind.Colour, "lavender"), ("wine red", AttributeKind.Colour, "burgundy"),
            ("multicolored", AttributeKind.Colour, "multicoloured")],
        ["pattern"] = [("stripes", AttributeKind.Pattern, "striped"), ("plaid", AttributeKind.Pattern, "checked"),
            ("polka dots", AttributeKind.Pattern, "polka dot"), ("flowers", AttributeKind.Pattern, "floral"),
            ("leopard print", AttributeKind.Pattern, "animal print"), ("tie-dye", AttributeKind.Pattern, "tie-dye"),
            ("lettering", AttributeKind.Pattern, "graphic")],
        ["fabric"] = [("denim", AttributeKind.Fabric, "denim"), ("woollen", AttributeKind.Fabric, "wool"),
            ("see-through", AttributeKind.Fabric, "sheer"), ("lacy", AttributeKind.Fabric, "lace"), ("suede", AttributeKind.Fabric, "suede"),
            ("cotton", AttributeKind.Fabric, "cotton")],
        ["sleeve"] = [("short sleeves", AttributeKind.Sleeve, "short"), ("long-sleeved", AttributeKind.Sleeve, "long"),
            ("no sleeves", AttributeKind.Sleeve, "sleeveless"), ("three-quarter sleeves", AttributeKind.Sleeve, "three-quarter"),
            ("cap sleeves", AttributeKind.Sleeve, "cap")],
        ["neckline"] = [("v neck", AttributeKind.Neckline, "v-neck"), ("round neckline", AttributeKind.Neckline, "round"),
            ("collar", AttributeKind.Neckline, "collared"), ("turtle neck", AttributeKind.Neckline, "turtleneck"),
            ("boat neck", AttributeKind.Neckline, "boat")],
        ["hem"] = [("mini", AttributeKind.Hem, "mini"), ("knee length", AttributeKind.Hem, "knee-length"), ("floor-length", AttributeKind.Hem, "maxi"),
            ("cropped", AttributeKind.Hem, "cropped")],
        ["fit"] = [("baggy", AttributeKind.Fit, "loose"),
            ("slim-fit", AttributeKind.Fit, "slim"), ("a-line", AttributeKind.Fit, "flared"), ("high waisted", AttributeKind.Fit, "high-waisted"),
            ("oversized", AttributeKind.Fit, "oversized")],
        ["gender"] = [("ladies", AttributeKind.Gender, "women"), ("men", AttributeKind.Gender, "men"), ("boys", AttributeKind.Gender, "boys"),
            ("girls", AttributeKind.Gender, "girls")],
        ["occasion"] = [("party", AttributeKind.Occasion, "party"),
            ("wedding", AttributeKind.Occasion, "wedding"), ("business", AttributeKind.Occasion, "work"), ("beach", AttributeKind.Occasion, "beach"),
            ("sporty", AttributeKind.Occasion, "sports")],
        ["season"] = [("summer", AttributeKind.Season, "summer"), ("winter", AttributeKind.Season, "winter"), ("fall", AttributeKind.Season, "autumn")],
        ["comparative"] = [("darker", AttributeKind.Colour, "dark"), ("brighter", AttributeKind.Colour, "bright"), ("baggier", AttributeKind.Fit, "loose"),
            ("tighter", AttributeKind.Fit, "tight"), ("shorter", AttributeKind.Hem, "short"), ("longer in length", AttributeKind.Hem, "long"),
            ("dressier", AttributeKind.Occasion, "formal")],
        ["graded"] = [("casual", AttributeKind.Occasion, "casual"), ("floral", AttributeKind.Pattern, "floral"),
            ("colourful", AttributeKind.Colour, "multicoloured"), ("sheer", AttributeKind.Fabric, "sheer"), ("fitted", AttributeKind.Fit, "fitted"),
            ("feminine", AttributeKind.Gender, "women")],
    };

    public static IEnumerable<(string Text, IReadOnlyList<ExpectedFinding> Findings)> Make(int count, int seed)
    {
        var random = new Random(seed);
        for (int i = 0; i < count; i++)
            yield return Fill(s_templates[i % s_templates.Length], random);
    }

    static (string Text, IReadOnlyList<ExpectedFinding> Findings) Fill(string template, Random random)
    {
        var text = new StringBuilder();
        var findings = new List<ExpectedFinding>();
        foreach (string piece in template.Split('{', '}'))
        {
            string slot = piece.TrimStart('-', '+', '<', '=');
            string name = slot[(slot.LastIndexOf(' ') + 1)..];
            if (!s_slots.TryGetValue(name.ToLowerInvariant(), out (string Words, AttributeKind Kind, string Value)[]? fillings)
                || template.IndexOf($"{{{piece}}}", StringComparison.Ordinal) < 0)
            {
                text.Append(piece);
                continue;
            }

            (string words, AttributeKind kind, string value) = fillings[random.Next(fillings.Length)];
            string cue = slot[..^name.Length];
            text.Append(cue);
            findings.Add(new ExpectedFinding(kind, value, Change(piece[0]), text.Length, words.Length));
            text.Append(char.IsUpper(name[0]) ? words.ToUpperInvariant() : words);
        }

        return (text.ToString(), findings);
    }

    static FindingChange Change(char sign) => sign switch
    {
        '-' => FindingChange.Without,
        '+' => FindingChange.More,
        '<' => FindingChange.Less,
        '=' => FindingChange.Keep,
        _ => FindingChange.Want,
    };
}
