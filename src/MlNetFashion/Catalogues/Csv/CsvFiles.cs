namespace MlNetFashion.Catalogues;

/// <summary>Finds CSVs that lie beside sources.</summary>
static class CsvFiles
{
    /// <summary>The CSVs that lie in the folder that a folder, archive or photo lies in.</summary>
    public static IEnumerable<string> Beside(string source)
    {
        string? folder = Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(source)));
        if (folder is null || !Directory.Exists(folder))
            return [];
        try
        {
            return [.. Directory.EnumerateFiles(folder).Where(SourceNames.IsTable).Order(StringComparer.Ordinal)];
        }
        catch (UnauthorizedAccessException)
        {
            return [];
        }
    }
}
