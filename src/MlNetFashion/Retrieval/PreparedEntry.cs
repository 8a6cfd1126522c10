using MlNetFashion.Catalogues;
using MlNetFashion.Images;

namespace MlNetFashion.Retrieval;

/// <summary>An entry on its way into the index: decoded, or known from before, or with the reason why it cannot be.</summary>
/// <param name="Entry">The entry, without its encoded picture, which may be large.</param>
/// <param name="Hash">Of the picture.</param>
sealed record PreparedEntry(CatalogueEntry Entry, UInt128 Hash)
{
    /// <value>Letterboxed; null where it is known or cannot be decoded.</value>
    public RgbImage? Picture { get; init; }

    /// <value>Encoded; null where none are kept.</value>
    public byte[]? Thumbnail { get; init; }

    /// <value>The position of the item in the index before, where that has it with the same picture; −1 elsewhere.</value>
    public int Known { get; init; } = -1;

    /// <value>A full sentence; null where it can be indexed.</value>
    public string? Rejection { get; init; }

    /// <param name="entry">The entry.</param>
    /// <param name="thumbnail">Whether a small picture is kept.</param>
    /// <param name="before">The index that is updated; null for none.</param>
    public static PreparedEntry Make(CatalogueEntry entry, bool thumbnail, EmbeddingIndex? before)
    {
        var prepared = new PreparedEntry(entry with { Picture = default }, entry.Picture.Hash());
        if (before?.PositionOf(entry.Item.Id) is >= 0 and int position && before.Items.Picture(position) == prepared.Hash)
            return prepared with { Known = position };
        try
        {
            RgbImage picture = entry.Picture.Letterboxed();
            return prepared with { Picture = picture, Thumbnail = thumbnail ? ThumbnailEncoding.Encode(picture, entry.Picture.Encoded) : null };
        }
        catch (ImageRejectedException e)
        {
            return prepared with { Rejection = e.Message };
        }
    }
}
