namespace MlNetFashion.Catalogues;

/// <summary>Finds the table that belongs to photos: the one that is named, or one that lies in a
/// source, within an archive or beside it and has rows for at least half of the
/// photos.</summary>
sealed class TableFinder(SourceSurvey survey, ProductCatalogueOptions options, RejectLog rejects, CancellationToken cancellation)
{
    /// <summary>Stands in the notes on tables that are not used.</summary>
    public const string NotUsed = "was not used";

    // Enough to tell whether a table belongs to the photos.
    const int PhotosToTry = 50;

    /// <summary>The table, or null.</summary>
    /// <param name="given">The one that a person named, or null to look for one.</param>
    /// <exception cref="InvalidDataException">The one that is named cannot be read or names none of the photos, or several fit.</exception>
    public ProductTable? Find(CsvBytes? given)
    {
        string[] photos = [.. survey.Photos.Select(photo => photo.Name)];
        if (given is not null)
            return ProductTable.Load(given, options, photos, rejects, cancellation);
        var fitting = new List<CsvBytes>();
        var notes = new List<string>();
        foreach (CsvBytes candidate in photos.Length == 0 ? [] : Candidates())
        {
            if (WhyNot(candidate, photos) is { } reason)
                notes.Add($"{candidate.Path} {NotUsed}: {reason}");
            else
                fitting.Add(candidate);
        }

        if (fitting.Count > 1)
            throw new InvalidDataException($"Several CSVs have rows for the photos: {string.Join(", ", fitting.Select(csv => csv.Path))}. "
                + "Name one with Csv (--csv).");
        if (fitting.Count == 0)
            notes.ForEach(rejects.Note);
        else
            rejects.Note($"Rows are taken from {fitting[0].Path}.");
        return fitting.Count == 0 ? null : ProductTable.Load(fitting[0], options, photos, rejects, cancellation);
    }

    IEnumerable<CsvBytes> Candidates()
    {
        IEnumerable<string> paths = survey.Tables.Select(Path.GetFullPath).Concat(survey.Sources.SelectMany(CsvFiles.Beside)).Distinct(StringComparer.Ordinal);
        // A pipe that lies beside photos would hold up who opens it.
        return paths.Where(path => new FileInfo(path).Length > 0).Select(path => CsvBytes.OfFile(path, cancellation))
            .Concat(survey.ArchivedTables.Select(CsvBytes.OfSource));
    }

    string? WhyNot(CsvBytes candidate, string[] photos)
    {
        try
        {
            string[] tried = [.. photos.Where((_, i) => i % Math.Max(1, photos.Length / PhotosToTry) == 0)];
            ProductTable table = ProductTable.Load(candidate, options, tried, new RejectLog(), cancellation);
            int joined = PhotoJoin.Count(tried, table.Rows);
            return joined * 2 >= tried.Length ? null
                : $"it has rows for {joined:N0} of {tried.Length:N0} photos that were tried, less than half. Name it with Csv (--csv) to use it all the same.";
        }
        catch (Exception e) when (e is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            return e.Message;
        }
    }
}
