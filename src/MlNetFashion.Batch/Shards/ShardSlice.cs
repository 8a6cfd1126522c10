using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace MlNetFashion.Batch;

/// <summary>Part <see cref="Number"/> of <see cref="Count"/> of a catalogue, told by a hash of the ids: an item that comes or goes changes one part.</summary>
/// <param name="Number">1 to <see cref="Count"/>.</param>
/// <param name="Count">How many parts there are, 1 to 99,999.</param>
readonly record struct ShardSlice(int Number, int Count)
{
    const int MostParts = 99_999;

    /// <summary>The whole catalogue in one part.</summary>
    public static ShardSlice Whole => new(1, 1);

    /// <summary>How the names of its files begin: <c>part-00003-of-00008</c>.</summary>
    public string Name => string.Create(CultureInfo.InvariantCulture, $"part-{Number:D5}-of-{Count:D5}");

    /// <summary>Reads <c>3/8</c>.</summary>
    /// <exception cref="FormatException">It is no such text.</exception>
    public static ShardSlice Parse(string text) =>
        text.Split('/') is [var number, var count]
            && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out int part)
            && int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out int parts)
            && part >= 1 && part <= parts && parts <= MostParts
            ? new ShardSlice(part, parts)
            : throw new FormatException($"A shard is NUMBER/COUNT, such as 3/8 with 3 from 1 to 8, but \"{text}\" was given.");

    /// <summary>Reads the name of a file; null where it is none of a part.</summary>
    public static ShardSlice? OfFile(string path) =>
        Path.GetFileName(path).Split('-') is ["part", { Length: 5 } number, "of", { Length: 5 } count,
            var rest] && rest.EndsWith(ShardFile.Extension, StringComparison.Ordinal)
            && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out int part)
            && int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out int parts)
            ? new ShardSlice(part, parts) : null;

    /// <summary>Whether an item is in this part.</summary>
    public bool Has(string id) =>
        BinaryPrimitives.ReadUInt64LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(id))) % (ulong)Count == (ulong)(Number - 1);
}
