using System.Formats.Tar;
using System.IO.Compression;

namespace MlNetFashion.Tests;

/// <summary>Archives that tests make.</summary>
static class ArchiveBytes
{
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
