namespace MlNetFashion.Catalogues;

/// <summary>What an archive held when it was last read.</summary>
/// <param name="Stamp">Of its file then.</param>
sealed record RememberedArchive(FileStamp Stamp)
{
    /// <summary>Its files in their order; those that are photos with the SHA-256 of their bytes.</summary>
    public List<(string Name, byte[]? Sha256)> Files { get; } = [];

    /// <summary>What was wrong with photos in it.</summary>
    public List<RejectedEntry> Rejects { get; } = [];

    /// <summary>Its photos, and, once more, what was wrong.</summary>
    public IEnumerable<SourceFile> Photos(string path, RejectLog rejects)
    {
        foreach (RejectedEntry reject in Rejects)
            rejects.Add(reject);
        return Files.Where(file => file.Sha256 is not null).Select(file => new SourceFile(path, file.Name, [], file.Sha256));
    }
}
