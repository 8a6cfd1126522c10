using System.Text;

namespace MlNetFashion.Catalogues;

/// <summary>How the names in a zip are read that do not say they are UTF-8: as UTF-8 all the same
/// where they are, for Unix packs them so, and as code page 437, the format's own,
/// where they are not.</summary>
sealed class ZipNames : Encoding
{
    static readonly Encoding s_dos = CodePagesEncodingProvider.Instance.GetEncoding(437)!;

    public static ZipNames Lenient { get; } = new();

    public override int GetByteCount(char[] chars, int index, int count) => UTF8.GetByteCount(chars, index, count);

    public override int GetBytes(char[] chars, int charIndex, int charCount, byte[] bytes, int byteIndex) =>
        UTF8.GetBytes(chars, charIndex, charCount, bytes, byteIndex);

    public override int GetCharCount(byte[] bytes, int index, int count) => Of(bytes.AsSpan(index, count)).GetCharCount(bytes, index, count);

    public override int GetChars(byte[] bytes, int byteIndex, int byteCount, char[] chars, int charIndex) =>
        Of(bytes.AsSpan(byteIndex, byteCount)).GetChars(bytes, byteIndex, byteCount, chars, charIndex);

    public override int GetMaxByteCount(int charCount) => UTF8.GetMaxByteCount(charCount);

    public override int GetMaxCharCount(int byteCount) => UTF8.GetMaxCharCount(byteCount);

    static Encoding Of(ReadOnlySpan<byte> bytes) => System.Text.Unicode.Utf8.IsValid(bytes) ? UTF8 : s_dos;
}
