using System.Formats.Tar;
using System.IO.Compression;

namespace MlNetFashion.Tests.Catalogues;

/// <summary>A folder that is removed with everything in it, and the archives that tests make there.</summary>
sealed class TemporaryFolder : IDisposable
{
    public string Root { get; } = Directory.CreateTempSubdirectory("mlnetfashion-").FullName;

    public string PathOf(string name) => Path.Combine(Root, name);

    public string Write(string name, byte[] bytes)
    {
        string path = PathOf(name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, bytes);
        return path;
    }

    public string Write(string name, string text) => Write(name, System.Text.Encoding.UTF8.GetBytes(text));

    public string WriteZipped(string name, byte[] bytes) => Write(name, Gzip(bytes));

    /// <summary>The files as a folder, a .tar, a .tar.gz or a .zip, by the name's extension.</summary>
    public string WriteSource(string name, IEnumerable<(string Name, byte[] Bytes)> files)
    {
        if (name.EndsWith(".tar", StringComparison.Ordinal))
            return Write(name, Tar(files));
        if (name.EndsWith(".gz", StringComparison.Ordinal) || name.EndsWith(".tgz", StringComparison.Ordinal))
            return WriteZipped(name, Tar(files));
        if (name.EndsWith(".zip", StringComparison.Ordinal))
            return Write(name, Zip(files));
        Directory.CreateDirectory(PathOf(name));
        foreach ((string file, byte[] bytes) in files)
            Write(Path.Combine(name, file), bytes);
        return PathOf(name);
    }

    public static byte[] Tar(IEnumerable<(string Name, byte[] Bytes)> files)
    {
        var bytes = new MemoryStream();
        using (TarWriter writer = new(bytes, TarEntryFormat.Pax, leaveOpen: true))
        {
            foreach ((string name, byte[] content) in files)
                writer.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(content) });
        }

        return bytes.ToArray();
    }

    public static byte[] Zip(IEnumerable<(string Name, byte[] Bytes)> files)
    {
        var bytes = new MemoryStream();
        using (ZipArchive archive = new(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach ((string name, byte[] content) in files)
            {
                using Stream entry = archive.CreateEntry(name).Open();
                entry.Write(content);
            }
        }

        return bytes.ToArray();
    }

    public static byte[] Gzip(byte[] bytes)
    {
        var zipped = new MemoryStream();
        using (GZipStream gzip = new(zipped, CompressionLevel.Fastest))
            gzip.Write(bytes);
        return zipped.ToArray();
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
