using MlNetFashion.Text;

namespace MlNetFashion.Onnx;

/// <summary>Texts of a file from anyone, made fit for a terminal or a message.</summary>
static class PlainText
{
    // Longer ones are cut: they are for reading.
    const int Longest = 200;

    public static string Of(string text)
    {
        string plain = SafeText.OneLine(text.Length > Longest ? text[..Longest] : text);
        return text.Length > Longest ? plain + "…" : plain;
    }
}
