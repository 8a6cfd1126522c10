namespace MlNetFashion.Text;

/// <summary>The part of <see cref="UnicodeTables"/> that nearly all text needs, without loading the rest.</summary>
static class AsciiTables
{
    public const int Length = 128;

    static readonly CharacterClass[] s_classes = [.. Enumerable.Range(0, Length).Select(Classify)];
    static readonly char[] s_units = [.. Enumerable.Range(0, Length).Select(code => char.ToLowerInvariant((char)code))];

    /// <summary>Classes of the first 128 characters.</summary>
    public static ReadOnlySpan<CharacterClass> Classes => s_classes;

    /// <summary>Their lower case.</summary>
    public static ReadOnlySpan<char> Units => s_units;

    static CharacterClass Classify(int code) => (char)code switch
    {
        ' ' or '\t' or '\n' or '\r' => CharacterClass.Space,
        var other when char.IsControl(other) => CharacterClass.Dropped,
        var other when char.IsAsciiLetterOrDigit(other) => CharacterClass.Letter,
        _ => CharacterClass.Alone,
    };
}
