namespace MlNetFashion.Catalogues;

/// <summary>The parts of a caption: "red", "striped long-sleeved", "dress", "with a v-neck".</summary>
/// <param name="Colour">Empty when not mentioned.</param>
/// <param name="Adjectives">Without the colour.</param>
/// <param name="Noun">One of it.</param>
/// <param name="Nouns">Many of it.</param>
/// <param name="IsPair">Whether one is "a pair of".</param>
/// <param name="Details">What follows the noun.</param>
sealed record SamplePhrase(string Colour, IReadOnlyList<string> Adjectives, string Noun, string Nouns, bool IsPair, IReadOnlyList<string> Details)
{
    /// <summary>Puts the attributes that are mentioned into words, each before or behind the noun.</summary>
    public static SamplePhrase Of(SampleGarment garment, IReadOnlySet<string> mentioned, SampleRandom random)
    {
        var adjectives = new List<string>();
        var details = new List<string>();
        foreach (string attribute in (ReadOnlySpan<string>)[SampleAttributes.Sleeve, SampleAttributes.Length, SampleAttributes.Neckline,
            SampleAttributes.Pattern])
        {
            if (!mentioned.Contains(attribute) || garment[attribute] is not { } value)
                continue;
            bool isBefore = value == SampleAttributes.Solid || random.IsBelow(0.55f);
            bool namesSecond = attribute == SampleAttributes.Pattern && mentioned.Contains(SampleAttributes.SecondColour) && garment.SecondColour is not null;
            if (isBefore && !namesSecond)
                adjectives.Add(SampleWording.Is(attribute, value, random));
            else
                details.Add(SampleWording.Has(attribute, value, namesSecond ? garment.SecondColour : null, random));
        }

        string colour = mentioned.Contains(SampleAttributes.Colour) ? SampleWording.Colour(garment.Colour, random) : "";
        return new SamplePhrase(colour, adjectives, SampleWording.Noun(garment.Garment, random), SampleWording.Nouns(garment.Garment, random),
            garment.Kind.IsPair, details);
    }

    /// <summary>Fills a template: {bare}, {one}, {many}, {plain} (no colour), {aplain}, {colour} and {with}.</summary>
    public string Fill(string template) => template
        .Replace("{bare}", Words([Colour, .. Adjectives, Noun]))
        .Replace("{one}", One([Colour, .. Adjectives, Noun]))
        .Replace("{many}", Words([Colour, .. Adjectives, Nouns]))
        .Replace("{plain}", Words([.. Adjectives, Noun]))
        .Replace("{aplain}", One([.. Adjectives, Noun]))
        .Replace("{colour}", Colour)
        .Replace("{with}", Details.Count == 0 ? "" : " " + SampleList.And(Details));

    string One(IEnumerable<string> words) => IsPair ? $"a pair of {Words(words)}" : SampleList.A(Words(words));

    static string Words(IEnumerable<string> words) => string.Join(' ', words.Where(word => word.Length > 0));
}
