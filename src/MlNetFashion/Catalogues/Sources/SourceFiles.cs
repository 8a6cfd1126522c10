using MlNetFashion.Images;
using MlNetFashion.Storage;

namespace MlNetFashion.Catalogues;

/// <summary>Files as a stream, from a folder (with the folders in it, sorted by ordinal name), a .tar, .tar.gz, .tgz or .zip, or a file itself.</summary>
/// <remarks>One file is in memory at a time and nothing is written to disk. Names that a careless or hostile archive holds
/// (absolute, with <c>..</c>, with backslashes) come out as harmless relative ones.</remarks>
static class SourceFiles
{
    /// <summary>The largest file that is read, in bytes: 64 MB.</summary>
    public const int MaxFileBytes = ImageCodec.MaxFileBytes;

    /// <summary>Reads the sources one after another.</summary>
    /// <param name="sources">Paths.</param>
    /// <param name="wanted">Says by name which files are read; the others are passed over.</param>
    /// <param name="rejects">Takes files that are empty, larger than <see cref="MaxFileBytes"/> or not readable, and archives that are damaged;
    /// what could be read before the damage is part of the stream.</param>
    /// <param name="cancellation">Stops.</param>
    /// <param name="memory">Knows photos of folders that need not be read; null to read everything.</param>
    /// <param name="listings">Knows what lies in folders that were looked through before; null to look anew.</param>
    /// <exception cref="FileNotFoundException">A source does not exist. Thrown at once, not while reading.</exception>
    /// <exception cref="ArgumentException">There is no source.</exception>
    public static IEnumerable<SourceFile> Read(IReadOnlyList<string> sources, Func<string, bool> wanted, RejectLog rejects,
        CancellationToken cancellation = default, SourceMemory? memory = null, FolderListings? listings = null)
    {
        RequireExisting(sources);
        return sources.SelectMany(source => Read(source, wanted, rejects, memory, listings ?? new FolderListings(cancellation), cancellation));
    }

    /// <summary>Checks that every source exists.</summary>
    /// <inheritdoc cref="Read(IReadOnlyList{string}, Func{string, bool}, RejectLog, CancellationToken, SourceMemory?, FolderListings?)" path="/exception"/>
    public static void RequireExisting(IReadOnlyList<string> sources)
    {
        if (sources.Count == 0)
            throw new ArgumentException("No source is named. Name a folder, or a .tar, .tar.gz or .zip of photos.");
        foreach (string source in sources)
        {
            if (!Presence.OfAnything(source))
                throw new FileNotFoundException($"There is no file or folder \"{source}\" (looked for {Path.GetFullPath(source)}). Check the path.", source);
        }
    }

    /// <summary>Whether a path is read as an archive; decided by its name.</summary>
    public static bool IsArchive(string path) =>
        HasExtension(path, ".tar") || HasExtension(path, ".tar.gz") || HasExtension(path, ".tgz") || HasExtension(path, ".zip");

    static IEnumerable<SourceFile> Read(string source, Func<string, bool> wanted, RejectLog rejects, SourceMemory? memory,
        FolderListings listings, CancellationToken cancellation)
    {
        if (Presence.OfFolder(source))
            return FolderFiles.Read(source, listings.Of(source), wanted, rejects, memory, cancellation);
        if (!IsArchive(source))
            return FolderFiles.ReadFile(source, wanted, rejects, memory);
        return HasExtension(source, ".zip") ? ZipFiles.Read(source, wanted, rejects, cancellation) : TarFiles.Read(source, wanted, rejects, cancellation);
    }

    static bool HasExtension(string path, string extension) => path.EndsWith(extension, StringComparison.OrdinalIgnoreCase);
}
