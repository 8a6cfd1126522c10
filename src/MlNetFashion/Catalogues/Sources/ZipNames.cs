using System.Globalization;
using System.Text;

namespace MlNetFashion.Catalogues;

/// <summary>How the names in a zip are read that do not say they are UTF-8: as UTF-8 all the same
/// where they are, for Unix packs them so, and as code page 437, the format's own,
/// where they are not. Where that has signs among letters, the name was written in another language's code page,
/// and the first is taken that has letters only: Russian, Japanese, Chinese or Western European.</summary>
sealed class ZipNames : Encoding
{
    // Of fewer letters nobody can tell: "½" is one of code page 437.
    const int FewestForeign = 3;

    static readonly Encoding s_dos = Page(437);
    static readonly Encoding[] s_others = [Page(866), Page(932), Page(936), Page(850)];

    public static ZipNames Lenient { get; } = new();

    public override int GetByteCount(char[] chars, int index, int count) => UTF8.GetByteCount(chars, index, count);

    public override int GetBytes(char[] chars, int charIndex, int charCount, byte[] bytes, int byteIndex) =>
        UTF8.GetBytes(chars, charIndex, charCount, bytes, byteIndex);

    public override int GetCharCount(byte[] bytes, int index, int count) => Of(bytes.AsSpan(index, count)).GetCharCount(bytes, index, count);

    public override int GetChars(byte[] bytes, int byteIndex, int byteCount, char[] chars, int charIndex) =>
        Of(bytes.AsSpan(byteIndex, byteCount)).GetChars(bytes, byteIndex, byteCount, chars, charIndex);

    public override int GetMaxByteCount(int charCount) => UTF8.GetMaxByteCount(charCount);

    public override int GetMaxCharCount(int byteCount) => UTF8.GetMaxCharCount(byteCount);

    static Encoding Of(ReadOnlySpan<byte> bytes)
    {
        if (System.Text.Unicode.Utf8.IsValid(bytes))
            return UTF8;
        string name = s_dos.GetString(bytes);
        if (name.Count(c => c > '\u007f') < FewestForeign || HasLettersOnly(name))
            return s_dos;
        foreach (Encoding other in s_others)
        {
            if (other.GetString(bytes) is var read && HasLettersOnly(read) && !MixesScripts(read))
                return other;
        }

        return s_dos;
    }

    // Of what is not ASCII. Katakana of half a width are what Chinese looks like in the Japanese page.
    static bool HasLettersOnly(string name) => name.All(c => c <= '\u007f'
        || (char.GetUnicodeCategory(c) is UnicodeCategory.LowercaseLetter or UnicodeCategory.UppercaseLetter or UnicodeCategory.OtherLetter
            or UnicodeCategory.ModifierLetter && c is not (>= '\uff61' and <= '\uff9f')));

    // A word of Latin letters and others is read by the wrong page.
    static bool MixesScripts(string name)
    {
        for (int i = 1; i < name.Length; i++)
        {
            if ((char.IsAsciiLetter(name[i]) && IsOfOtherScript(name[i - 1])) || (char.IsAsciiLetter(name[i - 1]) && IsOfOtherScript(name[i])))
                return true;
        }

        return false;
    }

    static bool IsOfOtherScript(char letter) => letter >= '\u0370';

    static Encoding Page(int number) => CodePagesEncodingProvider.Instance.GetEncoding(number)!;
}
