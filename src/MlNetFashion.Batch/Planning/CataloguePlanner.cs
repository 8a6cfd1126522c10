using MlNetFashion.Catalogues;

namespace MlNetFashion.Batch;

/// <summary>Reads a catalogue and says what of it is to be embedded: photos that nobody embedded with the models, known by their bytes.</summary>
/// <param name="job">The job.</param>
/// <param name="store">Knows what is embedded.</param>
/// <param name="models">The models.</param>
/// <param name="memory">Knows photos that need not be read, and takes those that are.</param>
/// <param name="listings">Knows what lies in folders that were looked through before.</param>
sealed class CataloguePlanner(JobFile job, JobStore store, string models, SourceMemory memory, FolderListings listings)
{
    // Between two questions to the database.
    const int ItemsAtOnce = 10_000;

    readonly HashSet<string> _planned = new(StringComparer.Ordinal);

    /// <summary>Writes the plan into a folder of its own.</summary>
    /// <param name="folder">New.</param>
    /// <param name="cancellation">Stops.</param>
    /// <exception cref="InvalidDataException">The catalogue holds no item that can be used.</exception>
    public PlanTotals Write(PlanFolder folder, CancellationToken cancellation)
    {
        using var rejects = new RejectLog(folder.Rejects);
        using var writer = new PlanWriter(folder, job.ShardSize);
        foreach (PlannedItem item in job.IsTableOfAddresses ? OfAddresses(rejects, cancellation) : OfFiles(rejects, cancellation))
            writer.Add(item);
        if (writer.Items == 0)
            throw new InvalidDataException($"{job.Description} holds no item that can be used. {string.Join(' ', rejects.Summary())} The index "
                + "before, if any, stays.");
        IReadOnlyList<long> shards = writer.Complete();
        rejects.Complete();
        return new PlanTotals(writer.Items, shards,
            Enum.GetValues<RejectKind>().Where(kind => rejects.Count(kind) > 0).ToDictionary(kind => $"{kind}", rejects.Count), rejects.Notes);
    }

    IEnumerable<PlannedItem> OfFiles(RejectLog rejects, CancellationToken cancellation)
    {
        if (job.Source.All(FashionMnistCatalogue.IsSource))
            throw new ArgumentException("A job embeds folders, archives and tables of URLs; Fashion-MNIST's files are indexed by fashion index.");
        var reading = new CatalogueReaderOptions { Csv = job.Csv, Products = Columns() };
        IEnumerable<CatalogueEntry> entries = UniqueItems.Of(CatalogueReader.Open(job.Source, reading, rejects, memory, listings, cancellation), rejects);
        // The photos themselves are let go before so many are waited for.
        foreach (PlannedItem[] some in HashedEntry.Of(entries, _ => true).Select(Planned).Chunk(ItemsAtOnce))
        {
            cancellation.ThrowIfCancellationRequested();
            // In the order in which the database has them, each of its pages is read once.
            HashSet<string> known = store.KnownAmong(job.Name, models, [.. some.Select(item => item.Photo!).Order(StringComparer.Ordinal)]);
            foreach (PlannedItem item in some)
            {
                // Several items may share a photo: it is embedded with the first.
                yield return !known.Contains(item.Photo!) && _planned.Add(item.Photo!) ? item with { IsNew = true } : item;
            }
        }

        static PlannedItem Planned(HashedEntry entry) => new(entry.Position, entry.Entry.Item.Id, entry.Entry.Item.Title, entry.Entry.Item.Attributes,
            entry.Entry.Source, entry.Entry.Name, entry.PhotoSha256, IsNew: false);
    }

    IEnumerable<PlannedItem> OfAddresses(RejectLog rejects, CancellationToken cancellation)
    {
        long position = 0;
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (AddressedItem[] some in new AddressTable(job.Source[0], job.Columns).Read(rejects, cancellation).Chunk(ItemsAtOnce))
        {
            Dictionary<string, KnownAddress> addresses = store.Addresses(job.Name, [.. some.Select(item => item.Url)]);
            Dictionary<string, KnownPhoto> known = store.Known(job.Name, models, [.. addresses.Values.Select(address => address.PhotoSha256)]);
            foreach (AddressedItem item in some)
            {
                if (!seen.Add(item.Item.Id))
                {
                    rejects.Add(new RejectedEntry(job.Source[0], item.Item.Id, $"The id \"{item.Item.Id}\" was there already; the first is "
                        + "kept.", RejectKind.DuplicateId));
                    continue;
                }

                KnownAddress? address = addresses.GetValueOrDefault(item.Url);
                bool isDue = address is null || address.HoursAgo >= job.Download.RecheckHours || !known.ContainsKey(address.PhotoSha256);
                yield return new PlannedItem(position++, item.Item.Id, item.Item.Title, item.Item.Attributes, "", item.Url, address?.PhotoSha256,
                    isDue && _planned.Add(item.Url));
            }
        }
    }

    ProductCatalogueOptions Columns() => new()
    {
        IdColumn = Named(ColumnRole.Id),
        TitleColumn = Named(ColumnRole.Title),
        Columns = [.. job.Columns.Values],
    };

    string? Named(ColumnRole role) => job.Roles().FirstOrDefault(known => known.Role == role)?.Column;
}
