using MlNetFashion.Images;
using SkiaSharp;

namespace MlNetFashion.Catalogues;

/// <summary>One garment of the sample catalogue: its attributes, and a seed for everything that attributes do not say.</summary>
/// <remarks>Attributes that do not apply to the kind are null. Make one with <see cref="SampleCatalogue"/>, change it with <see cref="With"/>.</remarks>
sealed record SampleGarment
{
    /// <summary>Names of kind and colour; see <see cref="SampleAttributes"/>.</summary>
    public required string Garment { get; init; }

    /// <summary>The main colour.</summary>
    public required string Colour { get; init; }

    /// <summary>The pattern.</summary>
    public string Pattern { get; init; } = SampleAttributes.Solid;

    /// <summary>The colour of the pattern; null when solid.</summary>
    public string? SecondColour { get; init; }

    /// <summary>Length of the sleeves.</summary>
    public string? Sleeve { get; init; }

    /// <summary>Length of the whole.</summary>
    public string? Length { get; init; }

    /// <summary>Shape of the neck.</summary>
    public string? Neckline { get; init; }

    /// <summary>Chooses cut, shade, pose, buttons, folds: what makes two "plain red dresses" two.</summary>
    public int Style { get; init; }

    /// <summary>What the kind allows.</summary>
    public SampleKind Kind => SampleAttributes.Kind(Garment);

    /// <summary>The value of an attribute; null where it does not apply.</summary>
    /// <exception cref="ArgumentException">There is no such attribute.</exception>
    public string? this[string attribute] => attribute switch
    {
        SampleAttributes.Garment => Garment,
        SampleAttributes.Colour => Colour,
        SampleAttributes.Pattern => Pattern,
        SampleAttributes.SecondColour => SecondColour,
        SampleAttributes.Sleeve => Sleeve,
        SampleAttributes.Length => Length,
        SampleAttributes.Neckline => Neckline,
        _ => throw new ArgumentException($"There is no attribute \"{attribute}\"; the sample catalogue has {string.Join(", ", SampleAttributes.Names)}.",
            nameof(attribute)),
    };

    /// <summary>The same garment with one attribute changed. Where the change leaves the second colour impossible, another is chosen.</summary>
    /// <param name="attribute">One of <see cref="SampleAttributes.Changeable"/> or <see cref="SampleAttributes.SecondColour"/>.</param>
    /// <param name="value">One of the values that the kind allows.</param>
    /// <exception cref="ArgumentException">The attribute or the value does not apply to this kind.</exception>
    public SampleGarment With(string attribute, string value)
    {
        IReadOnlyList<string> allowed = Kind.Values(attribute);
        if (!allowed.Contains(value))
        {
            throw new ArgumentException(allowed.Count == 0
                ? $"A {Garment} has no {attribute}, so it cannot be \"{value}\"."
                : $"The {attribute} of a {Garment} can be {string.Join(", ", allowed)}, but not \"{value}\".", nameof(value));
        }

        SampleGarment changed = attribute switch
        {
            SampleAttributes.Colour => this with { Colour = value },
            SampleAttributes.Pattern => this with { Pattern = value },
            SampleAttributes.SecondColour when Pattern == SampleAttributes.Solid =>
                throw new ArgumentException($"A solid {Garment} has no second colour; change its pattern first.", nameof(attribute)),
            SampleAttributes.SecondColour when !SampleContrast.IsClear(Colour, value) =>
                throw new ArgumentException($"A {Pattern} pattern in {value} would not show on {Colour}; choose a colour that differs more.", nameof(value)),
            SampleAttributes.SecondColour => this with { SecondColour = value },
            SampleAttributes.Sleeve => this with { Sleeve = value },
            SampleAttributes.Length => this with { Length = value },
            SampleAttributes.Neckline => this with { Neckline = value },
            _ => this,
        };
        return changed.WithFittingSecondColour();
    }

    SampleGarment WithFittingSecondColour()
    {
        if (Pattern == SampleAttributes.Solid)
            return this with { SecondColour = null };
        if (SecondColour is not null && SampleContrast.IsClear(Colour, SecondColour))
            return this;
        var random = new SampleRandom(Style, 5);
        return this with { SecondColour = random.Pick(SampleContrast.Partners(Colour)) };
    }

    /// <summary>Draws it on white.</summary>
    /// <param name="size">Width and height in pixels, 16 to 2,048.</param>
    public RgbImage Draw(int size = 128)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 16);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(size, 2048);
        using var bitmap = new SKBitmap(new SKImageInfo(size, size, SKColorType.Bgra8888, SKAlphaType.Opaque));
        using (var canvas = new SKCanvas(bitmap))
        {
            canvas.Clear(SKColors.White);
            using var sketch = new GarmentSketch(canvas, this, size);
            Kind.Draw(sketch);
        }

        return ToRgb(bitmap);
    }

    // Skia's processor code is three times as fast on BGRA as on RGBA.
    static RgbImage ToRgb(SKBitmap bitmap)
    {
        var image = new RgbImage(bitmap.Width, bitmap.Height);
        ReadOnlySpan<byte> bgra = bitmap.GetPixelSpan();
        Span<byte> rgb = image.Pixels;
        for (int from = 0, to = 0; to + 2 < rgb.Length; from += 4, to += 3)
        {
            rgb[to] = bgra[from + 2];
            rgb[to + 1] = bgra[from + 1];
            rgb[to + 2] = bgra[from];
        }

        return image;
    }

    /// <summary>The garment that an item of the sample catalogue describes;
    /// null for other items. Its <see cref="Style"/> is 0, for attributes do not say it.</summary>
    public static SampleGarment? Of(CatalogueItem item)
    {
        string? Value(string attribute) => item.Attributes.GetValueOrDefault(attribute);
        return Value(SampleAttributes.Garment) is not { } garment || Value(SampleAttributes.Colour) is not { } colour
            || Value(SampleAttributes.Pattern) is not { } pattern ? null : new SampleGarment
            {
                Garment = garment,
                Colour = colour,
                Pattern = pattern,
                SecondColour = Value(SampleAttributes.SecondColour),
                Sleeve = Value(SampleAttributes.Sleeve),
                Length = Value(SampleAttributes.Length),
                Neckline = Value(SampleAttributes.Neckline),
            };
    }

    /// <summary>As an item of a catalogue: id, title, and the attributes that apply, with "gender".</summary>
    public CatalogueItem ToItem(string id)
    {
        var attributes = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (string attribute in SampleAttributes.Names)
        {
            if (this[attribute] is { } value)
                attributes[attribute] = value;
        }

        attributes["gender"] = Kind.Gender;
        return new CatalogueItem(id, SampleCaptions.Title(this), attributes);
    }
}
