using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;
using MlNetFashion.Storage;

namespace MlNetFashion.Evaluation;

/// <summary>A file of a data set.</summary>
/// <param name="Name">Its name in the folder of data sets.</param>
/// <param name="Md5">The MD5 that its makers publish, or null.</param>
/// <param name="Sha256">The SHA-256 that is known of it, or null.</param>
/// <param name="IsNeeded">Whether the data set is of no use without it.</param>
sealed record DataFile(string Name, string? Md5 = null, string? Sha256 = null, bool IsNeeded = true)
{
    /// <summary>Whether a folder has it.</summary>
    public bool IsIn(string folder) => Presence.OfFile(Path.Combine(folder, Name));

    /// <summary>Copies it to another folder, under a temporary name until it is complete and verified.</summary>
    public void Copy(string from, string to)
    {
        string source = Path.Combine(from, Name);
        using FileStream content = File.OpenRead(source);
        using var copy = new FileDraft(Path.Combine(to, Name));
        content.CopyTo(copy.Content);
        copy.Complete();
        Verify(copy.Temporary, source);
        copy.Commit();
    }

    /// <summary>Compares its checksum where one is known, and otherwise reads it to its end.</summary>
    /// <exception cref="InvalidDataException">It is damaged or another file.</exception>
    public void Verify(string folder) => Verify(Path.Combine(folder, Name), Path.Combine(folder, Name));

    void Verify(string path, string named)
    {
        if (Md5 is not null)
            Compare(Hash(path, MD5.HashData), Md5, "MD5", named);
        else if (Sha256 is not null)
            Compare(Hash(path, SHA256.HashData), Sha256, "SHA-256", named);
        else if (Name.EndsWith(".gz", StringComparison.Ordinal))
            ReadToEnd(path, named);
    }

    static string Hash(string path, Func<Stream, byte[]> hash)
    {
        using FileStream file = File.OpenRead(path);
        return Convert.ToHexStringLower(hash(file));
    }

    static void Compare(string found, string expected, string name, string path)
    {
        if (found != expected)
            throw new InvalidDataException($"\"{path}\" is damaged or another file: its {name} is {found}, but {expected} is published. Get it again.");
    }

    void ReadToEnd(string path, string named)
    {
        try
        {
            using var content = new GZipStream(File.OpenRead(path), CompressionMode.Decompress);
            if (Name.EndsWith(".tar.gz", StringComparison.Ordinal))
            {
                using var tar = new TarReader(content);
                while (tar.GetNextEntry() is not null)
                {
                }
            }
            else
                content.CopyTo(Stream.Null);
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException or FormatException)
        {
            throw new InvalidDataException($"\"{named}\" is damaged or cut off ({e.Message}). Get it again.", e);
        }
    }
}
