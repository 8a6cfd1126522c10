using System.Security.Cryptography;
using Microsoft.Win32.SafeHandles;

namespace MlNetFashion.Retrieval;

/// <summary>Reads and verifies the index's files. Nothing is allocated that is larger than the file on disk.</summary>
static class IndexSectionReader
{
    /// <summary>Opens a file and compares its length with the manifest's.</summary>
    public static SafeFileHandle Open(string path, IndexSection section)
    {
        // Deleting is allowed meanwhile: a new index may replace this one while it is being read.
        SafeFileHandle handle = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        long length = RandomAccess.GetLength(handle);
        if (length == section.Bytes)
            return handle;
        handle.Dispose();
        throw new InvalidDataException($"\"{path}\" has {length:N0} bytes, but the index says {section.Bytes:N0}: it was cut off or changed. "
            + "Index the catalogue again.");
    }

    public static byte[] ReadAll(string path, IndexSection section)
    {
        using SafeFileHandle handle = Open(path, section);
        if (section.Bytes > Array.MaxLength)
            throw new InvalidDataException($"\"{path}\" has {section.Bytes:N0} bytes, more than the {Array.MaxLength:N0} that can be read. "
                + "Index fewer items at once.");
        byte[] bytes = new byte[section.Bytes];
        Fill(handle, path, section, bytes);
        return bytes;
    }

    /// <summary>Reads the whole file into <paramref name="target"/>, which is as long as the file, and compares its hash.</summary>
    public static void Fill(SafeFileHandle handle, string path, IndexSection section, Span<byte> target)
    {
        ReadExactly(handle, path, target, 0);
        if (Convert.ToHexStringLower(SHA256.HashData(target)) != section.Sha256)
            throw new InvalidDataException($"\"{path}\" is damaged: its checksum is not the one that the index says. Index the catalogue again.");
    }

    public static void ReadExactly(SafeFileHandle handle, string path, Span<byte> target, long offset)
    {
        for (int filled = 0; filled < target.Length;)
        {
            int read = RandomAccess.Read(handle, target[filled..], offset + filled);
            if (read == 0)
                throw new InvalidDataException($"\"{path}\" was cut off while it was being read. Index the catalogue again.");
            filled += read;
        }
    }
}
