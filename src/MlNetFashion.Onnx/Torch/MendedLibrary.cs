using System.Runtime.InteropServices;
using System.Security.Cryptography;
using MlNetFashion.Storage;

namespace MlNetFashion.Onnx;

/// <summary>A native library that was changed in memory, and has to be in a file to be loaded. Nobody else can have written that file.</summary>
static class MendedLibrary
{
    /// <summary>Loads a library from a file of the user's cache, or, where that is not to be had, from one that is gone afterwards.</summary>
    /// <param name="name">The file's name without its hash.</param>
    /// <param name="content">The library.</param>
    /// <param name="cache">The user's cache folder; null for none.</param>
    /// <exception cref="DllNotFoundException">The system does not load it.</exception>
    /// <exception cref="IOException">There is no folder that others cannot change.</exception>
    public static nint Load(string name, ReadOnlySpan<byte> content, string? cache)
    {
        if (cache is not null && TryLoadKept(name, content, cache) is { } kept)
            return kept;
        string passing = Directory.CreateTempSubdirectory("mlnetfashion-").FullName;
        try
        {
            PrivateFolder.Make(passing);
            return NativeLibrary.Load(Keep(passing, name, content));
        }
        finally
        {
            FileDoor.TryDelete(passing);
        }
    }

    /// <summary>Sees that a file holds a library, and writes it if it is missing, was changed, or may be changed by others.</summary>
    /// <param name="folder">A folder that is the user's alone.</param>
    /// <param name="name">The file's name without its hash.</param>
    /// <param name="content">The library.</param>
    /// <returns>The path of the file.</returns>
    public static string Keep(string folder, string name, ReadOnlySpan<byte> content)
    {
        byte[] hash = SHA256.HashData(content);
        string path = Path.Combine(folder, $"{name}-{Convert.ToHexStringLower(hash)}.so");
        if (!PrivateFolder.IsPrivateFile(path) || !HashOf(path).AsSpan().SequenceEqual(hash))
            FileDraft.Write(path, content);
        return path;
    }

    static nint? TryLoadKept(string name, ReadOnlySpan<byte> content, string cache)
    {
        try
        {
            string folder = Path.Combine(cache, "native");
            PrivateFolder.Make(cache);
            PrivateFolder.Make(folder);
            return NativeLibrary.Load(Keep(folder, name, content));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or DllNotFoundException)
        {
            // It cannot be written, is not the user's alone, or lies on a disk that nothing is executed from.
            return null;
        }
    }

    static byte[] HashOf(string path)
    {
        using FileStream file = File.OpenRead(path);
        return SHA256.HashData(file);
    }
}
