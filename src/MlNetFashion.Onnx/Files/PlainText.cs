namespace MlNetFashion.Onnx;

/// <summary>Texts of a file from anyone, made fit for a terminal or a message.</summary>
static class PlainText
{
    // Longer ones are cut: they are for reading.
    const int Longest = 200;

    public static string Of(string text)
    {
        // Control characters could move the cursor, or pass for lines of their own.
        string plain = string.Concat(text.Take(Longest).Select(letter => char.IsControl(letter) ? '?' : letter));
        return text.Length > Longest ? plain + "…" : plain;
    }
}
