using System.Text.Encodings.Web;

namespace MlNetFashion.Text;

/// <summary>Writes letters of all languages as they are, and what steers a terminal as JSON's own
/// escapes: a reader has the same text, a terminal shows it harmless.</summary>
sealed unsafe class SafeJsonEncoder : JavaScriptEncoder
{
    static readonly JavaScriptEncoder s_readable = UnsafeRelaxedJsonEscaping;

    SafeJsonEncoder()
    {
    }

    /// <summary>The one there is.</summary>
    public static SafeJsonEncoder Instance { get; } = new();

    /// <inheritdoc/>
    public override int MaxOutputCharactersPerInputCharacter => s_readable.MaxOutputCharactersPerInputCharacter;

    /// <inheritdoc/>
    public override bool WillEncode(int unicodeScalar) => SafeText.Steers(unicodeScalar) || s_readable.WillEncode(unicodeScalar);

    /// <inheritdoc/>
    public override int FindFirstCharacterToEncode(char* text, int textLength)
    {
        int first = s_readable.FindFirstCharacterToEncode(text, textLength);
        for (int i = 0; i < (first < 0 ? textLength : first); i++)
        {
            if (SafeText.Steers(text[i]))
                return i;
        }

        return first;
    }

    /// <inheritdoc/>
    public override bool TryEncodeUnicodeScalar(int unicodeScalar, char* buffer, int bufferLength, out int numberOfCharactersWritten)
    {
        if (!SafeText.Steers(unicodeScalar) || s_readable.WillEncode(unicodeScalar))
            return s_readable.TryEncodeUnicodeScalar(unicodeScalar, buffer, bufferLength, out numberOfCharactersWritten);
        bool fits = $"\\u{unicodeScalar:X4}".AsSpan().TryCopyTo(new Span<char>(buffer, bufferLength));
        numberOfCharactersWritten = fits ? 6 : 0;
        return fits;
    }
}
