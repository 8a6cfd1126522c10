using MlNetFashion.Catalogues;
using MlNetFashion.Images;

namespace MlNetFashion.Retrieval;

/// <summary>An entry on its way into the index, decoded or with the reason why it cannot be.</summary>
/// <param name="Entry">The entry, without its encoded picture, which may be large.</param>
/// <param name="Picture">Letterboxed.</param>
/// <param name="Thumbnail">Encoded, or null where none are kept.</param>
/// <param name="Rejection">A full sentence.</param>
sealed record PreparedEntry(CatalogueEntry Entry, RgbImage? Picture, byte[]? Thumbnail, string? Rejection)
{
    public static PreparedEntry Make(CatalogueEntry entry, bool thumbnail)
    {
        CatalogueEntry known = entry with { Picture = default };
        try
        {
            RgbImage picture = entry.Picture.Letterboxed();
            return new PreparedEntry(known, picture, thumbnail ? ThumbnailStore.Encode(picture, entry.Picture.Encoded) : null, null);
        }
        catch (ImageRejectedException e)
        {
            return new PreparedEntry(known, null, null, e.Message);
        }
    }
}
