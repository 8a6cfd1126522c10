using ICSharpCode.SharpZipLib.GZip;
using MlNetFashion.Storage;

namespace MlNetFashion.Catalogues;

/// <summary>The bytes of a table, plain or gzipped: of a file, of a pipe, which is read once and kept, or of a file within an archive.</summary>
sealed class CsvBytes
{
    /// <summary>The longest text of a table that is read, in bytes: 1 GB. A gzipped file of a few bytes can claim any length.</summary>
    public const long MaxTextBytes = 1_000_000_000;

    const int MaxPipeBytes = 256_000_000;

    readonly byte[]? _kept;

    CsvBytes(string path, byte[]? kept) => (Path, _kept) = (path, kept);

    /// <summary>The file, as errors name it.</summary>
    public string Path { get; }

    /// <summary>A file or a pipe.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">It cannot be read.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled, while nobody wrote into the pipe or at all.</exception>
    public static CsvBytes OfFile(string path, CancellationToken cancellation)
    {
        if (!Presence.OfFile(path))
        {
            throw Presence.OfFolder(path)
                ? new InvalidDataException($"\"{path}\" is a folder, but a CSV is a file. Name the file.")
                : new FileNotFoundException($"There is no CSV \"{path}\" (looked for {System.IO.Path.GetFullPath(path)}). Check the path.", path);
        }

        try
        {
            return new CsvBytes(path, OrdinaryFile.Run(() => ReadPipe(path), cancellation));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InvalidDataException($"The CSV \"{path}\" cannot be opened: {e.Message}", e);
        }
    }

    /// <summary>A file within an archive.</summary>
    public static CsvBytes OfSource(SourceFile file) => new($"{file.Source}/{file.Name}", file.Bytes);

    /// <summary>The text from its beginning. Whatever is wrong with the file comes out as
    /// <see cref="InvalidDataException"/> or <see cref="IOException"/>.</summary>
    public Stream Open(CancellationToken cancellation)
    {
        Stream bytes = _kept is null ? OrdinaryFile.Open(Path, cancellation) : new MemoryStream(_kept, writable: false);
        Span<byte> magic = stackalloc byte[2];
        bool zipped = bytes.ReadAtLeast(magic, 2, throwOnEndOfStream: false) == 2 && magic is [0x1f, 0x8b];
        bytes.Position = 0;
        // Text has no end mark, and .NET's own GZipStream does not say when the file is cut off.
        return new CsvText(zipped ? new GZipInputStream(bytes, 1 << 16) : bytes, MaxTextBytes, cancellation);
    }

    // Null for a file that can be read again.
    static byte[]? ReadPipe(string path)
    {
        using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16);
        if (file.CanSeek)
            return null;
        var kept = new MemoryStream();
        byte[] buffer = new byte[1 << 16];
        for (int read; (read = file.Read(buffer)) > 0;)
        {
            if (kept.Length + read > MaxPipeBytes)
                throw new IOException($"It is a pipe of more than {MaxPipeBytes:N0} bytes. Save it as a file first.");
            kept.Write(buffer, 0, read);
        }

        return kept.ToArray();
    }
}
