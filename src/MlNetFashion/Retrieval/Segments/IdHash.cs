using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace MlNetFashion.Retrieval;

/// <summary>The number by which a segment finds an id: the first eight bytes of the SHA-256 of its UTF-8.</summary>
static class IdHash
{
    public static ulong Of(string id) => (ulong)Whole(id);

    /// <summary>Sixteen bytes, by which ids that were seen are told apart without being kept.</summary>
    public static UInt128 Whole(string id)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(id), hash);
        return BinaryPrimitives.ReadUInt128LittleEndian(hash);
    }
}
