using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace MlNetFashion.Catalogues;

/// <summary>Fashion200k: photos with captions of a few words, and pairs of which the second photo is asked
/// for where the first is shown (Han et al. 2017; pairs of Vo et al. 2019).</summary>
/// <remarks>A label file, <c>dress_test_detect_all.txt</c> and such, has a line a photo: path,
/// detection score and caption, with tabs between them. <c>test_queries.txt</c> has the paths of a pair a line,
/// with a blank between them.</remarks>
public sealed partial class Fashion200kCatalogue
{
    /// <summary>The name of the file of pairs.</summary>
    public const string QueriesFile = "test_queries.txt";

    Fashion200kCatalogue(IReadOnlyList<Fashion200kItem> items, IReadOnlyList<(Fashion200kItem Reference, Fashion200kItem Target)> pairs) =>
        (Items, Pairs) = (items, pairs);

    /// <summary>All photos, in the order of the label files.</summary>
    public IReadOnlyList<Fashion200kItem> Items { get; }

    /// <summary>The pairs; none where the source has no such file.</summary>
    public IReadOnlyList<(Fashion200kItem Reference, Fashion200kItem Target)> Pairs { get; }

    /// <summary>Reads label files and pairs, wherever in the source they lie.</summary>
    /// <param name="source">A folder, .tar, .tar.gz or .zip.</param>
    /// <exception cref="FileNotFoundException">The source does not exist.</exception>
    /// <exception cref="InvalidDataException">A line does not have the form of its file,
    /// a pair names a photo without a label, or there are no label files.</exception>
    public static Fashion200kCatalogue Load(string source)
    {
        var items = new Dictionary<string, Fashion200kItem>(StringComparer.Ordinal);
        var pairs = new List<(int Line, string Reference, string Target)>();
        var rejects = new RejectLog();
        foreach (SourceFile file in SourceFiles.Read([source], name => FileName().IsMatch(SourceNames.FileName(name)), rejects)
            .OrderBy(file => SourceNames.FileName(file.Name), StringComparer.Ordinal))
        {
            Match name = FileName().Match(SourceNames.FileName(file.Name));
            foreach ((int line, string text) in Lines(file.Bytes))
            {
                if (name.Groups["category"].Success)
                    Add(items, file, line, text, name.Groups["category"].Value, name.Groups["split"].Value);
                else
                    pairs.Add(Pair(file, line, text));
            }
        }

        // Labels with a hole in them would give other scores and look whole.
        if (rejects.Total > 0)
            throw new InvalidDataException($"Fashion200k cannot be read from \"{source}\": {rejects.Examples[0].Name} {rejects.Examples[0].Reason}");
        if (items.Count == 0)
            throw new InvalidDataException($"\"{source}\" holds no labels of Fashion200k. They are named such as labels/dress_test_detect_all.txt.");
        return new Fashion200kCatalogue([.. items.Values], [.. pairs.Select(pair => (Find(pair.Line, pair.Reference), Find(pair.Line, pair.Target)))]);

        Fashion200kItem Find(int line, string path) => items.GetValueOrDefault(path)
            ?? throw new InvalidDataException($"Line {line} of {QueriesFile} names \"{path}\", which has no label. Take the label files that belong to it.");
    }

    static void Add(Dictionary<string, Fashion200kItem> items, SourceFile file, int line, string text, string category, string split)
    {
        string[] parts = text.Split('\t');
        string caption = parts.Length == 3 ? parts[2].Trim() : "";
        if (caption.Length == 0 || parts[0].Length == 0 || !double.TryParse(parts[1], NumberStyles.Float, CultureInfo.InvariantCulture, out _))
            throw Bad(file, line, "path, detection score and caption with tabs between them", text);
        if (!items.TryAdd(parts[0], new Fashion200kItem(parts[0], category, split, caption)))
            throw new InvalidDataException($"Line {line} of the Fashion200k file {file.Name} names \"{parts[0]}\", which has a label already. "
                + "Remove one of them.");
    }

    static (int, string, string) Pair(SourceFile file, int line, string text) =>
        text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries) is [string reference, string target]
            ? (line, reference, target)
            : throw Bad(file, line, "the paths of a reference and a target with a blank between them", text);

    static InvalidDataException Bad(SourceFile file, int line, string form, string text) =>
        new($"Line {line} of the Fashion200k file {file.Name} should hold {form}, but is \"{(text.Length > 100 ? text[..100] + "…" : text)}\". "
            + "Take the file from its publisher again.");

    static IEnumerable<(int Line, string Text)> Lines(byte[] bytes) =>
        Encoding.UTF8.GetString(bytes).Split('\n').Select((text, i) => (i + 1, text.TrimEnd('\r'))).Where(line => line.Item2.Trim().Length > 0);

    [GeneratedRegex(@"^(?:(?<category>[a-z]+)_(?<split>train|test)_detect_all\.txt|test_queries\.txt)$", RegexOptions.CultureInvariant)]
    private static partial Regex FileName();
}
