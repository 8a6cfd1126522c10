using MlNetFashion.Catalogues;
using MlNetFashion.Storage;

namespace MlNetFashion.Batch;

/// <summary>Makes a plan of the one before, where nothing changed since but what photos in folders show: items, places and what was left out are as they
/// were.</summary>
/// <param name="job">The job.</param>
/// <param name="store">Knows what is embedded.</param>
/// <param name="models">The models.</param>
/// <param name="memory">Knows photos that need not be read, and takes those that are.</param>
/// <param name="listings">Knows what lies in folders that were looked through before.</param>
sealed class PhotoReplanner(JobFile job, JobStore store, string models, SourceMemory memory, FolderListings listings)
{
    readonly Dictionary<(string Source, string Name), string> _changed = [];
    readonly HashSet<UInt128> _before = [];

    /// <summary>Writes the plan into a folder of its own.</summary>
    /// <param name="before">The plan before. All of its photos are embedded (<see cref="PublishedPlan.IsWhole"/>).</param>
    /// <param name="folder">New.</param>
    /// <param name="cancellation">Stops.</param>
    /// <returns>Null where more changed than photos, or where that cannot be told; nothing is written then.</returns>
    /// <exception cref="InvalidDataException">The plan before is damaged.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public PlanTotals? Write(PlanFolder before, PlanFolder folder, CancellationToken cancellation)
    {
        // Where a folder is named twice, or two files go by one name, which photo is an item's is told by reading all.
        if (job.Source.Distinct(StringComparer.Ordinal).Count() != job.Source.Count)
            return null;
        foreach (string source in job.Source)
        {
            if (!(Presence.OfFolder(source) ? TakeFolder(source, cancellation) : memory.Recall(source) is not null))
                return null;
        }

        PlanTotals totals = before.Totals();
        HashSet<string> known = store.KnownAmong(job.Name, models, [.. _changed.Values.Distinct().Order(StringComparer.Ordinal)]);
        UInt128[] keys = before.Keys();
        using var writer = new PlanWriter(folder, job.ShardSize);
        foreach (ReadOnlyMemory<byte> line in before.Lines(cancellation))
        {
            // Another item may have the same photo, in another file.
            if (_before.Contains(PlanLine.Photo(line.Span)) && before.Parse(line) is var item && _changed.TryGetValue((item.Source, item.Name), out string? photo))
                writer.Add(item with { Photo = photo, IsNew = known.Add(photo) });
            else
                writer.AddKnown(line.Span, keys[writer.Items]);
        }

        FileDraft.Write(folder.Rejects, file =>
        {
            using FileStream rejects = new(before.Rejects, FileMode.Open, FileAccess.Read, FileShare.Read);
            rejects.CopyTo(file);
        });
        return totals with { Shards = writer.Complete() };
    }

    // False where a photo was not read before, or cannot be read now: what it is has to be told, then.
    bool TakeFolder(string source, CancellationToken cancellation)
    {
        using var rejects = new RejectLog();
        foreach (ListedFile file in listings.Of(source).Files)
        {
            cancellation.ThrowIfCancellationRequested();
            if (file.OnDisk != file.Name)
                return false;
            if ((file.Stamp is { } stamp && memory.Recall(source, file.Name, stamp) is not null)
                || !SourceNames.IsPicture(file.Name) || SourceNames.IsForeignPicture(file.Name))
                continue;
            if (memory.Before(source, file.Name) is not { } old || FolderFiles.ReadNamed(source, file.Name, rejects, memory) is not { Sha256: { } now })
                return false;
            if (old.AsSpan().SequenceEqual(now))
                continue;
            _changed.Add((source, file.Name), Convert.ToHexStringLower(now));
            _before.Add(PlanLine.Photo(old));
        }

        return true;
    }
}
