using System.Buffers.Binary;
using System.Security.Cryptography;
using Microsoft.Win32.SafeHandles;
using MlNetFashion.Images;
using SkiaSharp;

namespace MlNetFashion.Retrieval;

/// <summary>Small pictures of the items, read from disk one by one as they are asked for.</summary>
/// <remarks>The table has <see cref="EntryBytes"/> bytes an item, little-endian: int32 length (0: no picture) and the first 8 bytes of
/// the picture's SHA-256. The pictures, JPEG of at most 128 x 128, lie one after another in the items' order.</remarks>
sealed class ThumbnailStore : IDisposable
{
    public const int EntryBytes = 12;
    const int Quality = 90;

    // In bytes. A picture of 60 x 80 has 1 or 2 KB.
    const int LargestKept = 4096;

    readonly string _path;
    readonly SafeFileHandle _pictures, _table;
    readonly Lazy<(long[] Starts, ulong[] Checksums)> _entries;

    ThumbnailStore(string path, SafeFileHandle pictures, IndexSection section, string tablePath, SafeFileHandle table, IndexSection tableSection)
    {
        _path = path;
        _pictures = pictures;
        _table = table;
        _entries = new(() => ReadTable(tablePath, tableSection, section.Bytes));
    }

    public static ThumbnailStore Open(string path, IndexSection section, string tablePath, IndexSection tableSection, int count)
    {
        if (tableSection.Bytes != (long)count * EntryBytes || tableSection.Bytes > Array.MaxLength)
            throw new InvalidDataException($"\"{tablePath}\" should have {(long)count * EntryBytes:N0} bytes for {count:N0} items, "
                + $"but the index says {tableSection.Bytes:N0}. Index the catalogue again.");
        SafeFileHandle pictures = IndexSectionReader.Open(path, section);
        try
        {
            return new ThumbnailStore(path, pictures, section, tablePath, IndexSectionReader.Open(tablePath, tableSection), tableSection);
        }
        catch
        {
            pictures.Dispose();
            throw;
        }
    }

    public RgbImage? Read(int row)
    {
        (long[] starts, ulong[] checksums) = _entries.Value;
        byte[] encoded = new byte[starts[row + 1] - starts[row]];
        if (encoded.Length == 0)
            return null;
        IndexSectionReader.ReadExactly(_pictures, _path, encoded, starts[row]);
        try
        {
            return Checksum(encoded) == checksums[row] ? ImagePreprocessing.LoadLetterboxed(encoded)
                : throw new ImageRejectedException("Its checksum does not fit.");
        }
        catch (ImageRejectedException e)
        {
            throw new InvalidDataException($"The picture of item {row} in \"{_path}\" is damaged ({e.Message}). Index the catalogue again.", e);
        }
    }

    /// <summary>The file the picture came from if it is small anyway, which costs nothing and loses nothing; else a new one.</summary>
    public static byte[] Encode(RgbImage picture, ReadOnlyMemory<byte> file) =>
        file.Length is > 0 and <= LargestKept && IsSmallJpeg(file.Span) ? file.ToArray() : Encode(picture);

    public static byte[] Encode(RgbImage picture)
    {
        using SKBitmap bitmap = ImageCodec.ToBitmap(picture);
        using SKPixmap pixels = bitmap.PeekPixels();
        // Colour at full resolution: at this size halving it would smear the edges of every garment.
        var options = new SKJpegEncoderOptions(Quality, SKJpegEncoderDownsample.Downsample444, SKJpegEncoderAlphaOption.Ignore);
        using SKData? data = pixels.Encode(options);
        return data?.ToArray() ?? throw new InvalidOperationException($"A picture of {picture.Width} x {picture.Height} could not be encoded as JPEG.");
    }

    public static void WriteEntry(Span<byte> entry, ReadOnlySpan<byte> encoded)
    {
        BinaryPrimitives.WriteInt32LittleEndian(entry, encoded.Length);
        BinaryPrimitives.WriteUInt64LittleEndian(entry[sizeof(int)..], encoded.IsEmpty ? 0 : Checksum(encoded));
    }

    public void Dispose()
    {
        _pictures.Dispose();
        _table.Dispose();
    }

    (long[] Starts, ulong[] Checksums) ReadTable(string path, IndexSection section, long pictureBytes)
    {
        byte[] table = new byte[section.Bytes];
        IndexSectionReader.Fill(_table, path, section, table);
        int count = table.Length / EntryBytes;
        long[] starts = new long[count + 1];
        ulong[] checksums = new ulong[count];
        for (int row = 0; row < count; row++)
        {
            ReadOnlySpan<byte> entry = table.AsSpan(row * EntryBytes, EntryBytes);
            int length = BinaryPrimitives.ReadInt32LittleEndian(entry);
            checksums[row] = BinaryPrimitives.ReadUInt64LittleEndian(entry[sizeof(int)..]);
            starts[row + 1] = starts[row] + length;
            if (length < 0 || starts[row + 1] > pictureBytes)
                throw new InvalidDataException($"\"{path}\" is damaged: the picture of item {row} would lie outside the file of pictures. "
                    + "Index the catalogue again.");
        }

        return (starts, checksums);
    }

    // A few bytes can hold a picture that takes a second to decode: its size decides too.
    static unsafe bool IsSmallJpeg(ReadOnlySpan<byte> file)
    {
        fixed (byte* bytes = file)
        {
            using SKData data = SKData.Create((nint)bytes, file.Length);
            using SKCodec? codec = SKCodec.Create(data);
            return codec is { EncodedFormat: SKEncodedImageFormat.Jpeg } && Math.Max(codec.Info.Width, codec.Info.Height) <= 2 * Columns.ImageSize;
        }
    }

    static ulong Checksum(ReadOnlySpan<byte> encoded) => BinaryPrimitives.ReadUInt64LittleEndian(SHA256.HashData(encoded));
}
