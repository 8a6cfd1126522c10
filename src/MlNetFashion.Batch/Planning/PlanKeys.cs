using System.Buffers.Binary;
using System.Security.Cryptography;
using MlNetFashion.Storage;

namespace MlNetFashion.Batch;

/// <summary>The keys of a plan's items in their order (<see cref="PlanLine.Key"/>), in a file that ends with the SHA-256 of what is before.</summary>
sealed class PlanKeys : IDisposable
{
    const int KeyBytes = 16;

    readonly FileDraft _draft;
    readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    /// <summary>Begins a file.</summary>
    public PlanKeys(string path) => _draft = new FileDraft(path);

    /// <summary>Reads a file.</summary>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    public static UInt128[] Read(string path)
    {
        byte[] bytes = File.ReadAllBytes(path);
        int length = bytes.Length - SHA256.HashSizeInBytes;
        if (length < 0 || length % KeyBytes != 0 || !SHA256.HashData(bytes.AsSpan(0, length)).AsSpan().SequenceEqual(bytes.AsSpan(length)))
            throw new InvalidDataException($"\"{path}\" is damaged. The next run makes another.");
        var keys = new UInt128[length / KeyBytes];
        for (int i = 0; i < keys.Length; i++)
            keys[i] = BinaryPrimitives.ReadUInt128LittleEndian(bytes.AsSpan(i * KeyBytes));
        return keys;
    }

    /// <summary>Adds the next.</summary>
    public void Add(UInt128 key)
    {
        Span<byte> bytes = stackalloc byte[KeyBytes];
        BinaryPrimitives.WriteUInt128LittleEndian(bytes, key);
        _draft.Content.Write(bytes);
        _hash.AppendData(bytes);
    }

    /// <summary>Ends the file.</summary>
    public void Complete()
    {
        _draft.Content.Write(_hash.GetHashAndReset());
        _draft.Commit();
    }

    public void Dispose()
    {
        _hash.Dispose();
        _draft.Dispose();
    }
}
