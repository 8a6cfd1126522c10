using System.Text;

namespace MlNetFashion.Retrieval;

/// <summary>Many strings as one piece of UTF-8; each becomes a <see cref="string"/> when it is asked for.</summary>
/// <remarks>In the file: int32 count, int32 bytes, count × int32 end of the string, then the bytes.</remarks>
readonly struct StoredStrings
{
    readonly SectionBytes _section;
    readonly long _ends, _bytes;
    readonly int _length;

    public StoredStrings(SectionCursor cursor)
    {
        _section = cursor.Bytes;
        Count = cursor.ReadCount();
        _length = cursor.ReadCount();
        _ends = cursor.Pass((long)Count * sizeof(int));
        _bytes = cursor.Pass(_length);
    }

    public int Count { get; }

    public string this[int index]
    {
        get
        {
            if ((uint)index >= (uint)Count)
                throw SectionCursor.Damaged();
            int start = 0, end;
            long at = _ends + (long)index * sizeof(int);
            using (BorrowedBytes ends = index == 0 ? _section.Borrow(at, sizeof(int)) : _section.Borrow(at - sizeof(int), 2 * sizeof(int)))
            {
                end = ends.Ints[^1];
                start = index == 0 ? 0 : ends.Ints[0];
            }

            if (start < 0 || start > end || end > _length)
                throw SectionCursor.Damaged();
            using BorrowedBytes text = _section.Borrow(_bytes + start, end - start);
            return Encoding.UTF8.GetString(text.Bytes);
        }
    }

    public string[] ToArray()
    {
        string[] all = new string[Count];
        for (int i = 0; i < all.Length; i++)
            all[i] = this[i];
        return all;
    }
}
