using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text.Json;
using MlNetFashion.Text;

namespace MlNetFashion.Batch;

/// <summary>An item of a plan as it stands in a file: a line of JSON, without its end.</summary>
static class PlanLine
{
    static ReadOnlySpan<byte> NotNew => "\"isNew\":false}"u8;

    /// <summary>Writes an item.</summary>
    public static void Write(Utf8JsonWriter json, PlannedItem item) => JsonSerializer.Serialize(json, item, PlanJson.Default.PlannedItem);

    /// <summary>Reads an item.</summary>
    /// <exception cref="JsonException">It is damaged.</exception>
    public static PlannedItem Read(ReadOnlySpan<byte> line) => JsonSerializer.Deserialize(line, PlanJson.Default.PlannedItem)!;

    /// <summary>Whether the photo may have to be got; told without reading the line.</summary>
    public static bool MayBeNew(ReadOnlySpan<byte> line) => !line.EndsWith(NotNew);

    /// <summary>Tells items apart by all that an index holds of them, and so not by their place, the first member, nor by whether the photo is new, the last.
    /// Two with equal keys are the same but once in 2^128.</summary>
    public static UInt128 Key(ReadOnlySpan<byte> line)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        int first = line.IndexOf((byte)','), last = line.LastIndexOf((byte)',');
        SHA256.HashData(first < last ? line[first..last] : line, hash);
        return BinaryPrimitives.ReadUInt128BigEndian(hash);
    }

    /// <summary>The key of an item.</summary>
    public static UInt128 Key(PlannedItem item)
    {
        using var line = new MemoryStream();
        using (var json = new Utf8JsonWriter(line, SafeText.JsonLine))
            Write(json, item);
        return Key(line.ToArray());
    }
}
