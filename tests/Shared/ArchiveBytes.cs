using System.Formats.Tar;
using System.IO.Compression;

namespace MlNetFashion.Tests;

/// <summary>Archives that tests make, in memory and in a folder.</summary>
static class ArchiveBytes
{
    public static string WriteZipped(this TemporaryFolder folder, string name, byte[] bytes) => folder.Write(name, Gzip(bytes));

    /// <summary>Writes files as a folder, a .tar, a .tar.gz or a .zip, by the name's extension.</summary>
    public static string WriteSource(this TemporaryFolder folder, string name, IEnumerable<(string Name, byte[] Bytes)> files)
    {
        if (name.EndsWith(".tar", StringComparison.Ordinal))
            return folder.Write(name, Tar(files));
        if (name.EndsWith(".gz", StringComparison.Ordinal) || name.EndsWith(".tgz", StringComparison.Ordinal))
            return folder.WriteZipped(name, Tar(files));
        if (name.EndsWith(".zip", StringComparison.Ordinal))
            return folder.Write(name, Zip(files));
        Directory.CreateDirectory(folder[name]);
        foreach ((string file, byte[] bytes) in files)
            folder.Write(Path.Combine(name, file), bytes);
        return folder[name];
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
}
