using MlNetFashion.Catalogues;
using MlNetFashion.Images;
using MlNetFashion.Storage;

namespace MlNetFashion.Understanding;

/// <summary>What words of requests mean, as data: values with their synonyms, plurals,
/// spellings and comparatives, and the words that say a change. Immutable.</summary>
/// <remarks>A text file of sections; <c>lexicon.txt</c> in the sources is the shipped one,
/// and explains the form in its remarks. A file with the line <c>[Shipped]</c> adds its words to
/// those of the shipped lexicon; a file without it takes the shipped one's place.</remarks>
public sealed class FashionLexicon
{
    static readonly Lazy<FashionLexicon> s_default = new(() =>
    {
        using Stream stream = typeof(FashionLexicon).Assembly.GetManifestResourceStream("MlNetFashion.Understanding.lexicon.txt")!;
        using var reader = new StreamReader(stream);
        return Parse(reader.ReadToEnd(), "the shipped lexicon");
    });

    internal FashionLexicon(
        IReadOnlyList<LexiconEntry> entries,
        IReadOnlyList<HeadedLexiconEntry> headed,
        IReadOnlyDictionary<string, AttributeKind?> nouns,
        ILookup<(AttributeKind Kind, string Value), string> included,
        ILookup<CueKind, string> cues,
        ILookup<WordRole, string> words,
        IReadOnlyDictionary<string, LexiconMeaning> lacking,
        IReadOnlyDictionary<string, string> readAs)
    {
        Entries = entries;
        Headed = headed;
        Nouns = nouns;
        Included = included;
        Cues = cues;
        Words = words;
        Lacking = lacking;
        ReadAs = readAs;
    }

    /// <summary>The shipped lexicon: English, British and American.</summary>
    public static FashionLexicon Default => s_default.Value;

    /// <summary>Values with their words.</summary>
    public IReadOnlyList<LexiconEntry> Entries { get; }

    /// <summary>Adjectives whose meaning depends on their noun.</summary>
    internal IReadOnlyList<HeadedLexiconEntry> Headed { get; }

    /// <summary>The nouns that such adjectives describe, with the kind they speak of; null for those that say nothing of the garment ("straps").</summary>
    internal IReadOnlyDictionary<string, AttributeKind?> Nouns { get; }

    internal ILookup<(AttributeKind Kind, string Value), string> Included { get; }

    internal ILookup<CueKind, string> Cues { get; }

    internal ILookup<WordRole, string> Words { get; }

    internal IReadOnlyDictionary<string, LexiconMeaning> Lacking { get; }

    /// <summary>Words that are read as others: "blk" as "black".</summary>
    internal IReadOnlyDictionary<string, string> ReadAs { get; }

    /// <summary>Whether an item of one value is what a request for another asks for: itself, or a kind of it ("boots" are "shoes").</summary>
    /// <param name="kind">What both speak of.</param>
    /// <param name="asked">The value that is asked for.</param>
    /// <param name="value">The value that the item has.</param>
    public bool Satisfies(AttributeKind kind, string asked, string value) => asked == value || Included[(kind, asked)].Contains(value);

    /// <summary>Reads a lexicon from a file.</summary>
    /// <exception cref="InvalidDataException">It is no lexicon; the message names the line.</exception>
    public static FashionLexicon Load(string path)
    {
        if (!Presence.OfFile(path))
            throw new FileNotFoundException($"There is no lexicon \"{path}\" (looked for {Path.GetFullPath(path)}). Check the path.", path);
        long length = new FileInfo(path).Length;
        if (length > LexiconReader.MostBytes)
            throw new InvalidDataException($"\"{path}\" has {length:N0} bytes; a lexicon has at most {LexiconReader.MostBytes:N0}. Is it the right file?");
        byte[] bytes = File.ReadAllBytes(path);
        if (GitLfs.IsPointer(bytes))
            throw new InvalidDataException($"\"{path}\" is a Git LFS pointer, not the lexicon itself. Get the lexicon: git lfs pull.");
        using var reader = new StreamReader(new MemoryStream(bytes));
        return Parse(reader.ReadToEnd(), $"\"{path}\"");
    }

    /// <summary>Reads a lexicon from its text.</summary>
    /// <param name="text">Lines, as the shipped file has them.</param>
    /// <param name="name">Names the lexicon in errors.</param>
    /// <exception cref="InvalidDataException">It is no lexicon; the message names the line.</exception>
    public static FashionLexicon Parse(string text, string name = "the lexicon") => new LexiconReader(name).Read(text);
}
