using MlNetFashion.Catalogues;

namespace MlNetFashion.Retrieval;

/// <summary>Ids, titles and attributes of a segment's rows, column by column, read where they lie.</summary>
/// <remarks>In the file, little-endian: the ids, the titles and the column names as <see cref="StoredStrings"/>; for each column its distinct values as
/// <see cref="StoredStrings"/> and one int32 code a row (see <see cref="AttributeColumn"/>); then for the N rows N × uint64 hash of an id, ascending, N × int32
/// row of that hash, and N × 16 bytes hash of the picture in the rows' order (<see cref="CataloguePicture.Hash"/>).</remarks>
sealed class SegmentItems
{
    /// <summary>The length of a picture's hash.</summary>
    public const int PictureHashBytes = 16;

    readonly SectionBytes _bytes;
    readonly int _rows;
    readonly StoredStrings _ids, _titles;
    readonly (StoredStrings Values, long Codes)[] _columns;
    readonly long _idHashes, _rowsOfHashes, _pictures;

    /// <exception cref="InvalidDataException">The bytes are no such table of so many rows.</exception>
    public SegmentItems(SectionBytes bytes, int rows)
    {
        (_bytes, _rows) = (bytes, rows);
        var cursor = new SectionCursor(bytes);
        _ids = new StoredStrings(cursor);
        _titles = new StoredStrings(cursor);
        ColumnNames = new StoredStrings(cursor).ToArray();
        _columns = new (StoredStrings, long)[ColumnNames.Count];
        for (int column = 0; column < _columns.Length; column++)
            _columns[column] = (new StoredStrings(cursor), cursor.Pass((long)rows * sizeof(int)));
        _idHashes = cursor.Pass((long)rows * sizeof(ulong));
        _rowsOfHashes = cursor.Pass((long)rows * sizeof(int));
        _pictures = cursor.Pass((long)rows * PictureHashBytes);
        if (_ids.Count != rows || _titles.Count != rows || !cursor.AtEnd)
            throw new InvalidDataException($"The table of items is damaged: it has {_ids.Count} ids and {_titles.Count} titles for {rows} rows, or more bytes than "
                + "it should. Index the catalogue again.");
    }

    /// <summary>The attributes, in the order first met.</summary>
    public IReadOnlyList<string> ColumnNames { get; }

    public string Id(int row) => _ids[row];

    public string Title(int row) => _titles[row];

    /// <summary>A row's value of a column; null where it has none.</summary>
    public string? Value(int row, int column)
    {
        (StoredStrings values, long codes) = _columns[column];
        using BorrowedBytes code = _bytes.Borrow(codes + (long)row * sizeof(int), sizeof(int));
        return code.Ints[0] == 0 ? null : values[code.Ints[0] - 1];
    }

    /// <summary>The hash of a row's picture; 0 where it is not known.</summary>
    public UInt128 Picture(int row)
    {
        using BorrowedBytes hash = _bytes.Borrow(_pictures + (long)row * PictureHashBytes, PictureHashBytes);
        return System.Buffers.Binary.BinaryPrimitives.ReadUInt128LittleEndian(hash.Bytes);
    }

    /// <summary>The row of an id; −1 where there is none.</summary>
    public int Find(string id)
    {
        ulong hash = IdHash.Of(id);
        using BorrowedBytes hashes = _bytes.Borrow(_idHashes, (long)_rows * sizeof(ulong));
        ReadOnlySpan<ulong> sorted = System.Runtime.InteropServices.MemoryMarshal.Cast<byte, ulong>(hashes.Bytes);
        int at = sorted.BinarySearch(hash);
        while (at > 0 && sorted[at - 1] == hash)
            at--;
        for (; at >= 0 && at < _rows && sorted[at] == hash; at++)
        {
            using BorrowedBytes row = _bytes.Borrow(_rowsOfHashes + (long)at * sizeof(int), sizeof(int));
            if (_ids[row.Ints[0]] == id)
                return row.Ints[0];
        }

        return -1;
    }

    /// <summary>All of a column: its distinct values and a code a row.</summary>
    public (string[] Values, int[] Codes) ReadColumn(int column)
    {
        (StoredStrings stored, long start) = _columns[column];
        string[] values = stored.ToArray();
        using BorrowedBytes codes = _bytes.Borrow(start, (long)_rows * sizeof(int));
        return codes.Ints.ContainsAnyExceptInRange(0, values.Length) ? throw SectionCursor.Damaged() : (values, codes.Ints.ToArray());
    }
}
