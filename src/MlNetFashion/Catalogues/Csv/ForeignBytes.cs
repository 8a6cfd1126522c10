using System.Text;

namespace MlNetFashion.Catalogues;

/// <summary>Bytes that are no UTF-8, in text that otherwise is: each becomes a mark on the way
/// through the parser, and then the character that it is in Windows-1252.</summary>
/// <remarks>The marks are the last characters of the last plane of private use, which no text has.</remarks>
sealed class ForeignBytes : DecoderFallback
{
    const int FirstMark = 0x10FE00;

    // Both surrogates of the marks: the lower one is 0xDE00 and the byte.
    const char High = '\uDBFF', FirstLow = '\uDE00', LastLow = '\uDEFF';

    static readonly Encoding s_windows = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;

    public override int MaxCharCount => 8;

    /// <summary>UTF-8 that marks what is none.</summary>
    public static Encoding Utf8 { get; } = Encoding.GetEncoding("utf-8", EncoderFallback.ReplacementFallback, new ForeignBytes());

    public override DecoderFallbackBuffer CreateFallbackBuffer() => new Buffer();

    /// <summary>Whether a text has marks, or a zero, which no text has either.</summary>
    public static bool AreIn(string text)
    {
        if (text.Contains('\0', StringComparison.Ordinal))
            return true;
        for (int i = text.IndexOf(High); i >= 0 && i + 1 < text.Length; i = text.IndexOf(High, i + 1))
        {
            if (text[i + 1] is >= FirstLow and <= LastLow)
                return true;
        }

        return false;
    }

    /// <summary>The text with characters in the place of marks.</summary>
    public static string Replace(string text)
    {
        var replaced = new StringBuilder(text.Length);
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] == High && i + 1 < text.Length && text[i + 1] is >= FirstLow and <= LastLow)
                replaced.Append(s_windows.GetString([(byte)(text[++i] - FirstLow)]));
            else
                replaced.Append(text[i]);
        }

        return replaced.ToString();
    }

    sealed class Buffer : DecoderFallbackBuffer
    {
        string _marks = "";
        int _next;

        public override int Remaining => _marks.Length - _next;

        public override bool Fallback(byte[] bytesUnknown, int index)
        {
            (_marks, _next) = (string.Concat(bytesUnknown.Select(value => char.ConvertFromUtf32(FirstMark + value))), 0);
            return _marks.Length > 0;
        }

        public override char GetNextChar() => _next < _marks.Length ? _marks[_next++] : '\0';

        public override bool MovePrevious()
        {
            if (_next == 0)
                return false;
            _next--;
            return true;
        }

        public override void Reset() => (_marks, _next) = ("", 0);
    }
}
