using System.Diagnostics;
using MlNetFashion.Catalogues;
using MlNetFashion.Retrieval;
using MlNetFashion.Storage;

namespace MlNetFashion.Batch;

/// <summary>Embeds one part of a catalogue into one file: what <c>make</c>, Slurm, Spark or a Kubernetes Indexed Job can call for each part.</summary>
/// <remarks>The file is named by the hash of the part's items and of the models, so a part that is there already is not embedded again.
/// An older file of the same part goes when the new one has its name.</remarks>
/// <param name="embed">The image encoder.</param>
/// <param name="models">What it is.</param>
/// <param name="options">How; null for the defaults.</param>
sealed class ShardEmbedder(EmbedPictures embed, ModelFingerprint models, IndexingOptions? options = null)
{
    /// <summary>Embeds a part, where it is not there already.</summary>
    /// <param name="read">Reads the catalogue; called twice, first for the hashes alone. It tells the log what it leaves out.</param>
    /// <param name="slice">Which part.</param>
    /// <param name="folder">Where the file goes. The list of what was left out lies beside it, <c>part-00003-of-00008.rejects.jsonl</c>.</param>
    /// <param name="progress">Told after every item.</param>
    /// <param name="cancellation">Stops, and leaves the folder as it was.</param>
    /// <exception cref="IOException">Another process is embedding the part into the folder, or the disk refuses.</exception>
    public EmbeddedShard Embed(
        Func<RejectLog, IEnumerable<CatalogueEntry>> read, ShardSlice slice, string folder, IProgress<IndexingProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        long started = Stopwatch.GetTimestamp();
        FileDoor.MakeFolder(folder);
        using var alone = new FolderLock(folder, $"{slice.Name}.lock", $"embedding part {slice.Number} of {slice.Count}");
        using (var unlisted = new RejectLog())
        {
            (string name, long items) = HashAll(Entries(read, slice, unlisted), slice, cancellation);
            if (File.Exists(Path.Combine(folder, name)))
            {
                DeleteOlder(folder, slice, name);
                return new EmbeddedShard(Path.Combine(folder, name), items, 0, unlisted, Stopwatch.GetElapsedTime(started));
            }
        }

        using var rejects = new RejectLog(Path.Combine(folder, $"{slice.Name}.rejects.jsonl"));
        using var hash = new ShardHash(models);
        using var writer = new ShardWriter(Path.Combine(folder, $"{slice.Name}{ShardFile.Extension}"), models);
        new PhotoEmbedding(embed, options ?? new IndexingOptions()).Run(
            Entries(read, slice, rejects).Select(Hashed),
            item =>
            {
                writer.Add(item);
                progress?.Report(new IndexingProgress(writer.Count, rejects.Total, Stopwatch.GetElapsedTime(started)));
            },
            (entry, reason) => rejects.Add(entry.Entry, reason), cancellation);
        rejects.Complete();
        string file = FileName(slice, hash);
        writer.Commit(file);
        DeleteOlder(folder, slice, file);
        return new EmbeddedShard(Path.Combine(folder, file), writer.Count, writer.Count, rejects, Stopwatch.GetElapsedTime(started));

        // What is embedded is what names the file, also where the source changed since it was first read.
        HashedEntry Hashed(HashedEntry entry)
        {
            hash.Add(entry);
            return entry;
        }
    }

    (string Name, long Items) HashAll(IEnumerable<HashedEntry> entries, ShardSlice slice, CancellationToken cancellation)
    {
        using var hash = new ShardHash(models);
        long items = 0;
        foreach (HashedEntry entry in entries)
        {
            cancellation.ThrowIfCancellationRequested();
            hash.Add(entry);
            items++;
        }

        return (FileName(slice, hash), items);
    }

    static void DeleteOlder(string folder, ShardSlice slice, string file)
    {
        foreach (string older in Directory.EnumerateFiles(folder, $"{slice.Name}-*{ShardFile.Extension}").Where(path => Path.GetFileName(path) != file))
            FileDoor.TryDelete(older);
    }

    // A place is one of the whole catalogue, so the parts can be put together in its order.
    static IEnumerable<HashedEntry> Entries(Func<RejectLog, IEnumerable<CatalogueEntry>> read, ShardSlice slice, RejectLog rejects) =>
        HashedEntry.Of(UniqueItems.Of(read(rejects), rejects), entry => slice.Has(entry.Item.Id));

    static string FileName(ShardSlice slice, ShardHash hash) => $"{slice.Name}-{hash.Name()}{ShardFile.Extension}";
}
