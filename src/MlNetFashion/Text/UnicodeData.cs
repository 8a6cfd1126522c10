using System.Globalization;
using System.Text;

namespace MlNetFashion.Text;

/// <summary>The resource unicode.txt, whose first lines say what it holds and how it was made.</summary>
sealed record UnicodeData(Dictionary<int, string> Folds, RangeTable Combining, RangeTable Cased, RangeTable Ignorable)
{
    public static UnicodeData Load()
    {
        var folds = new Dictionary<int, string>();
        var ranges = new Dictionary<string, List<(int First, int Last, int Value)>> { ["combining"] = [], ["cased"] = [], ["ignorable"] = [] };
        using Stream stream = typeof(UnicodeData).Assembly.GetManifestResourceStream("MlNetFashion.Text.unicode.txt")!;
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            if (line.StartsWith('#'))
                continue;
            int colon = line.IndexOf(':');
            string[] items = line[(colon + 2)..].Split(' ');
            if (line.StartsWith("fold ", StringComparison.Ordinal))
                AddFolds(folds, Hex(line.AsSpan(5, colon - 5)), items);
            else
                ranges[line[..colon]].AddRange(items.Select(ParseRange));
        }

        return new UnicodeData(folds, MakeTable(ranges["combining"]), MakeTable(ranges["cased"]), MakeTable(ranges["ignorable"]));
    }

    static void AddFolds(Dictionary<int, string> folds, int start, string[] items)
    {
        for (int i = 0; i < items.Length; i++)
        {
            var fold = new StringBuilder();
            foreach (Range part in items[i].AsSpan().Split('+'))
                fold.Append(char.ConvertFromUtf32(Hex(items[i].AsSpan()[part])));
            folds[start + i] = fold.ToString();
        }
    }

    static (int First, int Last, int Value) ParseRange(string item)
    {
        string[] halves = item.Split('=');
        string[] ends = halves[0].Split('-');
        return (Hex(ends[0]), Hex(ends[^1]), halves.Length == 2 ? int.Parse(halves[1], CultureInfo.InvariantCulture) : 1);
    }

    static RangeTable MakeTable(List<(int First, int Last, int Value)> ranges) =>
        new([.. ranges.Select(range => range.First)], [.. ranges.Select(range => range.Last)], [.. ranges.Select(range => range.Value)]);

    static int Hex(ReadOnlySpan<char> text) => int.Parse(text, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}
