using System.Text;
using MlNetFashion.Text;
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

    public string Write()
    {
        var output = new StringWriter();
        if (understood.Text.Length <= LongestShown)
        {
            output.WriteLine(ansi ? Underlined() : SafeText.OneLine(understood.Text));
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

        foreach (NumberPhrase number in understood.Numbers)
            output.WriteLine(Line(understood.Text.Substring(number.Start, number.Length), $"{number.Role}", number.Condition));
        if (understood.Findings.Count + understood.Numbers.Count == 0)
            output.WriteLine("  Nothing was understood.");
        return output.ToString();
    }

    string Line(QueryFinding finding)
    {
        string change = finding.Change == FindingChange.Want ? "" : $"  {finding.Change.ToString().ToLowerInvariant()}";
        string insists = finding.IsRequired ? "  required" : "";
        string source = finding.Source switch { FindingSource.Spelling => "  misspelled", FindingSource.Model => "  read by the model", _ => "" };
        return Line(understood.Words(finding), $"{finding.Kind}", $"{finding.Value}{change}{insists}{source}");
    }

    static string Line(string text, string kind, string value)
    {
        string words = SafeText.OneLine(text);
        string shown = words.Length <= LongestWords ? words : words[..(LongestWords - 1)] + "…";
        string gap = new(' ', Math.Max(1, LongestWords + 1 - shown.GetCellWidth()));
        return $"  {shown}{gap}{kind,-9} {value}";
    }

    string Underlined()
    {
        var text = new StringBuilder();
        int from = 0;
        foreach (QueryFinding finding in understood.Findings)
        {
            text.Append(SafeText.OneLine(understood.Text[from..finding.Start])).Append("\e[4m")
                .Append(SafeText.OneLine(understood.Words(finding))).Append("\e[24m");
            from = finding.End;
        }

        return text.Append(SafeText.OneLine(understood.Text[from..])).ToString();
    }

    string Marks()
    {
        var marks = new StringBuilder();
        int from = 0;
        foreach (QueryFinding finding in understood.Findings)
        {
            marks.Append(' ', SafeText.OneLine(understood.Text[from..finding.Start]).GetCellWidth())
                .Append('~', SafeText.OneLine(understood.Words(finding)).GetCellWidth());
            from = finding.End;
        }

        return marks.ToString();
    }
}
