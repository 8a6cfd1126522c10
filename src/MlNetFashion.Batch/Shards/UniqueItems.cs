using MlNetFashion.Catalogues;

namespace MlNetFashion.Batch;

/// <summary>Passes on what can be in an index: items with an id that was not there before. The others are told.</summary>
static class UniqueItems
{
    public static IEnumerable<CatalogueEntry> Of(IEnumerable<CatalogueEntry> entries, RejectLog rejects)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (CatalogueEntry entry in entries)
        {
            if (entry.Item.Id.Length == 0)
                rejects.Add(new RejectedEntry(entry.Source, entry.Name, "The item has no id."));
            else if (!seen.Add(entry.Item.Id))
                rejects.Add(new RejectedEntry(entry.Source, entry.Name, $"The id \"{entry.Item.Id}\" was there already; the first is kept.",
                    RejectKind.DuplicateId));
            else
                yield return entry;
        }
    }
}
