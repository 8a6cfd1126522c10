using MlNetFashion.Catalogues;

namespace MlNetFashion.Evaluation;

/// <summary>Which attributes of a catalogue queries are made of, and the words for their values.</summary>
public sealed record QueryVocabulary
{
    /// <summary>The attribute that says what an item is.</summary>
    public required string TypeAttribute { get; init; }

    /// <summary>The attribute that says its colour.</summary>
    public required string ColourAttribute { get; init; }

    /// <summary>The attribute that says whom it is for.</summary>
    public string GenderAttribute { get; init; } = "gender";

    /// <summary>The words for a type.</summary>
    public required Func<string, GarmentWords> TypeWords { get; init; }

    /// <summary>The word for a colour; null where it is none that can be asked for.</summary>
    public required Func<string, string?> ColourWord { get; init; }

    /// <summary>Whether all items of one title answer a title query. Titles of the sample catalogue describe; those of products name.</summary>
    public bool EqualTitlesAreRelevant { get; init; }

    /// <summary>Words by which the second item is asked for where the first is shown, worded by the number,
    /// and null where words would not say all that differs. Null where attributes do not say all there is.</summary>
    public Func<CatalogueItem, CatalogueItem, int, string?>? Change { get; init; }

    /// <summary>The sample catalogue.</summary>
    public static QueryVocabulary Sample { get; } = new()
    {
        TypeAttribute = "garment",
        ColourAttribute = "colour",
        TypeWords = GarmentWords.OfSingular,
        ColourWord = colour => colour,
        EqualTitlesAreRelevant = true,
        Change = static (reference, target, seed) =>
            SampleGarment.Of(reference) is { } shown && SampleGarment.Of(target) is { } wanted && SampleChange.CanFix(shown, wanted)
            ? SampleChange.DescribeExactly(shown, wanted, CaptionTemplates.HeldOut, seed) : null,
    };

    /// <summary>The product catalogue.</summary>
    public static QueryVocabulary Products { get; } = new()
    {
        TypeAttribute = "articleType",
        ColourAttribute = "baseColour",
        TypeWords = ProductWords.Type,
        ColourWord = ProductWords.Colour,
    };
}
