using MlNetFashion.Catalogues;
using MlNetFashion.Storage;

namespace MlNetFashion.Batch;

/// <summary>Reads photos of a plan out of folders and archives.</summary>
static class PhotoFiles
{
    /// <summary>Reads each archive once, and of folders nothing but the photos; results come in the order of the sources, which is the plan's.</summary>
    public static IEnumerable<GotPhoto> Get(IReadOnlyList<PlannedItem> items, CancellationToken cancellation)
    {
        foreach (IGrouping<string, PlannedItem> source in items.GroupBy(item => item.Source))
        {
            var wanted = source.DistinctBy(item => item.Name).ToDictionary(item => item.Name, StringComparer.Ordinal);
            using var rejects = new RejectLog();
            if (Presence.OfFolder(source.Key))
            {
                foreach (PlannedItem item in wanted.Values.ToArray())
                {
                    cancellation.ThrowIfCancellationRequested();
                    // On the disk another file may go by the name: then the listing tells which is meant.
                    if (FolderFiles.ReadNamed(source.Key, item.Name, rejects) is not { } file
                        || new GotPhoto(item, file.Bytes, null, null) is var photo && photo.Sha256 != item.Photo)
                        continue;
                    wanted.Remove(item.Name);
                    yield return photo;
                }
            }

            // What is left is in an archive, changed since, or goes by another name on the disk.
            foreach (SourceFile file in wanted.Count == 0 ? [] : SourceFiles.Read([source.Key], wanted.ContainsKey, rejects, cancellation))
            {
                if (wanted.Remove(file.Name, out PlannedItem? item))
                    yield return new GotPhoto(item, file.Bytes, null, null);
                if (wanted.Count == 0)
                    break;
            }

            foreach (PlannedItem missing in wanted.Values)
                yield return new GotPhoto(missing, [], new PhotoFailure(missing.Id, missing.Name, "gone", "The photo was there when the run was "
                    + "planned, and is gone."), null);
        }
    }
}
