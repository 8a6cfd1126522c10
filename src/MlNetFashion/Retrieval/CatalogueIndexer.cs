using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.ExceptionServices;
using MlNetFashion.Catalogues;
using MlNetFashion.Retrieval;

namespace MlNetFashion;

/// <summary>Turns a catalogue's stream into an index on disk. Pictures are decoded on all cores while the batch before is embedded;
/// no more than three batches are in memory, and encoded pictures only while they are being decoded.</summary>
/// <param name="embed">The image encoder. It is called from one thread at a time.</param>
/// <param name="options">How; null for the defaults.</param>
public sealed class CatalogueIndexer(EmbedPictures embed, IndexingOptions? options = null)
{
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
        using var writer = new IndexWriter(folder, description, _options.Dimension, _options.Thumbnails);
        using IEnumerator<CatalogueEntry> source = entries.GetEnumerator();
        PreparedEntry[] batch = Prepare(source, cancellation);
        while (batch.Length > 0)
        {
            Task<PreparedEntry[]> next = Task.Run(() => Prepare(source, cancellation), CancellationToken.None);
            try
            {
                rejected += Add(batch, writer, rejects);
            }
            finally
            {
                // The source must not be disposed of while a task still reads from it.
                ((IAsyncResult)next).AsyncWaitHandle.WaitOne();
            }

            progress?.Report(new IndexingProgress(writer.Count, rejected, Stopwatch.GetElapsedTime(started)));
            batch = next.GetAwaiter().GetResult();
        }

        if (writer.Count == 0)
            throw new InvalidDataException($"No picture could be indexed ({rejected:N0} were left out). Check the source; the index that was in \"{folder}\", if any, stays.");
        cancellation.ThrowIfCancellationRequested();
        writer.Commit();
        return new IndexingProgress(writer.Count, rejected, Stopwatch.GetElapsedTime(started));
    }

    // Decodes the next batch, in order; it is empty at the end of the source.
    PreparedEntry[] Prepare(IEnumerator<CatalogueEntry> source, CancellationToken cancellation)
    {
        var prepared = new PreparedEntry[_options.BatchSize];
        int count = 0;
        try
        {
            // Without buffering each thread takes one entry and decodes it before it takes another: no queue of large files.
            Parallel.ForEach(
                Partitioner.Create(Take(source), EnumerablePartitionerOptions.NoBuffering),
                new ParallelOptions { CancellationToken = cancellation, MaxDegreeOfParallelism = Environment.ProcessorCount },
                (entry, _, position) =>
                {
                    prepared[position] = PreparedEntry.Make(entry, _options.Thumbnails);
                    Interlocked.Increment(ref count);
                });
        }
        catch (AggregateException e)
        {
            ExceptionDispatchInfo.Throw(e.InnerException!);
        }

        return prepared[..count];
    }

    IEnumerable<CatalogueEntry> Take(IEnumerator<CatalogueEntry> source)
    {
        for (int taken = 0; taken < _options.BatchSize && source.MoveNext(); taken++)
            yield return source.Current;
    }

    int Add(PreparedEntry[] batch, IndexWriter writer, RejectLog rejects)
    {
        var usable = new List<PreparedEntry>(batch.Length);
        var ids = new HashSet<string>(StringComparer.Ordinal);
        foreach (PreparedEntry prepared in batch)
        {
            CatalogueEntry entry = prepared.Entry;
            if (prepared.Rejection is not null)
                rejects.Add(entry, prepared.Rejection);
            else if (entry.Item.Id.Length == 0)
                rejects.Add(new RejectedEntry(entry.Source, entry.Name, "The item has no id."));
            else if (writer.Contains(entry.Item.Id) || !ids.Add(entry.Item.Id))
                rejects.Add(new RejectedEntry(entry.Source, entry.Name, $"The id \"{entry.Item.Id}\" was there already; the first is kept.", RejectKind.DuplicateId));
            else
                usable.Add(prepared);
        }

        if (usable.Count > 0)
        {
            ReadOnlySpan<float> embeddings = embed([.. usable.Select(prepared => prepared.Picture!)]).Span;
            if (embeddings.Length != usable.Count * _options.Dimension)
                throw new InvalidOperationException($"The encoder gave {embeddings.Length} numbers for {usable.Count} pictures; {usable.Count} x {_options.Dimension} were expected.");
            for (int i = 0; i < usable.Count; i++)
                writer.Add(usable[i].Entry.Item, embeddings.Slice(i * _options.Dimension, _options.Dimension), usable[i].Thumbnail);
        }

        return batch.Length - usable.Count;
    }
}
