using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Text.RegularExpressions;
using MlNetFashion.Text;

namespace MlNetFashion.Catalogues;

/// <summary>The files of Fashion IQ as they are read one by one.</summary>
sealed partial class FashionIqText
{
    readonly Dictionary<(string, string), IReadOnlyList<FashionIqPair>> _pairs = [];
    readonly Dictionary<(string, string), IReadOnlyList<string>> _galleries = [];

    public Dictionary<string, string> Titles { get; } = new(StringComparer.Ordinal);

    public Dictionary<(string Category, string Split, string Id), string[][]> Tags { get; } = [];

    public static FashionIqText Read(string source)
    {
        var text = new FashionIqText();
        var rejects = new RejectLog();
        foreach (SourceFile file in SourceFiles.Read([source], name => FileName().IsMatch(SourceNames.FileName(name)), rejects))
            text.Add(file);

        // Text with a hole in it would give other scores and look whole.
        if (rejects.Total > 0)
            throw new InvalidDataException($"Fashion IQ cannot be read from \"{source}\": {rejects.Examples[0].Name} {rejects.Examples[0].Reason}");
        if (text._pairs.Count == 0)
            throw new InvalidDataException($"\"{source}\" holds no Fashion IQ captions. They are named such as cap.dress.train.json.");
        return text;
    }

    /// <summary>The parts in the order category, split; a part may have captions or a gallery only.</summary>
    public IReadOnlyList<FashionIqPart> Parts() =>
    [
        .. _pairs.Keys.Union(_galleries.Keys).Order()
            .Select(key => new FashionIqPart(key.Item1, key.Item2, _pairs.GetValueOrDefault(key, []), _galleries.GetValueOrDefault(key, []))),
    ];

    void Add(SourceFile file)
    {
        Match name = FileName().Match(SourceNames.FileName(file.Name));
        var key = (name.Groups["category"].Value, name.Groups["split"].Value);
        try
        {
            switch (name.Groups["what"].Value)
            {
                case "cap":
                    _pairs[key] = [.. NoneMissing(Parse(file.Bytes, FashionIqJson.Default.FashionIqCaptionArray)).Select(Pair)];
                    break;
                case "split":
                    _galleries[key] = NoneMissing(Parse(file.Bytes, FashionIqJson.Default.StringArray));
                    break;
                case "asin2attr":
                    foreach ((string id, string?[]?[]? tags) in Parse(file.Bytes, FashionIqJson.Default.DictionaryStringStringArrayArray))
                        Tags[(key.Item1, key.Item2, id)] = [.. NoneMissing(tags).Select(NoneMissing)];
                    break;
                default:
                    AddTitles(file.Bytes);
                    break;
            }
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"The Fashion IQ file {file.Name} of {file.Source} does not have the form of its name: {JsonFault.Reason(e)}.", e);
        }
    }

    void AddTitles(ReadOnlySpan<byte> lines)
    {
        foreach (Range line in lines.Split((byte)'\n'))
        {
            if (lines[line].Trim(" \r"u8).IsEmpty)
                continue;
            FashionIqTitle title = Parse(lines[line], FashionIqJson.Default.FashionIqTitle);
            Titles.TryAdd(title.Asin, title.Title);
        }
    }

    static FashionIqPair Pair(FashionIqCaption caption) =>
        new(caption.Candidate, caption.Target, [.. NoneMissing(caption.Captions).Select(text => text.Trim()).Where(text => text.Length > 0)]);

    static T[] NoneMissing<T>(T?[]? list) where T : class
    {
        T[] there = [.. (list ?? [null]).OfType<T>()];
        return there.Length == list?.Length ? there : throw new JsonException("A list is null or holds null.");
    }

    static T Parse<T>(ReadOnlySpan<byte> json, JsonTypeInfo<T> info) =>
        JsonSerializer.Deserialize(json, info) ?? throw new JsonException("It holds null.");

    [GeneratedRegex(@"^(?:(?<what>cap|split|asin2attr)\.(?<category>[a-z]+)\.(?<split>[a-z]+)\.json|titles\.jsonl)$", RegexOptions.CultureInvariant)]
    private static partial Regex FileName();
}
