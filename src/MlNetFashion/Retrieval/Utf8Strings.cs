using System.Text;

namespace MlNetFashion.Retrieval;

/// <summary>Many strings as one piece of UTF-8; each becomes a <see cref="string"/> when it is asked for.</summary>
/// <remarks>On disk: int32 count, count × int32 length in bytes, then the bytes.</remarks>
sealed class Utf8Strings
{
    readonly ReadOnlyMemory<byte> _bytes;
    readonly int[] _ends;

    Utf8Strings(ReadOnlyMemory<byte> bytes, int[] ends)
    {
        _bytes = bytes;
        _ends = ends;
    }

    public int Count => _ends.Length;

    public string this[int index] => Encoding.UTF8.GetString(Bytes(index));

    public ReadOnlySpan<byte> Bytes(int index)
    {
        int start = index == 0 ? 0 : _ends[index - 1];
        return _bytes.Span[start.._ends[index]];
    }

    public static Utf8Strings Read(ref SectionCursor cursor)
    {
        int[] ends = cursor.ReadInts(cursor.ReadCount(), int.MaxValue);
        long end = 0;
        for (int i = 0; i < ends.Length; i++)
        {
            end = Math.Min(end + ends[i], int.MaxValue);
            ends[i] = (int)end;
        }

        return new Utf8Strings(cursor.ReadBytes(end), ends);
    }
}
