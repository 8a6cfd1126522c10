using MlNetFashion.Catalogues;

namespace MlNetFashion.Batch;

/// <summary>An entry of a catalogue with its place and the hash of its photo, by which a photo is known again wherever it turns up.</summary>
/// <param name="Position">Its place in the catalogue's order, 0 or more.</param>
/// <param name="Entry">The entry.</param>
/// <param name="PhotoSha256">SHA-256 of the photo's bytes, 64 lower-case hexadecimal digits; of a drawn picture, of its pixels.</param>
sealed record HashedEntry(long Position, CatalogueEntry Entry, string PhotoSha256)
{
    /// <summary>Hashes those of a stream that are wanted; each keeps its place among all.</summary>
    public static IEnumerable<HashedEntry> Of(IEnumerable<CatalogueEntry> entries, Func<CatalogueEntry, bool> wanted)
    {
        long position = 0;
        foreach (CatalogueEntry entry in entries)
        {
            if (wanted(entry))
                yield return new HashedEntry(position, entry, Convert.ToHexStringLower(entry.Picture.Sha256()));
            position++;
        }
    }
}
