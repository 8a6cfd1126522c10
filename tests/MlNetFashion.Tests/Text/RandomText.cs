using CsCheck;

namespace MlNetFashion.Tests.Text;

/// <summary>Strings that tokenizers stumble over: all planes, lone surrogates, marks, controls, odd spaces, and ordinary words between them.</summary>
static class RandomText
{
    static readonly Gen<string> s_piece = Gen.Frequency(
        (3, Gen.OneOf("dress", "Red", "T-shirt", " ", " ", "naïve", "ÉCLAIR", "levi's", "$20", "a+b", "x_y", "[SEP]", "[UNK]", "##ing", "`", "^|~<=>", "😀",
            "नमस्ते", "一", "각", "ΟΔΟΣ", "İ")),
        (2, Gen.Int[0x20, 0x24f].Select(char.ConvertFromUtf32)),
        (2, Gen.Int[0, 0x10ffff].Select(c => c is >= 0xd800 and < 0xe000 ? ((char)c).ToString() : char.ConvertFromUtf32(c))),
        (1, Gen.Int[0xd800, 0xdfff].Select(c => ((char)c).ToString())),
        (1, Gen.Int[0x300, 0x36f].Select(char.ConvertFromUtf32)),
        (1, Gen.OneOf("\t", "\n", "\v", "\f", "\r", "\0", "\u00a0", "\u0085", "\u2028", "\u3000", "\u200b", "\ufeff", "\ufffd", "\u00ad")),
        (1, Gen.OneOf("Σ", "σ", "Α", "'", ":", "\u0345", "\u02b0")),
        (1, Gen.OneOf("\u302e", "\ua953", "\u1bf3", "\u0901", "\u0323", "\ud834\udd65", "\ud834\udd6d", "\ud834\udd5e")));

    public static Gen<string> Any { get; } = Gen.Frequency(
        (20, s_piece.Array[0, 25].Select(string.Concat)),
        (1, s_piece.Array[90, 130].Select(string.Concat)));
}
