namespace MlNetFashion.Catalogues;

/// <summary>Opens sources as a catalogue of whatever kind they are.</summary>
/// <remarks>Left to itself (<see cref="CatalogueKind.Auto"/>) it reads products when a CSV is
/// given, or lies in a source, within an archive or beside it, and has rows for at
/// least half of the photos;
/// Fashion-MNIST when its idx files are there; folders otherwise. A CSV that lies there and is not used is told, with the reason.</remarks>
public static class CatalogueReader
{
    /// <summary>Opens sources; what is wrong with them as a whole is said here, what is wrong with a photo goes to <paramref name="rejects"/>.</summary>
    /// <param name="sources">Folders, archives or idx files, read one after another; none for the sample catalogue.</param>
    /// <param name="options">Kind and columns.</param>
    /// <param name="rejects">Takes what is left out.</param>
    /// <param name="cancellation">Stops reading, within a second also where a pipe gives nothing.</param>
    /// <returns>Entries, not decoded. At the end, <see cref="InvalidDataException"/> is thrown when there was none.</returns>
    /// <exception cref="FileNotFoundException">A source or the CSV does not exist.</exception>
    /// <exception cref="ArgumentException">There is no source, or a CSV was given for a kind that has none.</exception>
    /// <exception cref="InvalidDataException">The CSV lacks a column, no CSV or several were found, or an idx file is no such file.</exception>
    public static IEnumerable<CatalogueEntry> Open(IReadOnlyList<string> sources, CatalogueReaderOptions options, RejectLog rejects,
        CancellationToken cancellation = default) => Open(sources, options, rejects, null, new FolderListings(cancellation), cancellation);

    /// <summary>Opens sources whose photos were read before; those that are as they were come as hashes, without their bytes.</summary>
    /// <param name="sources">Folders, archives or idx files, read one after another; none for the sample catalogue.</param>
    /// <param name="options">Kind and columns.</param>
    /// <param name="rejects">Takes what is left out.</param>
    /// <param name="memory">Knows photos that need not be read; null to read everything.</param>
    /// <param name="listings">Knows what lies in folders that were looked through before.</param>
    /// <param name="cancellation">Stops.</param>
    internal static IEnumerable<CatalogueEntry> Open(IReadOnlyList<string> sources, CatalogueReaderOptions options, RejectLog rejects, SourceMemory? memory,
        FolderListings listings, CancellationToken cancellation)
    {
        if (options.Csv is not null && options.Kind is CatalogueKind.Folders or CatalogueKind.FashionMnist or CatalogueKind.Sample)
            throw new ArgumentException($"A CSV (\"{options.Csv}\") belongs to products, but the kind is {options.Kind}. Leave one of the two out.");
        if (options.Kind == CatalogueKind.Sample)
        {
            return sources.Count == 0
                ? SampleCatalogue.Draw(options.SampleCount, options.SampleSeed)
                : throw new ArgumentException($"The sample catalogue is drawn and has no source, but {string.Join(", ", sources)} is named. "
                    + "Leave it out, or choose another kind.");
        }

        SourceFiles.RequireExisting(sources);
        return RequireSome(Entries(sources, options, rejects, memory, listings, cancellation), sources, rejects);
    }

    static IEnumerable<CatalogueEntry> Entries(IReadOnlyList<string> sources, CatalogueReaderOptions options, RejectLog rejects, SourceMemory? memory,
        FolderListings listings, CancellationToken cancellation)
    {
        if (options.Kind == CatalogueKind.FashionMnist
            || (options.Kind == CatalogueKind.Auto && options.Csv is null && sources.All(FashionMnistCatalogue.IsSource)))
            return new FashionMnistCatalogue(sources, rejects).Read();
        CsvBytes? given = options.Csv is null ? null : CsvBytes.OfFile(options.Csv, cancellation);
        PictureFiles.RequireSources(sources);
        SourceSurvey survey = SourceSurvey.Of(sources, rejects, cancellation, memory, listings);
        if (options.Kind != CatalogueKind.Folders && new TableFinder(survey, options.Products, rejects, cancellation).Find(given) is { } table)
            return new ProductCatalogue(sources, survey, table, rejects, cancellation).Read();
        if (options.Kind == CatalogueKind.Products)
        {
            string why = rejects.Notes.Where(note => note.Contains(TableFinder.NotUsed, StringComparison.Ordinal)).Select(note => $" {note}")
                .FirstOrDefault("");
            throw new InvalidDataException($"No CSV that has rows for the photos lies in or beside {string.Join(", ", sources)}. "
                + $"Name one with Csv (--csv).{why}");
        }

        return new FolderCatalogue(sources, survey, rejects, cancellation).Read();
    }

    static IEnumerable<CatalogueEntry> RequireSome(IEnumerable<CatalogueEntry> entries, IReadOnlyList<string> sources, RejectLog rejects)
    {
        bool any = false;
        foreach (CatalogueEntry entry in entries)
        {
            any = true;
            yield return entry;
        }

        if (!any)
        {
            string first = rejects.Examples is [RejectedEntry reject, ..]
                ? $" The first that was left out, {reject.Source} {reject.Name}: {reject.Reason}" : "";
            throw new InvalidDataException($"{string.Join(", ", sources)} held no photo that can be used (JPEG, PNG, WebP, "
                + $"GIF or BMP).{first}{Archives(sources)}");
        }
    }

    static string Archives(IReadOnlyList<string> sources)
    {
        string[] archives = [.. sources.Where(Directory.Exists).SelectMany(Directory.EnumerateFiles).Where(SourceFiles.IsArchive)
            .Order(StringComparer.Ordinal)];
        return archives.Length == 0 ? "" : $" Archives in a folder are not opened: name them as sources, such as {archives[0]}.";
    }
}
