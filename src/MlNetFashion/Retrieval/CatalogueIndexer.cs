using System.Diagnostics;
using MlNetFashion.Catalogues;

namespace MlNetFashion.Retrieval;

/// <summary>Turns a catalogue's stream into an index on disk, or updates one.</summary>
/// <remarks>Each thread takes a batch from the catalogue, decodes it, embeds it, and hands it on to be written in the catalogue's order: no
/// thread waits for another's stage. Two batches wait at most beside those under way, and a batch has encoded pictures of
/// <see cref="EncodedBytesAtOnce"/> and one file at most.</remarks>
/// <param name="embed">The image encoder. It is called from as many threads as <see cref="IndexingOptions.Threads"/> says.</param>
/// <param name="options">How; null for the defaults.</param>
/// <param name="findRoles">Tells what attributes are; null where nobody does.</param>
sealed class CatalogueIndexer(EmbedPictures embed, IndexingOptions? options = null, FindRoles? findRoles = null)
{
    /// <summary>A batch ends early when its encoded pictures have this many bytes: 8 MB.</summary>
    public const int EncodedBytesAtOnce = 8_000_000;

    readonly IndexingOptions _options = options ?? new();

    /// <summary>Writes an index. The order of items is the catalogue's. Until the end the index that was in the folder goes on answering.</summary>
    /// <param name="entries">Read once, from one thread at a time.</param>
    /// <param name="folder">Where the index goes.</param>
    /// <param name="description">What the index remembers.</param>
    /// <param name="rejects">Takes the entries whose picture cannot be decoded or whose id is empty or was used before; the rest goes on.</param>
    /// <param name="progress">Told after every batch, and at the end.</param>
    /// <param name="cancellation">Stops, and leaves the folder as it was.</param>
    /// <returns>The final count.</returns>
    /// <exception cref="InvalidDataException">No picture at all could be indexed.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    /// <exception cref="IOException">Another process is writing an index into the folder.</exception>
    public IndexingProgress Build(
        IEnumerable<CatalogueEntry> entries, string folder, IndexDescription description, RejectLog rejects,
        IProgress<IndexingProgress>? progress = null, CancellationToken cancellation = default)
    {
        using var writer = new IndexWriter(folder, description, _options.Dimension, _options.Thumbnails);
        return Run(entries, writer, folder, rejects, progress, cancellation);
    }

    /// <summary>Updates the index in a folder, or writes one where there is none, or where it is of another encoder or keeps other pictures.</summary>
    /// <remarks>Items that the catalogue has as they were stay where they are. New and changed ones follow in the catalogue's order; of those whose photo is
    /// the same the embedding is taken over. Items that the catalogue has no more go, unless <see cref="IndexingOptions.KeepsMissing"/> says otherwise or a
    /// source could not be read to its end. An item whose new photo cannot be decoded stays as it was.</remarks>
    /// <inheritdoc cref="Build"/>
    public IndexingProgress Update(
        IEnumerable<CatalogueEntry> entries, string folder, IndexDescription description, RejectLog rejects,
        IProgress<IndexingProgress>? progress = null, CancellationToken cancellation = default)
    {
        if (!EmbeddingIndex.Exists(folder))
            return Build(entries, folder, description, rejects, progress, cancellation);
        if (!GoesOn(IndexManifest.Read(folder), description))
        {
            if (_options.KeepsMissing)
                throw new InvalidDataException($"The index in \"{folder}\" was made with another image encoder or other settings, so nothing can be added to it. "
                    + "Index the whole catalogue again.");
            rejects.Note("The index was made with another image encoder or other settings, so every picture is embedded again.");
            return Build(entries, folder, description, rejects, progress, cancellation);
        }

        using IndexWriter writer = IndexWriter.Update(folder, description);
        return Run(entries, writer, folder, rejects, progress, cancellation);
    }

    bool GoesOn(IndexManifest before, IndexDescription description) =>
        before.ModelSha256 == description.ModelSha256 && before.Preprocessing == description.Preprocessing
        && before.Dimension == _options.Dimension && before.Thumbnails == _options.Thumbnails;

    IndexingProgress Run(IEnumerable<CatalogueEntry> entries, IndexWriter writer, string folder, RejectLog rejects,
        IProgress<IndexingProgress>? progress, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(_options.BatchSize, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(_options.Threads);
        long started = Stopwatch.GetTimestamp(), cutOff = rejects.Count(RejectKind.Source);
        int threads = _options.Threads > 0 ? _options.Threads : Environment.ProcessorCount;
        var taking = new CatalogueIntake(writer, _options.Dimension, rejects);
        OrderedWork.Run(
            PreparedBatch.Cut(entries, _options.BatchSize, EncodedBytesAtOnce, cancellation), threads,
            batch => PreparedBatch.Make(batch, embed, _options, writer.Before),
            batch =>
            {
                taking.Take(batch);
                progress?.Report(taking.Progress(Stopwatch.GetElapsedTime(started)));
            },
            cancellation);

        IndexingProgress all = taking.Progress(Stopwatch.GetElapsedTime(started));
        if (all.Indexed == 0)
            throw new InvalidDataException($"No picture could be indexed ({all.Rejected:N0} were left out). Check the source; "
                + $"the index that was in \"{folder}\", if any, stays.");
        long removed = 0;
        if (rejects.Count(RejectKind.Source) > cutOff && writer.Before is not null)
            rejects.Note("A source could not be read to its end, so no item was removed from the index.");
        else if (!_options.KeepsMissing)
            removed = taking.RemoveMissing();
        writer.Commit(findRoles);
        all = taking.Progress(Stopwatch.GetElapsedTime(started)) with { Removed = removed };
        progress?.Report(all);
        return all;
    }
}
