using MlNetFashion.Retrieval;

namespace MlNetFashion.Batch;

/// <summary>Embeds a stream of photos on all cores, with the results in the stream's order and only a few batches in memory.</summary>
/// <param name="embed">The image encoder, called from several threads.</param>
/// <param name="options">How.</param>
sealed class PhotoEmbedding(EmbedPictures embed, IndexingOptions options)
{
    /// <summary>Embeds.</summary>
    /// <param name="entries">Read once, by the calling thread.</param>
    /// <param name="take">Takes each item in turn.</param>
    /// <param name="reject">Takes each entry whose photo cannot be decoded, with the reason, in turn.</param>
    /// <param name="cancellation">Stops.</param>
    public void Run(IEnumerable<HashedEntry> entries, Action<EmbeddedItem> take, Action<HashedEntry, string> reject, CancellationToken cancellation)
    {
        int threads = options.Threads > 0 ? options.Threads : Environment.ProcessorCount;
        OrderedWork.Run(Batches(entries, cancellation), threads, Prepare, Take, cancellation);

        void Take((HashedEntry[] Entries, PreparedBatch Batch) made)
        {
            int row = 0;
            foreach ((HashedEntry entry, PreparedEntry prepared) in made.Entries.Zip(made.Batch.Entries))
            {
                if (prepared.Rejection is { } reason)
                    reject(entry, reason);
                else
                    take(new EmbeddedItem(entry.Position, entry.Entry.Item, entry.PhotoSha256,
                        made.Batch.Embeddings.Slice(row++ * options.Dimension, options.Dimension), prepared.Thumbnail ?? []));
            }
        }
    }

    (HashedEntry[], PreparedBatch) Prepare(HashedEntry[] entries)
    {
        PreparedBatch batch = PreparedBatch.Make([.. entries.Select(entry => entry.Entry)], embed, options, before: null);
        return ([.. entries.Select(entry => entry with { Entry = entry.Entry with { Picture = default } })], batch);
    }

    IEnumerable<HashedEntry[]> Batches(IEnumerable<HashedEntry> entries, CancellationToken cancellation)
    {
        var batch = new List<HashedEntry>(options.BatchSize);
        long bytes = 0;
        foreach (HashedEntry entry in entries)
        {
            cancellation.ThrowIfCancellationRequested();
            batch.Add(entry);
            bytes += entry.Entry.Picture.Encoded.Length;
            if (batch.Count < options.BatchSize && bytes < CatalogueIndexer.EncodedBytesAtOnce)
                continue;
            yield return [.. batch];
            batch.Clear();
            bytes = 0;
        }

        if (batch.Count > 0)
            yield return [.. batch];
    }
}
