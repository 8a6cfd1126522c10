using MlNetFashion.Storage;

namespace MlNetFashion.Catalogues;

/// <summary>The photos among the files of sources. Where the name does not tell, the content does.</summary>
static class PictureFiles
{
    /// <param name="sources">Paths.</param>
    /// <param name="rejects">Takes pictures of formats that are not decoded, too.</param>
    /// <param name="cancellation">Stops.</param>
    /// <param name="memory">Knows photos that need not be read; null to read everything.</param>
    /// <param name="listings">Knows what lies in folders that were looked through before; null to look anew.</param>
    /// <exception cref="FileNotFoundException">A source does not exist.</exception>
    public static IEnumerable<SourceFile> Read(IReadOnlyList<string> sources, RejectLog rejects, CancellationToken cancellation = default,
        SourceMemory? memory = null, FolderListings? listings = null)
    {
        SourceFiles.RequireExisting(sources);
        return sources.SelectMany(source => memory?.Recall(source)?.Photos(source, rejects)
            ?? SourceFiles.Read([source], IsExpected, rejects, cancellation, memory, listings)).Where(file => IsReadable(file, rejects));
    }

    /// <summary>Whether a file has to be looked at to tell whether it is a photo, or is one by its name.</summary>
    public static bool IsExpected(string name) => SourceNames.IsPicture(name) || SourceNames.MayBePicture(name);

    /// <summary>Whether a file is a photo by its name or, where that does not tell, by its content; of whatever format.</summary>
    public static bool IsPicture(SourceFile file) =>
        SourceNames.IsPicture(file.Name) || (SourceNames.MayBePicture(file.Name) && (file.Sha256 is not null || LooksLikePicture(file.Bytes)));

    /// <exception cref="FileNotFoundException">A source does not exist.</exception>
    /// <exception cref="ArgumentException">There is no source, or one can hold no photos.</exception>
    public static void RequireSources(IReadOnlyList<string> sources)
    {
        SourceFiles.RequireExisting(sources);
        foreach (string source in sources)
        {
            if (!Presence.OfFolder(source) && !SourceFiles.IsArchive(source) && !SourceNames.IsPicture(source))
                throw new ArgumentException($"\"{source}\" is neither a folder nor an archive (.tar, .tar.gz, .tgz, .zip) nor a photo. Name one of these.");
        }
    }

    /// <summary>Whether a file begins as a JPEG, PNG, GIF or WebP does.</summary>
    public static bool LooksLikePicture(ReadOnlySpan<byte> bytes) =>
        bytes.StartsWith((ReadOnlySpan<byte>)[0xff, 0xd8, 0xff]) || bytes.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G'])
        || bytes.StartsWith("GIF8"u8) || (bytes.StartsWith("RIFF"u8) && bytes.Length > 12 && bytes[8..].StartsWith("WEBP"u8));

    static bool IsReadable(SourceFile file, RejectLog rejects)
    {
        if (!SourceNames.IsForeignPicture(file.Name))
            return IsPicture(file);
        string extension = Path.GetExtension(file.Name);
        rejects.Add(new RejectedEntry(file.Source, file.Name, $"Pictures of the format {extension} are not read. Convert it to JPEG, PNG or WebP."));
        return false;
    }
}
