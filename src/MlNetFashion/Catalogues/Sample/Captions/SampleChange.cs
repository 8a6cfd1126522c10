namespace MlNetFashion.Catalogues;

/// <summary>Relative captions: what a shopper says who is shown one garment and wants another, "the same but in blue".</summary>
static class SampleChange
{
    // {is}: "blue and shorter"; {has}: "in blue and with long sleeves"; {was}: the old value of the one change.
    static readonly string[] s_training =
    [
        "the same but {has}", "the same but {is}", "this but {is}", "this {has}", "make it {is}", "{is} instead of {was}", "{has} instead", "is {is}",
        "i want it {is}", "{is}", "the same {noun} {has}",
        "like this but {is}", "{is}, not {was}",
    ];

    static readonly string[] s_heldOut =
    [
        "similar, only {is}", "can i get it {has}", "{is} rather than {was}", "do you have this {has}", "just like it, except {is}", "your {noun}, only {has}",
        "change it to {is}",
    ];

    static readonly string[] s_attributes =
        [SampleAttributes.Garment, SampleAttributes.Length, SampleAttributes.Colour, SampleAttributes.Pattern, SampleAttributes.Sleeve,
            SampleAttributes.Neckline];

    static readonly string[] s_vague = ["longer", "shorter"];

    /// <summary>The templates of a set.</summary>
    public static IReadOnlyList<string> Templates(CaptionTemplates templates) => templates == CaptionTemplates.Training ? s_training : s_heldOut;

    /// <summary>The attributes in which two garments differ and which the second has.</summary>
    public static IReadOnlyList<string> Between(SampleGarment reference, SampleGarment target)
    {
        string[] changed = [.. s_attributes.Where(attribute => target[attribute] is not null && target[attribute] != reference[attribute])];
        // Another colour of the stripes alone counts as another pattern.
        return reference.Pattern == target.Pattern && reference.SecondColour != target.SecondColour && reference.Colour == target.Colour
            ? [.. changed, SampleAttributes.SecondColour]
            : changed;
    }

    /// <summary>Says what has to change.</summary>
    /// <param name="reference">What the shopper is shown.</param>
    /// <param name="target">What the shopper wants.</param>
    /// <param name="templates">Which set of sentences.</param>
    /// <param name="seed">Equal seeds give equal captions.</param>
    /// <exception cref="ArgumentException">They do not differ in any attribute.</exception>
    public static string Describe(SampleGarment reference, SampleGarment target, CaptionTemplates templates, int seed)
    {
        IReadOnlyList<string> changed = Between(reference, target);
        if (changed.Count == 0)
            throw new ArgumentException($"Both garments are a {SampleCaptions.Title(reference)}; there is no change to describe.", nameof(target));
        var random = new SampleRandom(seed, 22);
        bool isOne = changed.Count == 1 && changed[0] != SampleAttributes.SecondColour;
        string template = random.Pick([.. Templates(templates).Where(template => isOne || !template.Contains("{was}"))]);
        if (isOne && template.Contains("{was}") && reference[changed[0]] is null)
            template = "{is}";
        return template
            .Replace("{is}", SampleList.And([.. changed.Select(attribute => Is(reference, target, attribute, random))]))
            .Replace("{has}", SampleList.And([.. changed.Select(attribute => Has(target, attribute, random))]))
            .Replace("{was}", isOne && reference[changed[0]] is not null ? Was(reference, changed[0], random) : "")
            .Replace("{noun}", SampleWording.Noun(reference.Garment, random));
    }

    /// <summary>Whether words can say all that differs, so that they and the first garment leave no doubt
    /// about the second: one or two changes, each named by its new value.</summary>
    /// <remarks>A new pattern in colours of its own takes more words than shoppers use.</remarks>
    public static bool CanFix(SampleGarment reference, SampleGarment target)
    {
        if (reference.Garment != target.Garment)
            return false;
        string[] different =
            [.. SampleAttributes.Names.Where(attribute =>
                reference[attribute] != target[attribute] && !(attribute == SampleAttributes.SecondColour && target.SecondColour is null))];
        return different.Length is 1 or 2 && (!different.Contains(SampleAttributes.SecondColour) || different.Length == 1);
    }

    /// <summary>Says what has to change in words that leave no doubt: never "longer" where there are three lengths.</summary>
    /// <inheritdoc cref="Describe" path="/param|/exception"/>
    public static string DescribeExactly(SampleGarment reference, SampleGarment target, CaptionTemplates templates, int seed)
    {
        for (; ; seed = unchecked(seed + 1))
        {
            string words = Describe(reference, target, templates, seed);
            if (target.Kind.Lengths.Count <= 2 || !s_vague.Any(words.Contains))
                return words;
        }
    }

    static string Is(SampleGarment reference, SampleGarment target, string attribute, SampleRandom random)
    {
        if (attribute == SampleAttributes.SecondColour)
            return SampleWording.Has(SampleAttributes.Pattern, target.Pattern, target.SecondColour, random);
        if (attribute == SampleAttributes.Garment)
            return One(target, random);
        if (attribute == SampleAttributes.Length && reference.Length is not null && reference.Garment == target.Garment && random.IsBelow(0.5f))
            return IsLonger(reference, target) ? "longer" : "shorter";
        return SampleWording.Is(attribute, target[attribute]!, random);
    }

    static string Has(SampleGarment target, string attribute, SampleRandom random) => attribute switch
    {
        SampleAttributes.Garment => $"as {One(target, random)}",
        SampleAttributes.SecondColour => SampleWording.Has(SampleAttributes.Pattern, target.Pattern, target.SecondColour, random),
        SampleAttributes.Pattern => SampleWording.Has(attribute, target.Pattern, random.IsBelow(0.4f) ? target.SecondColour : null, random),
        _ => SampleWording.Has(attribute, target[attribute]!, null, random),
    };

    static string Was(SampleGarment reference, string attribute, SampleRandom random) =>
        attribute == SampleAttributes.Garment ? One(reference, random) : SampleWording.Is(attribute, reference[attribute]!, random);

    static string One(SampleGarment garment, SampleRandom random)
    {
        string noun = SampleWording.Noun(garment.Garment, random);
        return garment.Kind.IsPair ? $"a pair of {noun}" : SampleList.A(noun);
    }

    static bool IsLonger(SampleGarment reference, SampleGarment target)
    {
        List<string> lengths = [.. target.Kind.Lengths];
        return lengths.IndexOf(target.Length!) > lengths.IndexOf(reference.Length!);
    }
}
