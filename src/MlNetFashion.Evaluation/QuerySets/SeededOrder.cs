using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace MlNetFashion.Evaluation;

/// <summary>Randomness that depends on a seed and on names only: the same on every machine, and whatever else the catalogue holds.</summary>
sealed class SeededOrder(int seed)
{
    /// <summary>A number from 0 to 2^64 − 1.</summary>
    public ulong Of(params ReadOnlySpan<string> names) =>
        BinaryPrimitives.ReadUInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes($"{seed}\n{string.Join('\n', names)}")));

    /// <summary>One of several, decided by names.</summary>
    public T Pick<T>(IReadOnlyList<T> choices, params ReadOnlySpan<string> names) => choices[(int)(Of(names) % (ulong)choices.Count)];
}
