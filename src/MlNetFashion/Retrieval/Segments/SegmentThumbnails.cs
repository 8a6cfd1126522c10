using MlNetFashion.Images;

namespace MlNetFashion.Retrieval;

/// <summary>Small pictures of a segment's rows, read one by one as they are asked for.</summary>
/// <remarks>In the file: the pictures, JPEG, one after another in the rows' order; then (N + 1) × int64, little-endian: where each begins, and where the last
/// ends. A row without one has an empty one.</remarks>
sealed class SegmentThumbnails
{
    readonly SectionBytes _bytes;
    readonly long _starts;

    /// <exception cref="InvalidDataException">The file is too short for so many rows.</exception>
    public SegmentThumbnails(SectionBytes bytes, int rows)
    {
        _bytes = bytes;
        _starts = bytes.Length - (rows + 1L) * sizeof(long);
        if (_starts < 0)
            throw Damaged($"it has no room for {rows:N0} pictures");
    }

    /// <summary>Pictures in memory as a file of them is read.</summary>
    /// <param name="pictures">For each row a JPEG, or nothing.</param>
    public static SectionBytes InMemory(IReadOnlyList<byte[]> pictures)
    {
        using var bytes = new MemoryStream();
        using var target = new BinaryWriter(bytes);
        foreach (byte[] picture in pictures)
            target.Write(picture);
        long start = 0;
        target.Write(start);
        foreach (byte[] picture in pictures)
            target.Write(start += picture.Length);
        target.Flush();
        return SectionBytes.InMemory(bytes.ToArray());
    }

    /// <summary>The picture as it is stored; empty where there is none.</summary>
    public byte[] Encoded(int row)
    {
        long start, end;
        using (BorrowedBytes bounds = _bytes.Borrow(_starts + (long)row * sizeof(long), 2 * sizeof(long)))
            (start, end) = (bounds.Longs[0], bounds.Longs[1]);
        if (start < 0 || start > end || end > _starts)
            throw Damaged($"the picture of row {row} would lie outside");
        using BorrowedBytes encoded = _bytes.Borrow(start, end - start);
        return encoded.Bytes.ToArray();
    }

    public RgbImage? Read(int row)
    {
        byte[] encoded = Encoded(row);
        try
        {
            return encoded.Length == 0 ? null : ImagePreprocessing.LoadLetterboxed(encoded);
        }
        catch (ImageRejectedException e)
        {
            throw Damaged($"the picture of row {row} cannot be read ({e.Message})", e);
        }
    }

    static InvalidDataException Damaged(string how, Exception? inner = null) =>
        new($"The file of small pictures is damaged: {how}. Index the catalogue again.", inner);
}
