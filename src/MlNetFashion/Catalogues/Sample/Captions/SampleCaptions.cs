namespace MlNetFashion.Catalogues;

/// <summary>Words for the garments of the sample catalogue: titles, what a shopper might type for one, and for the way from one to another.</summary>
static class SampleCaptions
{
    // Where {colour} stands, the colour is mentioned; elsewhere it may be left out.
    static readonly string[] s_training =
    [
        "{bare}{with}", "{bare}{with}", "{one}{with}", "{one}{with}", "i want {one}{with}", "looking for {one}{with}", "show me {many}{with}",
        "i need {one}{with}",
        "{plain} in {colour}{with}", "{aplain} in {colour}{with}", "looking for {aplain} in {colour}{with}", "{many}{with}", "{one}{with} please",
        "{colour}, {plain}{with}",
    ];

    static readonly string[] s_heldOut =
    [
        "find {one}{with}", "do you have {many}{with}", "something like {one}{with}", "{plain}{with}, {colour}", "could i see {one}{with}", "any {many}{with}",
        "search for {many}{with}",
        "{aplain}{with} that comes in {colour}", "my sister wants {one}{with}",
    ];

    /// <summary>The templates of a set: {one} stands for "a red dress", {with} for details.</summary>
    public static IReadOnlyList<string> Templates(CaptionTemplates templates) => templates == CaptionTemplates.Training ? s_training : s_heldOut;

    /// <summary>A shop's title: "Red and white striped mini dress with short sleeves and round neck".</summary>
    /// <remarks>Says everything in which items of the kind differ.</remarks>
    public static string Title(SampleGarment garment)
    {
        SampleKind kind = garment.Kind;
        var words = new List<string> { garment.Colour };
        if (garment.SecondColour is not null)
            words.Add($"and {garment.SecondColour}");
        if (garment.Pattern != SampleAttributes.Solid)
            words.Add(garment.Pattern);
        if (garment.Sleeve == "sleeveless")
            words.Add("sleeveless");
        if (kind.Lengths.Count > 1)
            words.Add(garment.Length switch { "knee" => "knee-length", "full" => "full-length", _ => garment.Length! });
        words.Add(garment.Garment);
        var details = new List<string>();
        if (kind.Sleeves.Count > 1 && garment.Sleeve != "sleeveless")
            details.Add($"{garment.Sleeve} sleeves");
        if (kind.Necklines.Count > 1)
            details.Add(garment.Neckline switch { "round" => "round neck", "v-neck" => "V-neck", _ => garment.Neckline! });
        if (details.Count > 0)
            words.Add($"with {SampleList.And(details)}");
        string title = string.Join(' ', words);
        return char.ToUpperInvariant(title[0]) + title[1..];
    }

    /// <summary>What a shopper might type for this garment, who names its kind, mostly its colour, and some of the rest.</summary>
    /// <param name="garment">What is wanted.</param>
    /// <param name="templates">Which set of sentences.</param>
    /// <param name="seed">Equal seeds give equal captions.</param>
    public static string Describe(SampleGarment garment, CaptionTemplates templates, int seed)
    {
        var random = new SampleRandom(seed, 20);
        var mentioned = new HashSet<string>();
        if (random.IsBelow(0.88f))
            mentioned.Add(SampleAttributes.Colour);
        if (random.IsBelow(garment.Pattern == SampleAttributes.Solid ? 0.12f : 0.7f) && garment.Kind.Patterns.Count > 1)
            mentioned.Add(SampleAttributes.Pattern);
        if (random.IsBelow(0.35f))
            mentioned.Add(SampleAttributes.SecondColour);
        foreach (string attribute in (ReadOnlySpan<string>)[SampleAttributes.Sleeve, SampleAttributes.Length, SampleAttributes.Neckline])
        {
            if (random.IsBelow(0.3f) && garment.Kind.Values(attribute).Count > 1)
                mentioned.Add(attribute);
        }

        return Describe(garment, mentioned, templates, seed);
    }

    /// <summary>A caption that mentions the kind and exactly these attributes, as far as they apply.</summary>
    /// <param name="garment">What is wanted.</param>
    /// <param name="mentioned">Names from <see cref="SampleAttributes"/>; a second colour is named with the pattern only.</param>
    /// <param name="templates">Which set of sentences.</param>
    /// <param name="seed">Equal seeds give equal captions.</param>
    public static string Describe(SampleGarment garment, IReadOnlySet<string> mentioned, CaptionTemplates templates, int seed)
    {
        var random = new SampleRandom(seed, 21);
        bool hasColour = mentioned.Contains(SampleAttributes.Colour);
        string template = random.Pick([.. Templates(templates).Where(template => hasColour || !template.Contains("{colour}"))]);
        return SamplePhrase.Of(garment, mentioned, random).Fill(template);
    }
}
