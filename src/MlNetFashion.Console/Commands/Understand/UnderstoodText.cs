using System.Text;
using MlNetFashion.Understanding;
using Spectre.Console;

namespace MlNetFashion.Tool.Commands;

/// <summary>A request with its findings underlined, and a line for each of them.</summary>
/// <param name="understood">The request.</param>
/// <param name="ansi">Whether the terminal underlines; else a line of marks stands below the text.</param>
sealed class UnderstoodText(UnderstoodQuery understood, bool ansi)
{
    // A longer text is no line to look at; its findings are.
    const int LongestShown = 500;

    const int LongestWords = 24;

    public void WriteTo(TextWriter output)
    {
        if (understood.Text.Length <= LongestShown)
        {
            output.WriteLine(ansi ? Underlined() : OneLine(understood.Text));
            if (!ansi && understood.Findings.Count > 0)
                output.WriteLine(Marks());
        }

        for (int item = 0; item < understood.Items.Count; item++)
        {
            if (understood.Items.Count > 1)
                output.WriteLine($"  Item {item + 1}");
            foreach (QueryFinding finding in understood.Items[item].Findings)
                output.WriteLine(Line(finding));
        }

        if (understood.Findings.Count == 0)
            output.WriteLine("  Nothing was understood.");
    }

    string Line(QueryFinding finding)
    {
        string words = OneLine(understood.Words(finding));
        string shown = words.Length <= LongestWords ? words : words[..(LongestWords - 1)] + "…";
        string gap = new(' ', Math.Max(1, LongestWords + 1 - shown.GetCellWidth()));
        string change = finding.Change == FindingChange.Want ? "" : $"  {finding.Change.ToString().ToLowerInvariant()}";
        string insists = finding.IsRequired ? "  required" : "";
        string source = finding.Source switch { FindingSource.Spelling => "  misspelled", FindingSource.Model => "  read by the model", _ => "" };
        return $"  {shown}{gap}{finding.Kind,-9} {finding.Value}{change}{insists}{source}";
    }

    string Underlined()
    {
        var text = new StringBuilder();
        int from = 0;
        foreach (QueryFinding finding in understood.Findings)
        {
            text.Append(OneLine(understood.Text[from..finding.Start])).Append("\e[4m").Append(OneLine(understood.Words(finding))).Append("\e[24m");
            from = finding.End;
        }

        return text.Append(OneLine(understood.Text[from..])).ToString();
    }

    string Marks()
    {
        var marks = new StringBuilder();
        int from = 0;
        foreach (QueryFinding finding in understood.Findings)
        {
            marks.Append(' ', OneLine(understood.Text[from..finding.Start]).GetCellWidth()).Append('~', OneLine(understood.Words(finding)).GetCellWidth());
            from = finding.End;
        }

        return marks.ToString();
    }

    // Tabs, line ends and escapes would move what stands below; a lone surrogate cannot be written.
    static string OneLine(string text) => string.Create(text.Length, text, static (line, source) =>
    {
        for (int i = 0; i < line.Length; i++)
        {
            bool isPair = (char.IsHighSurrogate(source[i]) && i + 1 < source.Length && char.IsLowSurrogate(source[i + 1])) ||
                (char.IsLowSurrogate(source[i]) && i > 0 && char.IsHighSurrogate(source[i - 1]));
            line[i] = char.IsControl(source[i]) ? ' ' : char.IsSurrogate(source[i]) && !isPair ? '\uFFFD' : source[i];
        }
    });
}
