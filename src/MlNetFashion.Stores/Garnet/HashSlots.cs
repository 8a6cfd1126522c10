using System.Globalization;
using System.Text;

namespace MlNetFashion.Stores;

/// <summary>The 16,384 slots among which a cluster's nodes share keys: a key's slot is the CRC-16 (XMODEM) of what it has between braces.</summary>
static class HashSlots
{
    const int Count = 16_384, Polynomial = 0x1021;

    /// <summary>The slot of a tag.</summary>
    public static int Of(string tag)
    {
        int crc = 0;
        foreach (byte letter in Encoding.UTF8.GetBytes(tag))
        {
            crc ^= letter << 8;
            for (int bit = 0; bit < 8; bit++)
                crc = (crc & 0x8000) != 0 ? (crc << 1) ^ Polynomial : crc << 1;
            crc &= 0xFFFF;
        }

        return crc % Count;
    }

    /// <summary>A tag whose slot lies in one of several equal parts of them all, so that parts of a catalogue lie on as many nodes as there are.</summary>
    /// <param name="prefix">What it begins with.</param>
    /// <param name="part">Which, from 0.</param>
    /// <param name="parts">Of how many.</param>
    public static string Tag(string prefix, int part, int parts)
    {
        int from = (int)((long)Count * part / parts), to = (int)((long)Count * (part + 1) / parts);
        for (int number = 0; ; number++)
        {
            string tag = string.Create(CultureInfo.InvariantCulture, $"{prefix}.{part}.{number}");
            if (Of(tag) is int slot && slot >= from && slot < to)
                return tag;
        }
    }
}
