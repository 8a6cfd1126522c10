using MlNetFashion.Catalogues;

namespace MlNetFashion.Batch;

/// <summary>Reads photos of a plan out of folders and archives.</summary>
static class PhotoFiles
{
    /// <summary>Reads each source once; results come in its order, which is the plan's.</summary>
    public static IEnumerable<GotPhoto> Get(IReadOnlyList<PlannedItem> items, CancellationToken cancellation)
    {
        foreach (IGrouping<string, PlannedItem> source in items.GroupBy(item => item.Source))
        {
            var wanted = source.DistinctBy(item => item.Name).ToDictionary(item => item.Name, StringComparer.Ordinal);
            using var rejects = new RejectLog();
            foreach (SourceFile file in SourceFiles.Read([source.Key], wanted.ContainsKey, rejects, cancellation))
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
