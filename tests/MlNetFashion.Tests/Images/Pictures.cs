using System.Buffers.Binary;
using System.IO.Compression;
using MlNetFashion.Images;
using SkiaSharp;

namespace MlNetFashion.Tests.Images;

/// <summary>Pictures and files that tests make.</summary>
static class Pictures
{
    public static RgbImage Noise(int width, int height, int seed = 1)
    {
        var image = new RgbImage(width, height);
        new Random(seed).NextBytes(image.Pixels);
        return image;
    }

    /// <summary>Four even quarters, clockwise from top left: red, green, blue, grey.</summary>
    public static RgbImage Quarters(int width, int height)
    {
        var image = new RgbImage(width, height);
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                byte[] colour = (2 * y < height, 2 * x < width) switch
                {
                    (true, true) => [220, 20, 20],
                    (true, false) => [20, 200, 20],
                    (false, false) => [20, 20, 210],
                    _ => [128, 128, 128],
                };
                colour.CopyTo(image.Pixels, 3 * (y * width + x));
            }
        }

        return image;
    }

    public static byte[] Encode(RgbImage image, SKEncodedImageFormat format, int quality = 95)
    {
        using SKBitmap bitmap = MlNetFashion.Images.ImageCodec.ToBitmap(image);
        using SKData data = bitmap.Encode(format, quality);
        return data.ToArray();
    }

    /// <summary>A JPEG with an EXIF segment that holds nothing but the orientation, 1 to 8.</summary>
    public static byte[] WithOrientation(byte[] jpeg, byte orientation)
    {
        byte[] exif =
        [
            .. "Exif\0\0MM\0*"u8, 0, 0, 0, 8, 0, 1, // big-endian TIFF, one entry
            0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0,
        ];
        byte[] segment = [0xff, 0xe1, 0, (byte)(exif.Length + 2), .. exif];
        return [.. jpeg[..2], .. segment, .. jpeg[2..]];
    }

    /// <summary>A PNG with an eXIf chunk that holds nothing but the orientation.</summary>
    public static byte[] WithPngOrientation(byte[] png, byte orientation, bool isBigEndian)
    {
        byte[] exif = isBigEndian
            ? [.. "MM\0*"u8, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0]
            : [.. "II*\0"u8, 8, 0, 0, 0, 1, 0, 0x12, 0x01, 3, 0, 1, 0, 0, 0, orientation, 0, 0, 0, 0, 0, 0, 0];
        byte[] typed = [.. "eXIf"u8, .. exif], length = new byte[4], checksum = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, exif.Length);
        BinaryPrimitives.WriteUInt32BigEndian(checksum, Crc(typed));
        // After the signature and the header.
        const int Header = 33;
        return [.. png[..Header], .. length, .. typed, .. checksum, .. png[Header..]];
    }

    /// <summary>A PNG of 8-bit samples written chunk by chunk; the header may promise more than the data hold.</summary>
    /// <param name="width">As the header states it.</param>
    /// <param name="height">As the header states it.</param>
    /// <param name="colourType">2: RGB, 6: RGBA.</param>
    /// <param name="samples">Rows of samples without filter bytes, as many as there are.</param>
    public static byte[] Png(int width, int height, byte colourType, byte[] samples)
    {
        byte[] header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        (header[8], header[9]) = (8, colourType);
        var rows = new MemoryStream();
        using (ZLibStream zlib = new(rows, CompressionLevel.Fastest))
        {
            foreach (byte[] row in samples.Chunk(width * (colourType == 6 ? 4 : 3)))
                zlib.Write([0, .. row]);
        }

        return [0x89, .. "PNG\r\n\u001a\n"u8, .. Chunk("IHDR"u8, header), .. Chunk("IDAT"u8, rows.ToArray()), .. Chunk("IEND"u8, [])];
    }

    static byte[] Chunk(ReadOnlySpan<byte> type, byte[] data)
    {
        byte[] chunk = [0, 0, 0, 0, .. type, .. data, 0, 0, 0, 0];
        BinaryPrimitives.WriteInt32BigEndian(chunk, data.Length);
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(chunk.Length - 4), Crc(chunk.AsSpan(4, data.Length + 4)));
        return chunk;
    }

    static uint Crc(ReadOnlySpan<byte> bytes)
    {
        uint crc = uint.MaxValue;
        foreach (byte value in bytes)
        {
            crc ^= value;
            for (int bit = 0; bit < 8; bit++)
                crc = (crc & 1) != 0 ? 0xedb88320 ^ (crc >> 1) : crc >> 1;
        }

        return ~crc;
    }
}
