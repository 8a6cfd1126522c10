namespace MlNetFashion.ContactSheets;

/// <summary>How a <see cref="ContactSheet"/> looks.</summary>
public sealed record ContactSheetOptions
{
    /// <summary>Side of a picture, in pixels before <see cref="Scale"/>.</summary>
    /// <value>64 to 512; 160 by default.</value>
    public int PictureSize { get; init; } = 160;

    /// <summary>Items in a row.</summary>
    /// <value>2 to 12; 5 by default. A grid has as many columns as its longest row.</value>
    public int Columns { get; init; } = 5;

    /// <summary>Everything is enlarged by this: 2 for print or a fine screen.</summary>
    /// <value>1 to 4; 1 by default.</value>
    public float Scale { get; init; } = 1;

    /// <summary>Whether characters that the sheet's own letters lack, such as Hindi, are drawn in a typeface of this
    /// computer that has them. Without, they are boxes, and every sheet is the same everywhere.</summary>
    /// <value>True by default.</value>
    public bool UsesSystemTypeface { get; init; } = true;

    internal ContactSheetText MakeText() => new(UsesSystemTypeface ? ContactSheetTypefaces.OfThisComputer : ContactSheetTypefaces.None);

    internal void Check()
    {
        if (PictureSize is < 64 or > 512)
            throw new ArgumentOutOfRangeException(nameof(PictureSize), PictureSize, "A picture on a contact sheet is 64 to 512 pixels wide.");
        if (Columns is < 2 or > 12)
            throw new ArgumentOutOfRangeException(nameof(Columns), Columns, "A contact sheet has 2 to 12 columns.");
        if (Scale is not (>= 1 and <= 4))
            throw new ArgumentOutOfRangeException(nameof(Scale), Scale, "A contact sheet is enlarged 1 to 4 times.");
    }
}
