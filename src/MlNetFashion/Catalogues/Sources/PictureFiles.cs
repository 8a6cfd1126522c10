using MlNetFashion.Storage;

namespace MlNetFashion.Catalogues;

/// <summary>The photos among the files of sources. Where the name does not tell, the content does.</summary>
static class PictureFiles
{
    /// <param name="sources">Paths.</param>
    /// <param name="rejects">Takes pictures of formats that are not decoded, too.</param>
    /// <param name="cancellation">Stops.</param>
    /// <exception cref="FileNotFoundException">A source does not exist.</exception>
    public static IEnumerable<SourceFile> Read(IReadOnlyList<string> sources, RejectLog rejects, CancellationToken cancellation = default) =>
        SourceFiles.Read(sources, name => SourceNames.IsPicture(name) || SourceNames.MayBePicture(name), rejects, cancellation)
            .Where(file => IsReadable(file, rejects));

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
        if (SourceNames.MayBePicture(file.Name))
            return LooksLikePicture(file.Bytes);
        if (!SourceNames.IsForeignPicture(file.Name))
            return true;
        string extension = Path.GetExtension(file.Name);
        rejects.Add(new RejectedEntry(file.Source, file.Name, $"Pictures of the format {extension} are not read. Convert it to JPEG, PNG or WebP."));
        return false;
    }
}
