using System.Security.Cryptography;
using System.Text;
using MlNetFashion.Images;
using MlNetFashion.Storage;

namespace MlNetFashion.Evaluation;

/// <summary>A set of queries that is being written into a folder. It takes the place of the set that is there in one step: <see cref="Commit"/>.</summary>
/// <remarks>Pictures and the list of the gallery lie in a folder of their own,
/// <c>queries.1a2b3c4d</c>, which the file of queries names; so whoever reads it meets the old set or
/// the new one.
/// One program at a time writes into a folder. Disposing without committing deletes what was written.</remarks>
sealed class QueryFolderDraft : IDisposable
{
    const string LockName = "queries.lock", Prefix = "queries.";
    const int NameBytes = 4;

    readonly string _folder, _own;
    readonly FolderLock _lock;
    bool _committed;

    /// <summary>Begins a set.</summary>
    /// <param name="folder">Made if it is missing.</param>
    /// <exception cref="IOException">Another process writes queries there, or the folder cannot be made.</exception>
    public QueryFolderDraft(string folder)
    {
        _folder = Path.GetFullPath(folder);
        _own = Path.Combine(_folder, $"{Prefix}{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(NameBytes))}");
        FileDoor.MakeFolder(_folder);
        _lock = new FolderLock(_folder, LockName, "writing queries");
    }

    /// <summary>Where a picture of the set lies.</summary>
    public string PathOf(string picture) => Path.Combine(_own, picture);

    /// <summary>Writes a picture, PNG.</summary>
    /// <param name="picture">Its name in the set.</param>
    /// <param name="image">What it shows.</param>
    public void Save(string picture, RgbImage image) => Write(PathOf(picture), ImageCodec.EncodePng(image));

    /// <summary>Writes the file of queries, which makes the set the folder's, and deletes the one before.</summary>
    /// <param name="queries">The queries.</param>
    /// <param name="gallery">The ids that are searched, or null where all of an index are.</param>
    /// <returns>The queries, as <see cref="RetrievalQueryFile.Read"/> gives them.</returns>
    public IReadOnlyList<RetrievalQuery> Commit(IReadOnlyList<RetrievalQuery> queries, IReadOnlyList<string>? gallery = null)
    {
        if (gallery is not null)
        {
            string path = PathOf(QueryFolder.GalleryFileName);
            Write(path, Encoding.UTF8.GetBytes(string.Concat(gallery.Select(id => $"{id}\n"))));
            queries = [.. queries.Select(query => query with { Gallery = path })];
        }

        RetrievalQueryFile.Write(Path.Combine(_folder, QueryFolder.FileName), queries);
        _committed = true;
        foreach (string former in Directory.EnumerateDirectories(_folder, $"{Prefix}????????")
            .Where(former => former != _own && IsOne(Path.GetFileName(former))))
            FileDoor.TryDelete(former);
        return queries;
    }

    /// <summary>Ends writing. Without <see cref="Commit"/> what was written is deleted.</summary>
    public void Dispose()
    {
        if (!_committed)
            FileDoor.TryDelete(_own);
        _lock.Dispose();
    }

    static bool IsOne(string name) => name[Prefix.Length..].All(char.IsAsciiHexDigitLower);

    void Write(string path, byte[] bytes)
    {
        FileDoor.MakeFolder(Path.GetDirectoryName(path)!);
        using NewFile file = FileDoor.Create(path);
        file.Write(bytes);
        file.FlushToDisk();
    }
}
