using System.Security.Cryptography;

namespace MlNetFashion.Catalogues;

/// <summary>The hashes of photos by their files: a photo is read again only where its file, or the archive it lies in, has another size or time.</summary>
/// <remarks>It is what <c>make</c>, <c>rsync</c> and <c>git</c> trust. What was written just before it was read is not remembered.</remarks>
sealed class SourceMemory
{
    readonly SourceMemory? _before;
    readonly DateTimeOffset _now;

    /// <summary>Remembers what is read from now on.</summary>
    /// <param name="before">What was remembered before; null to read everything.</param>
    /// <param name="now">The time, before anything is read.</param>
    public SourceMemory(SourceMemory? before, DateTimeOffset now) => (_before, _now) = (before, now);

    /// <summary>The photos of folders.</summary>
    public Dictionary<(string Source, string Name), (FileStamp Stamp, byte[] Sha256)> Photos { get; } = [];

    /// <summary>The archives, those among them that are not settled.</summary>
    public Dictionary<string, RememberedArchive> Archives { get; } = new(StringComparer.Ordinal);

    /// <summary>Whether a file with this stamp may be remembered.</summary>
    public bool IsSettled(FileStamp stamp) => stamp.IsSettledAt(_now);

    /// <summary>The hash of a photo of a folder whose file is as it was; null where it has to be read.</summary>
    public byte[]? Recall(string source, string name, FileStamp stamp)
    {
        if (_before is null || !_before.Photos.TryGetValue((source, name), out (FileStamp Stamp, byte[] Sha256) known) || known.Stamp != stamp)
            return null;
        Photos[(source, name)] = known;
        return known.Sha256;
    }

    /// <summary>The hash that a photo of a folder had, whatever its file is now; null where that is not known.</summary>
    public byte[]? Before(string source, string name) =>
        _before is not null && _before.Photos.TryGetValue((source, name), out (FileStamp Stamp, byte[] Sha256) known) ? known.Sha256 : null;

    /// <summary>Hashes a photo of a folder, and remembers it.</summary>
    /// <param name="source">The folder.</param>
    /// <param name="name">The photo's name in it.</param>
    /// <param name="stamp">Of its file, before it was read.</param>
    /// <param name="bytes">What it holds.</param>
    public byte[] Remember(string source, string name, FileStamp stamp, byte[] bytes)
    {
        byte[] hash = SHA256.HashData(bytes);
        if (IsSettled(stamp))
            Photos[(source, name)] = (stamp, hash);
        return hash;
    }

    /// <summary>What an archive holds, where it is as it was or was read by this memory already; null where it has to be read.</summary>
    public RememberedArchive? Recall(string path)
    {
        if (Archives.TryGetValue(path, out RememberedArchive? read))
            return read;
        if (_before is null || !_before.Archives.TryGetValue(path, out RememberedArchive? known) || known.Stamp != FileStamp.Of(new FileInfo(path)))
            return null;
        return Archives[path] = known;
    }
}
