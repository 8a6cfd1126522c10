using System.Text;
using MlNetFashion.Text;

namespace MlNetFashion.Tool;

/// <summary>Keeps what steers a terminal out of what is written to it,
/// wherever it comes from: names of files, kinds of queries, values of catalogues.</summary>
sealed class SafeWriter(TextWriter inner) : TextWriter
{
    public override Encoding Encoding => inner.Encoding;

    public override void Write(char value) => inner.Write(Shown(value));

    public override void Write(string? value) => Write(value.AsSpan());

    public override void Write(char[] buffer, int index, int count) => Write(buffer.AsSpan(index, count));

    public override void Write(ReadOnlySpan<char> buffer)
    {
        if (!HasOthers(buffer))
        {
            inner.Write(buffer);
            return;
        }

        char[] shown = buffer.ToArray();
        for (int i = 0; i < shown.Length; i++)
            shown[i] = Shown(shown[i]);
        inner.Write(shown);
    }

    // One call, so that lines of several threads are not mixed.
    public override void WriteLine(string? value) => Write($"{value}{inner.NewLine}");

    public override void WriteLine() => inner.WriteLine();

    public override void Flush() => inner.Flush();

    static char Shown(char letter) => letter is '\n' or '\r' or '\t' || !SafeText.Steers(letter) ? letter : SafeText.Replacement;

    static bool HasOthers(ReadOnlySpan<char> text)
    {
        foreach (char letter in text)
        {
            if (Shown(letter) != letter)
                return true;
        }

        return false;
    }
}
