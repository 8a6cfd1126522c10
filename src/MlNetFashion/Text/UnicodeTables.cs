using System.Globalization;

namespace MlNetFashion.Text;

/// <summary>Lower case, canonical decomposition and combining classes of all of Unicode, and the classes of the basic tokenizer.</summary>
/// <remarks>.NET's own lower case and <see cref="string.Normalize()"/> depend on the system's ICU, and do nothing beyond ASCII when
/// a program runs with InvariantGlobalization; a vocabulary must mean the same on every machine, so the tables come with the library.</remarks>
static class UnicodeTables
{
    const char Several = '\uffff'; // in s_units: look into s_folds
    const int HangulFirst = 0xac00, HangulLast = 0xd7a3;

    static readonly CharacterClass[] s_classes = new CharacterClass[0x10000];
    static readonly char[] s_units = new char[0x10000];
    static readonly Dictionary<int, string> s_folds;
    static readonly RangeTable s_combining, s_cased, s_ignorable;

    static UnicodeTables()
    {
        UnicodeData data = UnicodeData.Load();
        (s_folds, s_combining, s_cased, s_ignorable) = (data.Folds, data.Combining, data.Cased, data.Ignorable);
        for (int unit = 0; unit < s_units.Length; unit++)
        {
            s_units[unit] = unit < AsciiTables.Length ? AsciiTables.Units[unit] : (char)unit;
            if (s_folds.TryGetValue(unit, out string? fold))
                s_units[unit] = fold.Length == 1 ? fold[0] : Several;
        }

        for (int unit = 0; unit < s_classes.Length; unit++)
            s_classes[unit] = ClassifyUnit(unit);
    }

    /// <summary>Classes of the UTF-16 units.</summary>
    public static ReadOnlySpan<CharacterClass> Classes => s_classes;

    /// <summary>Folded forms of the units that are <see cref="CharacterClass.Letter"/> or <see cref="CharacterClass.Alone"/>.</summary>
    public static ReadOnlySpan<char> Units => s_units;

    /// <summary>The class of any code point or lone surrogate; never <see cref="CharacterClass.Complex"/>.</summary>
    public static CharacterClass Classify(int codePoint)
    {
        if (codePoint < AsciiTables.Length)
            return AsciiTables.Classes[codePoint];
        if (codePoint is 0x2028 or 0x2029)
            return CharacterClass.Space;
        if (codePoint == 0xfffd)
            return CharacterClass.Dropped;
        switch (CharUnicodeInfo.GetUnicodeCategory(codePoint))
        {
            case UnicodeCategory.SpaceSeparator:
                return CharacterClass.Space;
            case UnicodeCategory.Control or UnicodeCategory.Format:
                return CharacterClass.Dropped;
            case UnicodeCategory.NonSpacingMark:
                return CharacterClass.Mark;
        }

        // Punctuation is looked for after folding: U+037E becomes a semicolon, U+2260 an equals sign.
        int folded = s_folds.TryGetValue(codePoint, out string? fold) && fold.Length == 1 ? fold[0] : codePoint;
        return IsPunctuation(folded) || IsIdeograph(codePoint) ? CharacterClass.Alone : CharacterClass.Letter;
    }

    /// <summary>The folded form of a code point; null when it is itself.</summary>
    public static string? Fold(int codePoint) => codePoint is >= HangulFirst and <= HangulLast
        ? DecomposeHangul(codePoint)
        : s_folds.GetValueOrDefault(codePoint);

    /// <summary>Canonical combining class, 0 to 240; 0 is a starter.</summary>
    public static int CombiningClass(int codePoint) => codePoint < 0x300 ? 0 : s_combining.Find(codePoint);

    public static bool IsCased(int codePoint) => s_cased.Find(codePoint) != 0;

    public static bool IsCaseIgnorable(int codePoint) => s_ignorable.Find(codePoint) != 0;

    static CharacterClass ClassifyUnit(int unit)
    {
        bool complex = char.IsSurrogate((char)unit) || unit is 0x3a3 or >= HangulFirst and <= HangulLast || s_units[unit] == Several;
        if (complex)
            return CharacterClass.Complex;
        CharacterClass decided = Classify(unit);
        // Spacing marks that are no starters have to be put in canonical order.
        return decided == CharacterClass.Letter && CombiningClass(unit) != 0 ? CharacterClass.Complex : decided;
    }

    static bool IsPunctuation(int codePoint)
    {
        // All of ASCII that is neither letter, digit nor space, also where Unicode says symbol: $ + < = > ^ ` | ~
        if (codePoint < AsciiTables.Length)
            return AsciiTables.Classes[codePoint] == CharacterClass.Alone;
        return CharUnicodeInfo.GetUnicodeCategory(codePoint) is UnicodeCategory.ConnectorPunctuation or UnicodeCategory.DashPunctuation
            or UnicodeCategory.OpenPunctuation or UnicodeCategory.ClosePunctuation or UnicodeCategory.InitialQuotePunctuation
            or UnicodeCategory.FinalQuotePunctuation or UnicodeCategory.OtherPunctuation;
    }

    // The blocks that BERT names; Hangul, Hiragana and Katakana are written with words and are not among them.
    static bool IsIdeograph(int codePoint) => codePoint
        is >= 0x4e00 and <= 0x9fff or >= 0x3400 and <= 0x4dbf or >= 0x20000 and <= 0x2a6df or >= 0x2a700 and <= 0x2b73f
        or >= 0x2b740 and <= 0x2b81f or >= 0x2b820 and <= 0x2ceaf or >= 0xf900 and <= 0xfaff or >= 0x2f800 and <= 0x2fa1f;

    static string DecomposeHangul(int syllable)
    {
        const int Vowels = 21, Trailing = 28;
        int index = syllable - HangulFirst;
        Span<char> parts = [(char)(0x1100 + index / (Vowels * Trailing)), (char)(0x1161 + index / Trailing % Vowels), (char)(0x11a7 + index % Trailing)];
        return new string(index % Trailing == 0 ? parts[..2] : parts);
    }
}
