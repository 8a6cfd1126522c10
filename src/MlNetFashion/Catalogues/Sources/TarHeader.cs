using System.Globalization;
using System.Text;

namespace MlNetFashion.Catalogues;

/// <summary>A header of a tar, 512 bytes: as old Unix, POSIX (ustar) and GNU write it.</summary>
/// <remarks>Read here because the reader of .NET refuses owners of 2^31 and more,
/// which file servers and macOS write, takes sparse files for what they are not, and makes room
/// for whatever length a
/// header claims (dotnet/runtime#127006, #125281). Owners, rights and times are not looked at.</remarks>
/// <param name="Name">As it is stored.</param>
/// <param name="LinkName">What a link points to.</param>
/// <param name="Size">Of the data that follows, in bytes.</param>
/// <param name="Type">The type's letter; <c>'0'</c> for files.</param>
/// <param name="IsExtended">Whether further headers of a sparse file follow.</param>
readonly record struct TarHeader(string Name, string LinkName, long Size, char Type, bool IsExtended)
{
    public const int Bytes = 512;

    const int ChecksumAt = 148, ChecksumBytes = 8;

    /// <exception cref="InvalidDataException">The checksum or a number is damaged.</exception>
    public static TarHeader Parse(ReadOnlySpan<byte> block)
    {
        long sum = 0, signed = 0;
        for (int i = 0; i < block.Length; i++)
        {
            byte value = i is >= ChecksumAt and < ChecksumAt + ChecksumBytes ? (byte)' ' : block[i];
            sum += value;
            signed += (sbyte)value;
        }

        long stored = Number(block.Slice(ChecksumAt, ChecksumBytes));
        if (stored != sum && stored != signed)
            throw new InvalidDataException("The checksum of a header does not fit.");
        bool isPosix = block.Slice(257, 6).SequenceEqual("ustar\0"u8);
        string name = Text(block[..100]), prefix = isPosix ? Text(block.Slice(345, 155)) : "";
        char type = (char)block[156];
        return new TarHeader(
            prefix.Length > 0 ? $"{prefix}/{name}" : name,
            Text(block.Slice(157, 100)),
            Number(block.Slice(124, 12)),
            type == '\0' && name.EndsWith('/') ? '5' : type is '\0' or '7' ? '0' : type,
            type == 'S' && block[482] != 0);
    }

    /// <summary>The records of an extended header: names and values.</summary>
    /// <exception cref="InvalidDataException">A record is damaged.</exception>
    public static IEnumerable<(string Key, string Value)> Records(byte[] data)
    {
        for (int at = 0; at < data.Length && data[at] != 0;)
        {
            int blank = Array.IndexOf(data, (byte)' ', at);
            if (blank < 0 || !int.TryParse(Encoding.ASCII.GetString(data, at, blank - at), NumberStyles.None, CultureInfo.InvariantCulture, out int length)
                || length <= blank - at + 1 || length > data.Length - at)
                throw new InvalidDataException("A record of an extended header is damaged.");
            string record = SourceNames.Decode(data.AsSpan(blank + 1, at + length - blank - 2));
            int equals = record.IndexOf('=', StringComparison.Ordinal);
            if (equals > 0)
                yield return (record[..equals], record[(equals + 1)..]);
            at += length;
        }
    }

    // Octal digits, or with the highest bit set the number itself.
    static long Number(ReadOnlySpan<byte> field)
    {
        ulong number = 0;
        if ((field[0] & 0x80) != 0)
        {
            if (field[0] != 0x80)
                throw new InvalidDataException("A number in a header is negative or too large.");
            foreach (byte value in field[1..])
            {
                if (number >> 52 != 0)
                    throw new InvalidDataException("A number in a header is too large.");
                number = number << 8 | value;
            }

            return (long)number;
        }

        foreach (byte value in field.Trim(" \0"u8))
        {
            if (value is < (byte)'0' or > (byte)'7')
                throw new InvalidDataException("A number in a header is damaged.");
            number = number << 3 | (uint)(value - '0');
        }

        return (long)number;
    }

    static string Text(ReadOnlySpan<byte> field)
    {
        int end = field.IndexOf((byte)0);
        return SourceNames.Decode(end < 0 ? field : field[..end]);
    }
}
