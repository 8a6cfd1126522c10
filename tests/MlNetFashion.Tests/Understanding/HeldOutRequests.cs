using System.Text;

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

    static readonly Dictionary<string, (string Words, FindingKind Kind, string Value)[]> s_slots = new()
    {
        ["garment"] = [("dress", FindingKind.Garment, "dress"), ("tee", FindingKind.Garment, "t-shirt"), ("jumper", FindingKind.Garment, "sweater"), ("pants", FindingKind.Garment, "trousers"), ("trainers", FindingKind.Garment, "sneakers"),
            ("rucksack", FindingKind.Garment, "backpack"), ("running shoes", FindingKind.Garment, "sports shoes"), ("waistcoat", FindingKind.Garment, "vest"), ("blazer", FindingKind.Garment, "blazer"), ("cami", FindingKind.Garment, "tank top"), ("sari", FindingKind.Garment, "saree"), ("skirts", FindingKind.Garment, "skirt")],
        ["colour"] = [("red", FindingKind.Colour, "red"), ("navy", FindingKind.Colour, "navy blue"), ("dark green", FindingKind.Colour, "green"), ("gray", FindingKind.Colour, "grey"), ("off-white", FindingKind.Colour, "white"), ("royal blue", FindingKind.Colour, "blue"), ("lilac", FindingKind.Colour, "lavender"), ("wine red", FindingKind.Colour, "burgundy"), ("multicolored", FindingKind.Colour, "multicoloured")],
        ["pattern"] = [("stripes", FindingKind.Pattern, "striped"), ("plaid", FindingKind.Pattern, "checked"), ("polka dots", FindingKind.Pattern, "polka dot"), ("flowers", FindingKind.Pattern, "floral"), ("leopard print", FindingKind.Pattern, "animal print"), ("tie-dye", FindingKind.Pattern, "tie-dye"), ("lettering", FindingKind.Pattern, "graphic")],
        ["fabric"] = [("denim", FindingKind.Fabric, "denim"), ("woollen", FindingKind.Fabric, "wool"), ("see-through", FindingKind.Fabric, "sheer"), ("lacy", FindingKind.Fabric, "lace"), ("suede", FindingKind.Fabric, "suede"), ("cotton", FindingKind.Fabric, "cotton")],
        ["sleeve"] = [("short sleeves", FindingKind.Sleeve, "short"), ("long-sleeved", FindingKind.Sleeve, "long"), ("no sleeves", FindingKind.Sleeve, "sleeveless"), ("three-quarter sleeves", FindingKind.Sleeve, "three-quarter"), ("cap sleeves", FindingKind.Sleeve, "cap")],
        ["neckline"] = [("v neck", FindingKind.Neckline, "v-neck"), ("round neckline", FindingKind.Neckline, "round"), ("collar", FindingKind.Neckline, "collared"), ("turtle neck", FindingKind.Neckline, "turtleneck"), ("boat neck", FindingKind.Neckline, "boat")],
        ["hem"] = [("mini", FindingKind.Hem, "mini"), ("knee length", FindingKind.Hem, "knee-length"), ("floor-length", FindingKind.Hem, "maxi"), ("cropped", FindingKind.Hem, "cropped")],
        ["fit"] = [("baggy", FindingKind.Fit, "loose"), ("slim-fit", FindingKind.Fit, "slim"), ("a-line", FindingKind.Fit, "flared"), ("high waisted", FindingKind.Fit, "high-waisted"), ("oversized", FindingKind.Fit, "oversized")],
        ["gender"] = [("ladies", FindingKind.Gender, "women"), ("men", FindingKind.Gender, "men"), ("boys", FindingKind.Gender, "boys"), ("girls", FindingKind.Gender, "girls")],
        ["occasion"] = [("party", FindingKind.Occasion, "party"), ("wedding", FindingKind.Occasion, "wedding"), ("business", FindingKind.Occasion, "work"), ("beach", FindingKind.Occasion, "beach"), ("sporty", FindingKind.Occasion, "sports")],
        ["season"] = [("summer", FindingKind.Season, "summer"), ("winter", FindingKind.Season, "winter"), ("fall", FindingKind.Season, "autumn")],
        ["comparative"] = [("darker", FindingKind.Colour, "dark"), ("brighter", FindingKind.Colour, "bright"), ("baggier", FindingKind.Fit, "loose"), ("tighter", FindingKind.Fit, "tight"), ("shorter", FindingKind.Hem, "short"), ("longer in length", FindingKind.Hem, "long"), ("dressier", FindingKind.Occasion, "formal")],
        ["graded"] = [("casual", FindingKind.Occasion, "casual"), ("floral", FindingKind.Pattern, "floral"), ("colourful", FindingKind.Colour, "multicoloured"), ("sheer", FindingKind.Fabric, "sheer"), ("fitted", FindingKind.Fit, "fitted"), ("feminine", FindingKind.Gender, "women")],
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
            if (!s_slots.TryGetValue(name.ToLowerInvariant(), out (string Words, FindingKind Kind, string Value)[]? fillings) || template.IndexOf($"{{{piece}}}", StringComparison.Ordinal) < 0)
            {
                text.Append(piece);
                continue;
            }

            (string words, FindingKind kind, string value) = fillings[random.Next(fillings.Length)];
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
