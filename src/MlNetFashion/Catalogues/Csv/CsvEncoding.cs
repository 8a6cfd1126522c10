using System.Text;

namespace MlNetFashion.Catalogues;

/// <summary>Finds out in which encoding a CSV is: UTF-8 unless its bytes say otherwise.</summary>
/// <remarks>Spreadsheets save in the encoding of their system too: UTF-16 begins with a mark, and what is no valid UTF-8 is taken for Windows-1252.</remarks>
static class CsvEncoding
{
    const int ChunkBytes = 1 << 16;

    static readonly UTF8Encoding s_strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads the text to its end, or to the first bytes that are no UTF-8.</summary>
    public static Encoding Of(Stream text)
    {
        Decoder decoder = s_strict.GetDecoder();
        byte[] bytes = new byte[ChunkBytes];
        char[] characters = new char[s_strict.GetMaxCharCount(ChunkBytes)];
        try
        {
            bool atBeginning = true;
            for (int read; (read = text.ReadAtLeast(bytes, ChunkBytes, throwOnEndOfStream: false)) > 0; atBeginning = false)
            {
                if (atBeginning && bytes is [0xff, 0xfe, ..])
                    return Encoding.Unicode;
                if (atBeginning && bytes is [0xfe, 0xff, ..])
                    return Encoding.BigEndianUnicode;
                decoder.GetChars(bytes, 0, read, characters, 0, flush: read < ChunkBytes);
            }

            return Encoding.UTF8;
        }
        catch (DecoderFallbackException)
        {
            return CodePagesEncodingProvider.Instance.GetEncoding(1252)!;
        }
    }
}
