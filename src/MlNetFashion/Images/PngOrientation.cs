using System.Buffers.Binary;
using SkiaSharp;

namespace MlNetFashion.Images;

/// <summary>How a PNG is to be turned, by its eXIf chunk, which Skia does not read.</summary>
/// <remarks>PNG, third edition (W3C, 2025), 11.3.3.6; the chunk holds a TIFF header and the
/// directory of EXIF 2.32, where tag 0x0112 is the orientation.</remarks>
static class PngOrientation
{
    const int SignatureLength = 8, ChunkHeader = 8, ChunkChecksum = 4, TiffHeader = 8, Entry = 12;
    const ushort OrientationTag = 0x0112;

    /// <summary>Reads the orientation; <see cref="SKEncodedOrigin.Default"/> where the file tells none, or one that there is not.</summary>
    public static SKEncodedOrigin Read(ReadOnlySpan<byte> png)
    {
        for (int at = SignatureLength; at + ChunkHeader <= png.Length;)
        {
            uint length = BinaryPrimitives.ReadUInt32BigEndian(png[at..]);
            ReadOnlySpan<byte> type = png.Slice(at + 4, 4);
            if (length > png.Length - at - ChunkHeader || type.SequenceEqual("IEND"u8))
                break;
            if (type.SequenceEqual("eXIf"u8))
                return OfExif(png.Slice(at + ChunkHeader, (int)length));
            at += ChunkHeader + (int)length + ChunkChecksum;
        }

        return SKEncodedOrigin.Default;
    }

    static SKEncodedOrigin OfExif(ReadOnlySpan<byte> exif)
    {
        if (exif.Length < TiffHeader || !(exif.StartsWith("MM"u8) || exif.StartsWith("II"u8)))
            return SKEncodedOrigin.Default;
        bool isBig = exif[0] == 'M';
        uint directory = isBig ? BinaryPrimitives.ReadUInt32BigEndian(exif[4..]) : BinaryPrimitives.ReadUInt32LittleEndian(exif[4..]);
        if (directory > exif.Length - 2)
            return SKEncodedOrigin.Default;
        ReadOnlySpan<byte> entries = exif[(int)directory..];
        int count = Number(entries);
        for (int i = 0; i < count && 2 + (i + 1) * Entry <= entries.Length; i++)
        {
            ReadOnlySpan<byte> entry = entries.Slice(2 + i * Entry, Entry);
            if (Number(entry) == OrientationTag && Number(entry[8..]) is >= 1 and <= 8 and var orientation)
                return (SKEncodedOrigin)orientation;
        }

        return SKEncodedOrigin.Default;

        ushort Number(ReadOnlySpan<byte> bytes) => isBig ? BinaryPrimitives.ReadUInt16BigEndian(bytes) : BinaryPrimitives.ReadUInt16LittleEndian(bytes);
    }
}
