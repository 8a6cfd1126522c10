namespace MlNetFashion.Catalogues;

/// <summary>A kind of garment in the sample catalogue: which attributes apply to it, which values it comes in, and how it is drawn.</summary>
sealed class SampleKind
{
    internal SampleKind(Action<GarmentSketch> draw) => Draw = draw;

    /// <summary>As captions spell it: "T-shirt", "sneakers".</summary>
    public required string Name { get; init; }

    /// <summary>Whether the name is a plural of which one is a pair: trousers, boots.</summary>
    public bool IsPair { get; init; }

    /// <summary>"Women", "Men" or "Unisex".</summary>
    public string Gender { get; init; } = "Unisex";

    /// <summary>Names of the colours that the catalogue stocks; other named colours can be drawn too unless <see cref="OnlyStockedColours"/>.</summary>
    public required IReadOnlyList<string> Colours { get; init; }

    /// <summary>Whether the kind makes no sense in other colours: jeans are denim.</summary>
    public bool OnlyStockedColours { get; init; }

    /// <summary>Patterns; "solid" is always the first.</summary>
    public IReadOnlyList<string> Patterns { get; init; } = [SampleAttributes.Solid];

    /// <summary>Lengths of sleeve, shortest first; empty where there are no sleeves.</summary>
    public IReadOnlyList<string> Sleeves { get; init; } = [];

    /// <summary>Lengths, shortest first; empty where length says nothing.</summary>
    public IReadOnlyList<string> Lengths { get; init; } = [];

    /// <summary>Necklines; empty where there is no neck.</summary>
    public IReadOnlyList<string> Necklines { get; init; } = [];

    /// <summary>How much larger than its outlines it is drawn, so that small things fill the picture too.</summary>
    internal float Zoom { get; init; } = 1;

    internal Action<GarmentSketch> Draw { get; }

    /// <summary>The values that an attribute can take for this kind; empty where it does not apply.</summary>
    /// <param name="attribute">A name from <see cref="SampleAttributes"/>.</param>
    /// <exception cref="ArgumentException">There is no such attribute.</exception>
    public IReadOnlyList<string> Values(string attribute) => attribute switch
    {
        SampleAttributes.Garment => [Name],
        SampleAttributes.Colour => OnlyStockedColours ? Colours : SampleAttributes.ColourNames,
        SampleAttributes.Pattern => Patterns,
        SampleAttributes.SecondColour => Patterns.Count > 1 ? SampleAttributes.ColourNames : [],
        SampleAttributes.Sleeve => Sleeves,
        SampleAttributes.Length => Lengths,
        SampleAttributes.Neckline => Necklines,
        _ => throw new ArgumentException($"There is no attribute \"{attribute}\"; the sample catalogue has {string.Join(", ", SampleAttributes.Names)}.",
            nameof(attribute)),
    };

    /// <inheritdoc/>
    public override string ToString() => Name;
}
