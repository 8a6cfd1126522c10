namespace MlNetFashion.Catalogues;

/// <summary>The photos among the files of sources; what is no picture by its name is passed over.</summary>
static class PictureFiles
{
    /// <param name="sources">Paths.</param>
    /// <param name="rejects">Takes pictures of formats that are not decoded, too.</param>
    /// <exception cref="FileNotFoundException">A source does not exist.</exception>
    public static IEnumerable<SourceFile> Read(IReadOnlyList<string> sources, RejectLog rejects) =>
        SourceFiles.Read(sources, SourceNames.IsPicture, rejects).Where(file => IsReadable(file, rejects));

    /// <exception cref="FileNotFoundException">A source does not exist.</exception>
    /// <exception cref="ArgumentException">There is no source, or one can hold no photos.</exception>
    public static void RequireSources(IReadOnlyList<string> sources)
    {
        SourceFiles.RequireExisting(sources);
        foreach (string source in sources)
        {
            if (!Directory.Exists(source) && !SourceFiles.IsArchive(source) && !SourceNames.IsPicture(source))
                throw new ArgumentException($"\"{source}\" is neither a folder nor an archive (.tar, .tar.gz, .tgz, .zip) nor a photo. Name one of these.");
        }
    }

    static bool IsReadable(SourceFile file, RejectLog rejects)
    {
        if (!SourceNames.IsForeignPicture(file.Name))
            return true;
        string extension = Path.GetExtension(file.Name);
        rejects.Add(new RejectedEntry(file.Source, file.Name, $"Pictures of the format {extension} are not read. Convert it to JPEG, PNG or WebP."));
        return false;
    }
}
