using System.Diagnostics;
using MlNetFashion.Catalogues;

namespace MlNetFashion.Retrieval;

/// <summary>Turns a catalogue's stream into an index on disk.</summary>
/// <remarks>Each thread takes a batch from the catalogue, decodes it, embeds it, and hands it on to be written in the catalogue's order: no
/// thread waits for another's stage. Two batches wait at most beside those under way, and a batch has encoded pictures of
/// <see cref="EncodedBytesAtOnce"/> and one file at most.</remarks>
/// <param name="embed">The image encoder. It is called from as many threads as <see cref="IndexingOptions.Threads"/> says.</param>
/// <param name="options">How; null for the defaults.</param>
public sealed class CatalogueIndexer(EmbedPictures embed, IndexingOptions? options = null)
{
    /// <summary>A batch ends early when its encoded pictures have this many bytes: 8 MB.</summary>
    public const int EncodedBytesAtOnce = 8_000_000;

    readonly IndexingOptions _options = options ?? new();

    /// <summary>Writes an index. The order of items is the catalogue's. Until the end the index that was in the folder goes on answering.</summary>
    /// <param name="entries">Read once, from one thread at a time.</param>
    /// <param name="folder">Where the index goes.</param>
    /// <param name="description">What the index remembers.</param>
    /// <param name="rejects">Takes the entries whose picture cannot be decoded or whose id is empty or was used before; the rest goes on.</param>
    /// <param name="progress">Told after every batch.</param>
    /// <param name="cancellation">Stops, and leaves the folder as it was.</param>
    /// <returns>The final count.</returns>
    /// <exception cref="InvalidDataException">No picture at all could be indexed.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    /// <exception cref="IOException">Another process is writing an index into the folder.</exception>
    public IndexingProgress Build(
        IEnumerable<CatalogueEntry> entries, string folder, IndexDescription description, RejectLog rejects,
        IProgress<IndexingProgress>? progress = null, CancellationToken cancellation = default)
    {
        long started = Stopwatch.GetTimestamp(), rejected = 0;
        ArgumentOutOfRangeException.ThrowIfLessThan(_options.BatchSize, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(_options.Threads);
        int threads = _options.Threads > 0 ? _options.Threads : Environment.ProcessorCount;
        using var writer = new IndexWriter(folder, description, _options.Dimension, _options.Thumbnails);
        OrderedWork.Run(
            PreparedBatch.Cut(entries, _options.BatchSize, EncodedBytesAtOnce, cancellation), threads,
            batch => PreparedBatch.Make(batch, embed, _options),
            batch =>
            {
                rejected += Add(batch, writer, rejects);
                progress?.Report(new IndexingProgress(writer.Count, rejected, Stopwatch.GetElapsedTime(started)));
            },
            cancellation);

        if (writer.Count == 0)
            throw new InvalidDataException($"No picture could be indexed ({rejected:N0} were left out). Check the source; "
                + $"the index that was in \"{folder}\", if any, stays.");
        writer.Commit(_options.Roles);
        return new IndexingProgress(writer.Count, rejected, Stopwatch.GetElapsedTime(started));
    }

    int Add(PreparedBatch batch, IndexWriter writer, RejectLog rejects)
    {
        int left = 0, row = 0;
        foreach (PreparedEntry prepared in batch.Entries)
        {
            CatalogueEntry entry = prepared.Entry;
            ReadOnlySpan<float> embedding = prepared.Picture is null ? [] : batch.Embeddings.Span.Slice(row++ * _options.Dimension, _options.Dimension);
            if (prepared.Rejection is not null)
                rejects.Add(entry, prepared.Rejection);
            else if (entry.Item.Id.Length == 0)
                rejects.Add(new RejectedEntry(entry.Source, entry.Name, "The item has no id."));
            else if (writer.Contains(entry.Item.Id))
                rejects.Add(new RejectedEntry(entry.Source, entry.Name, $"The id \"{entry.Item.Id}\" was there already; the first is kept.",
                    RejectKind.DuplicateId));
            else
            {
                writer.Add(entry.Item, embedding, prepared.Thumbnail);
                continue;
            }

            left++;
        }

        return left;
    }
}
