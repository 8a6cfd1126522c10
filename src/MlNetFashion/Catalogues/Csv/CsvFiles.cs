namespace MlNetFashion.Catalogues;

/// <summary>Finds the CSV that belongs to photos when none is named.</summary>
static class CsvFiles
{
    /// <summary>The CSVs that lie in a folder, and those that lie beside a folder or archive.</summary>
    public static IEnumerable<string> InOrBeside(string source)
    {
        string full = Path.GetFullPath(source);
        string? parent = Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(full));
        IEnumerable<string> folders = Directory.Exists(full) ? [full, parent ?? full] : [parent ?? full];
        return folders.Where(Directory.Exists).SelectMany(Of).Distinct(StringComparer.Ordinal);
    }

    /// <summary>Whether there are rows for at least half of the ids. A file that is no CSV, or has no such column, has none.</summary>
    public static bool HasRowsFor(string csv, string idColumn, IReadOnlySet<string> ids)
    {
        try
        {
            CsvTable table = CsvTable.Open(csv);
            int id = table.Find(idColumn, "id", nameof(idColumn));
            int needed = (ids.Count + 1) / 2;
            return needed > 0 && table.Rows(new RejectLog())
                .Select(row => row.Fields[id].Trim())
                .Where(ids.Contains)
                .Distinct(StringComparer.Ordinal)
                .Skip(needed - 1)
                .Any();
        }
        catch (Exception e) when (e is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    static IEnumerable<string> Of(string folder)
    {
        try
        {
            return [.. Directory.EnumerateFiles(folder).Where(IsCsv).Order(StringComparer.Ordinal)];
        }
        catch (UnauthorizedAccessException)
        {
            return [];
        }
    }

    static bool IsCsv(string path) =>
        path.EndsWith(".csv", StringComparison.OrdinalIgnoreCase) || path.EndsWith(".csv.gz", StringComparison.OrdinalIgnoreCase);
}
