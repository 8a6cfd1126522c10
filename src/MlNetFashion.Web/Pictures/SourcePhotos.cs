using System.Collections.Concurrent;
using MlNetFashion.Catalogues;
using MlNetFashion.Images;

namespace MlNetFashion.Web;

/// <summary>The photos that a catalogue was indexed from, found by what they hold: an index remembers a part of the SHA-256 of each item's photo, so a file
/// belongs to an item whatever it is called, no name of a request ever becomes a path, and a file that is of no item is never sent.</summary>
sealed class SourcePhotos
{
    readonly ConcurrentDictionary<UInt128, string> _places = new();
    readonly string? _folder;
    volatile bool _isComplete;

    /// <param name="folder">Where they lie; null for nowhere.</param>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    public SourcePhotos(string? folder)
    {
        _folder = folder;
        _isComplete = folder is null;
        if (folder is not null && !Directory.Exists(folder))
            throw new DirectoryNotFoundException($"There is no folder \"{folder}\" of photos (looked for {Path.GetFullPath(folder)}). "
                + "Name the folder that was indexed; unpack an archive first.");
    }

    /// <summary>Whether there are any to be looked for.</summary>
    public bool AreThere => _folder is not null;

    /// <summary>Whether the folder was read to its end.</summary>
    public bool IsComplete => _isComplete;

    /// <summary>Reads all files of the folder, once; what was found is used meanwhile.</summary>
    /// <returns>How many photos there are.</returns>
    public int Survey(CancellationToken cancellation)
    {
        if (_folder is null)
            return 0;
        // What cannot be read is shown small, as the index keeps it.
        using var rejects = new RejectLog();
        foreach (SourceFile file in PictureFiles.Read([_folder], rejects, cancellation))
            _places.TryAdd(new CataloguePicture(file.Bytes).Hash(), Path.Combine(_folder, file.Name));
        _isComplete = true;
        return _places.Count;
    }

    /// <summary>The file of a photo; null where there is none, or none any more.</summary>
    /// <param name="hash">As the index remembers it: <see cref="CataloguePicture.Hash"/>.</param>
    public byte[]? Find(UInt128 hash)
    {
        if (!_places.TryGetValue(hash, out string? path))
            return null;
        try
        {
            byte[] file = ImageCodec.ReadFile(path);
            // It may have become another file since it was looked at.
            return new CataloguePicture(file).Hash() == hash ? file : null;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ImageRejectedException)
        {
            return null;
        }
    }
}
