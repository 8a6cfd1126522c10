using MlNetFashion.Catalogues;
using MlNetFashion.Images;

namespace MlNetFashion.Retrieval;

/// <summary>Entries on their way into the index, with the embeddings of those whose picture is new, row after row.</summary>
sealed record PreparedBatch(PreparedEntry[] Entries, ReadOnlyMemory<float> Embeddings)
{
    /// <summary>Cuts a stream of entries into batches of at most so many entries and about so many encoded bytes.</summary>
    public static IEnumerable<CatalogueEntry[]> Cut(IEnumerable<CatalogueEntry> entries, int size, long encodedBytes, CancellationToken cancellation)
    {
        var batch = new List<CatalogueEntry>(size);
        long bytes = 0;
        foreach (CatalogueEntry entry in entries)
        {
            cancellation.ThrowIfCancellationRequested();
            batch.Add(entry);
            bytes += entry.Picture.Encoded.Length;
            if (batch.Count < size && bytes < encodedBytes)
                continue;
            yield return [.. batch];
            batch.Clear();
            bytes = 0;
        }

        if (batch.Count > 0)
            yield return [.. batch];
    }

    public static PreparedBatch Make(CatalogueEntry[] entries, EmbedPictures embed, IndexingOptions options, EmbeddingIndex? before)
    {
        PreparedEntry[] prepared = [.. entries.Select(entry => PreparedEntry.Make(entry, options.Thumbnails, before))];
        RgbImage[] pictures = [.. prepared.Where(entry => entry.Picture is not null).Select(entry => entry.Picture!)];
        ReadOnlyMemory<float> embeddings = pictures.Length == 0 ? default : embed(pictures);
        return embeddings.Length == pictures.Length * options.Dimension
            ? new PreparedBatch(prepared, embeddings)
            : throw new InvalidOperationException($"The encoder gave {embeddings.Length} numbers for {pictures.Length} pictures; {pictures.Length} "
                + $"x {options.Dimension} were expected.");
    }
}
