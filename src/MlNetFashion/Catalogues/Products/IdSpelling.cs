using System.Globalization;
using System.Text.RegularExpressions;

namespace MlNetFashion.Catalogues;

/// <summary>The ways in which files and cells spell one id: <c>1001</c>, <c>0001001</c>,
/// <c>1001.0</c>, <c>1,001</c>, <c>#1001</c>, <c>1001.jpg</c>, <c>images/1001.jpg</c>,
/// <c>="1001"</c>, an address, in other case, with other dashes.</summary>
static partial class IdSpelling
{
    /// <summary>A cell without what spreadsheets, paths and addresses put around an id; its case and its zeros stay.</summary>
    public static string Tidy(string cell)
    {
        string path = Path(cell);
        string name = SourceNames.IsPicture(path) ? SourceNames.Stem(path) : path.EndsWith('/') ? path : SourceNames.FileName(path);
        return Whole(name.Trim());
    }

    /// <summary>A cell that names no photo, without what spreadsheets put around an id: a slash is a part of it, "AB/12".</summary>
    public static string TidyNumber(string cell) => SourceNames.IsPicture(cell) ? Tidy(cell) : Whole(Unquoted(cell).Trim());

    /// <summary>An id, or a photo's name, without case and marks on letters, which macOS stores apart; "A_1", "a 1" and "a-1" are one.</summary>
    public static string Key(string idOrStem) => Spelling.WithoutMarks(Whole(idOrStem.Trim())).ToUpperInvariant().Replace('_', '-').Replace(' ', '-');

    /// <summary>The key without zeros before a number; the key itself where it is no number.</summary>
    public static string NumberKey(string key) =>
        key.Length > 0 && key.All(char.IsAsciiDigit) ? key.TrimStart('0') is { Length: > 0 } number ? number : "0" : key;

    /// <summary>The path that a cell holds, without its extension, or null where it holds none.</summary>
    public static string? PathKey(string cell)
    {
        string path = Path(cell);
        return path.Contains('/', StringComparison.Ordinal) ? PathKeyOfName(SourceNames.IsPicture(path) ? SourceNames.WithoutExtension(path) : path) : null;
    }

    /// <summary>A path without its extension, as paths are compared.</summary>
    public static string PathKeyOfName(string path) => Spelling.WithoutMarks(path.Trim('/')).ToUpperInvariant();

    /// <summary>What is before the number of a view, and the view: "1001_2" is "1001" and "2". Null where there is none.</summary>
    public static (string Stem, string View)? SplitView(string stem) =>
        View().Match(stem) is { Success: true } match ? (match.Groups["stem"].Value, match.Groups["view"].Value) : null;

    /// <summary>Views in the order in which a person would look at them: the front first, then by number, then by name.</summary>
    public static (int Order, string Name) Rank(string view) =>
        int.TryParse(view, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? (number, "")
        : view.ToUpperInvariant() is "FRONT" or "MAIN" or "FULL" or "PRIMARY" ? (-1, "")
        : (int.MaxValue, view.ToUpperInvariant());

    static string Unquoted(string cell)
    {
        cell = cell.Trim();
        if (cell.StartsWith("=\"", StringComparison.Ordinal) && cell.EndsWith('"') && cell.Length > 2)
            cell = cell[2..^1];
        return cell.Trim('"', '\'', ' ', '\u00a0', '#', '[', ']');
    }

    static string Path(string cell)
    {
        cell = Unquoted(cell);
        // Of several pictures the first.
        int next = cell.IndexOfAny([',', ';', '|']);
        if (next > 0 && cell[..next].TrimEnd(' ', '"', '\'') is var first && SourceNames.IsPicture(first))
            cell = first;
        int scheme = cell.IndexOf("://", StringComparison.Ordinal);
        if (scheme > 0)
        {
            cell = cell[(scheme + 3)..];
            int query = cell.AsSpan().IndexOfAny('?', '#');
            cell = Uri.UnescapeDataString(query < 0 ? cell : cell[..query]);
        }

        return cell.Replace('\\', '/').TrimStart('.', '/');
    }

    // Spreadsheets and data frames write whole numbers as 1001.0, and long ones as 1.08775015E+8, which is the number where no digit is lost.
    static string Whole(string id)
    {
        if (WholeNumber().Match(id) is { Success: true } whole)
            return whole.Groups["number"].Value.Replace(",", "", StringComparison.Ordinal);
        if (Scientific().Match(id) is { Success: true } match && decimal.TryParse(id, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal number)
            && match.Groups["fraction"].Length == int.Parse(match.Groups["power"].Value, CultureInfo.InvariantCulture))
            return number.ToString("0", CultureInfo.InvariantCulture);
        return id;
    }

    [GeneratedRegex(@"^(?:(?<number>[0-9]+)\.0+|(?<number>[0-9]{1,3}(?:,[0-9]{3})+)(?:\.0+)?)$", RegexOptions.CultureInvariant)]
    private static partial Regex WholeNumber();

    [GeneratedRegex(@"^[0-9]\.(?<fraction>[0-9]+)[eE]\+?(?<power>[0-9]{1,2})$", RegexOptions.CultureInvariant)]
    private static partial Regex Scientific();

    [GeneratedRegex(@"^(?<stem>.+?)(?:[_\-. ]+\(?(?<view>[0-9]{1,3}|[a-e]|front|back|side|left|right|detail|main|full|flat|primary"
        + @"|alt[0-9]*|view[0-9]*|img[0-9]*|image[0-9]*|additional[0-9]*)\)?|\((?<view>[0-9]{1,3})\))$",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex View();
}
