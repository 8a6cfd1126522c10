using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace MlNetFashion.Catalogues;

/// <summary>Which items are learned from and which are held out to measure with,
/// decided by the id alone: the same for ever, on every machine, in any order.</summary>
/// <remarks>The first 8 bytes of the SHA-256 of the id in UTF-8, as a big-endian fraction of 2^64, are compared with the share:
/// an item held out at 5 % is held out at 10 % too. A group of duplicates goes by its first id.</remarks>
public sealed class IdHashSplit
{
    /// <summary>The share that the shipped models hold out.</summary>
    public const double DefaultHeldOutShare = 0.05;

    readonly DuplicateGroups? _groups;

    /// <summary>Makes a split.</summary>
    /// <param name="heldOutShare">The share that is held out, 0 to 1. The default is that of the shipped models.</param>
    /// <param name="groups">Ids that must be in one data split.</param>
    public IdHashSplit(double heldOutShare = DefaultHeldOutShare, DuplicateGroups? groups = null)
    {
        if (!(heldOutShare is >= 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(heldOutShare), heldOutShare, "The share of held-out items must be from 0 to 1.");
        (HeldOutShare, _groups) = (heldOutShare, groups);
    }

    /// <summary>The share that is held out, 0 to 1.</summary>
    public double HeldOutShare { get; }

    /// <summary>Whether an item is kept back from training.</summary>
    public bool IsHeldOut(string id) => Position(_groups?.KeyOf(id) ?? id) < HeldOutShare;

    /// <summary>Whether an item is of a data split. Validation is the share next to the held-out one, and part of training.</summary>
    public bool IsOf(string id, DataSplit split)
    {
        double position = Position(_groups?.KeyOf(id) ?? id);
        return split switch
        {
            DataSplit.HeldOut => position < HeldOutShare,
            DataSplit.Training => position >= HeldOutShare,
            DataSplit.Validation => position >= HeldOutShare && position < 2 * HeldOutShare,
            _ => true,
        };
    }

    /// <summary>Where an id falls between 0 (inclusive) and 1.</summary>
    static double Position(string key)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(key), hash);
        // 53 bits are what a double holds exactly; more would round up to 1.
        return (BinaryPrimitives.ReadUInt64BigEndian(hash) >> 11) * (1.0 / (1UL << 53));
    }
}
