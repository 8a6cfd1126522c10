using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text.Json;

namespace MlNetFashion.Batch;

/// <summary>An item of a plan as it stands in a file: a line of JSON, without its end.</summary>
static class PlanLine
{
    static ReadOnlySpan<byte> New => "\"isNew\":true}"u8;

    static ReadOnlySpan<byte> NotNew => "\"isNew\":false}"u8;

    /// <summary>Writes an item.</summary>
    public static void Write(Utf8JsonWriter json, PlannedItem item) => JsonSerializer.Serialize(json, item, PlanJson.Default.PlannedItem);

    /// <summary>Reads an item.</summary>
    /// <exception cref="JsonException">It is damaged.</exception>
    public static PlannedItem Read(ReadOnlySpan<byte> line) => JsonSerializer.Deserialize(line, PlanJson.Default.PlannedItem)!;

    /// <summary>Whether the photo may have to be got; told without reading the line.</summary>
    public static bool MayBeNew(ReadOnlySpan<byte> line) => !line.EndsWith(NotNew);

    /// <summary>Writes a line again, of an item whose photo is not to be got any more.</summary>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    public static void WriteKnown(Stream to, ReadOnlySpan<byte> line)
    {
        int end = line.EndsWith(New) ? New.Length : line.EndsWith(NotNew) ? NotNew.Length
            : throw new InvalidDataException("The plan before is damaged (a line does not say whether its photo is new).");
        to.Write(line[..^end]);
        to.Write(NotNew);
    }

    /// <summary>The beginning of the photo's hash, told without reading the line; 0 where it has none.</summary>
    public static UInt128 Photo(ReadOnlySpan<byte> line)
    {
        int end = line.LastIndexOf((byte)',') - 1, start = end - 2 * SHA256.HashSizeInBytes;
        return start > 0 && UInt128.TryParse(line.Slice(start, 2 * Unsafe.SizeOf<UInt128>()), NumberStyles.HexNumber, CultureInfo.InvariantCulture,
            out UInt128 photo) ? photo : 0;
    }

    /// <summary>The beginning of a photo's hash.</summary>
    public static UInt128 Photo(byte[] sha256) => BinaryPrimitives.ReadUInt128BigEndian(sha256);

    /// <summary>Tells items apart by all that an index holds of them, and so not by their place, the first member, nor by whether the photo is new, the last.
    /// Two with equal keys are the same but once in 2^128.</summary>
    public static UInt128 Key(ReadOnlySpan<byte> line)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        int first = line.IndexOf((byte)','), last = line.LastIndexOf((byte)',');
        SHA256.HashData(first < last ? line[first..last] : line, hash);
        return BinaryPrimitives.ReadUInt128BigEndian(hash);
    }
}
