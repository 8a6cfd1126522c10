using System.Buffers;
using System.Text;

namespace MlNetFashion.Catalogues;

/// <summary>Finds out in which encoding a CSV is: UTF-8 unless its bytes say otherwise.</summary>
/// <param name="Encoding">What the text is read with.</param>
/// <param name="IsGuess">Whether it is Windows-1252 for want of anything better.</param>
/// <remarks>Spreadsheets save in the encoding of their system too: UTF-16 begins with a mark or
/// has zeros in every second byte, and what is mostly no UTF-8 is taken for
/// Windows-1252.
/// A byte here and there that is no UTF-8 does not turn all others: see <see cref="ForeignBytes"/>.</remarks>
readonly record struct CsvEncoding(Encoding Encoding, bool IsGuess = false)
{
    const int ChunkBytes = 1 << 16;

    static readonly SearchValues<byte> s_ascii = SearchValues.Create([.. Enumerable.Range(1, 127).Select(value => (byte)value)]);

    /// <summary>An encoding by its name, such as windows-1251 or shift_jis.</summary>
    /// <exception cref="ArgumentException">There is none of that name.</exception>
    public static Encoding Named(string name)
    {
        try
        {
            Encoding encoding = CodePagesEncodingProvider.Instance.GetEncoding(name) ?? Encoding.GetEncoding(name);
            return encoding is UTF8Encoding ? ForeignBytes.Utf8 : encoding;
        }
        catch (ArgumentException e)
        {
            throw new ArgumentException($"There is no encoding \"{name}\". "
                + "Name one such as utf-8, windows-1250, windows-1251, iso-8859-2, shift_jis, gb18030 or euc-kr.", e);
        }
    }

    /// <summary>Reads the text to its end.</summary>
    /// <exception cref="InvalidDataException">Its header holds bytes of zero, and it is no UTF-16.</exception>
    public static CsvEncoding Of(Stream text)
    {
        byte[] bytes = new byte[ChunkBytes];
        long valid = 0, invalid = 0;
        int kept = 0;
        for (bool first = true, more = true; more; first = false)
        {
            int read = kept + text.ReadAtLeast(bytes.AsSpan(kept), ChunkBytes - kept, throwOnEndOfStream: false);
            more = read == ChunkBytes;
            ReadOnlySpan<byte> chunk = bytes.AsSpan(0, read);
            if (first && Wide(chunk) is { } wide)
                return new CsvEncoding(wide);
            int at = 0;
            while (at < chunk.Length)
            {
                int next = chunk[at..].IndexOfAnyExcept(s_ascii);
                if (next < 0)
                {
                    at = chunk.Length;
                    break;
                }

                at += next;
                if (chunk[at] == 0 && first && !chunk[..at].Contains((byte)'\n'))
                    throw new InvalidDataException("It holds bytes of zero, so it is no text. Save it as CSV, UTF-8.");
                OperationStatus status = Rune.DecodeFromUtf8(chunk[at..], out _, out int length);
                if (status == OperationStatus.NeedMoreData && more)
                    break;
                if (status == OperationStatus.Done)
                    valid++;
                else
                    invalid++;
                at += length;
            }

            kept = read - at;
            chunk[at..].CopyTo(bytes);
        }

        return invalid == 0 || valid >= invalid ? new CsvEncoding(ForeignBytes.Utf8)
            : new CsvEncoding(CodePagesEncodingProvider.Instance.GetEncoding(1252)!, IsGuess: true);
    }

    static Encoding? Wide(ReadOnlySpan<byte> head)
    {
        if (head is [0xff, 0xfe, ..])
            return Encoding.Unicode;
        if (head is [0xfe, 0xff, ..])
            return Encoding.BigEndianUnicode;
        int even = 0, odd = 0;
        for (int i = 0; i < head.Length; i++)
        {
            if (head[i] == 0 && i % 2 == 0)
                even++;
            else if (head[i] == 0)
                odd++;
        }

        // A header's names are mostly ASCII: one byte of each two is zero, and never both.
        return head.Length < 8 ? null : odd * 4 > head.Length && even == 0 ? Encoding.Unicode : even * 4 > head.Length
            && odd == 0 ? Encoding.BigEndianUnicode : null;
    }
}
