using MlNetFashion.Catalogues;
using MlNetFashion.Retrieval;

namespace MlNetFashion.Understanding;

/// <summary>The attributes of a catalogue's items, understood: "Tshirts" in a column articleType is the garment t-shirt.</summary>
sealed class CatalogueMeanings
{
    const double FewOfKind = 0.005;

    readonly ILookup<AttributeKind, Column> _columns;
    readonly TitleMeanings _titles;
    readonly FashionLexicon _lexicon;
    readonly Lazy<CatalogueWords> _words;
    readonly Lazy<RequestCompletion> _completion;

    /// <summary>Reads the attributes of items.</summary>
    /// <param name="items">The items.</param>
    /// <param name="words">Reads values, with a lexicon alone.</param>
    public CatalogueMeanings(ItemTable items, QueryUnderstanding words)
    {
        (Count, Understanding) = (items.Count, words);
        _lexicon = words.Lexicon;
        _words = new Lazy<CatalogueWords>(() => new CatalogueWords(items, words));
        _completion = new Lazy<RequestCompletion>(() => new RequestCompletion(Words, words.Lexicon));
        Variants = new VariantKeys(items, words, this);
        _titles = new TitleMeanings(items, words);
        var columns = CatalogueColumns.Of(items, words);
        _columns = items.ColumnNames
            .Where(name => columns.KindOf(name) is not null)
            .Select(name => Column.Read(items.Column(name)!, columns.KindOf(name)!.Value, words))
            .ToLookup(column => column.Kind);
    }

    /// <summary>N, the number of items.</summary>
    public int Count { get; }

    /// <summary>Reads values and requests with the lexicon alone.</summary>
    public QueryUnderstanding Understanding { get; }

    /// <summary>The words of titles and attributes, read when they are first needed.</summary>
    public CatalogueWords Words => _words.Value;

    /// <summary>Completes what is being typed.</summary>
    public RequestCompletion Completion => _completion.Value;

    /// <summary>Which items are variants of one product.</summary>
    public VariantKeys Variants { get; }

    /// <summary>Whether a column has any value of the kind, so that an item without the asked one can be told from one that nobody described.</summary>
    /// <remarks>Of words that only a model knows nothing can be told where no value has them.</remarks>
    public bool Tell(QueryFinding finding) => finding.Source == FindingSource.Model
        ? _columns[finding.Kind].Any(column => column.HasWords(finding.Value))
        : _columns[finding.Kind].Any(column => column.HasValues) && !IsTone(finding);

    /// <summary>For each item whether it is known to have what a finding names:
    /// by its attributes or, where none tells, by its title. Null where neither knows of any.</summary>
    /// <remarks>A garment that few attributes name is named in titles, too: of boots a shop may call most "casual shoes".</remarks>
    public bool[]? Known(QueryFinding finding)
    {
        if (!Tell(finding))
            return _titles.Name(finding);
        bool[] have = Have(finding);
        if (finding.Kind == AttributeKind.Garment && have.Count(has => has) < FewOfKind * Count && _titles.Name(finding) is { } named)
        {
            for (int row = 0; row < have.Length; row++)
                have[row] |= named[row];
        }

        return have;
    }

    /// <summary>For each item whether its attributes have what a finding names.</summary>
    public bool[] Have(QueryFinding finding)
    {
        bool[] have = new bool[Count];
        foreach (Column column in _columns[finding.Kind])
            column.Mark(finding, _lexicon, have);
        return have;
    }

    /// <summary>What an item has of a kind, as the catalogue spells it; empty where nothing is said.</summary>
    public string Spelled(AttributeKind kind, int row) =>
        string.Join(", ", _columns[kind].Where(column => column.Codes[row] > 0).Select(column => column.Spelled[column.Codes[row] - 1])
            .Where(value => value.Length > 0).Distinct());

    /// <summary>Whether a column has any value of a kind.</summary>
    public bool Has(AttributeKind kind) => _columns[kind].Any(column => column.HasValues);

    /// <summary>Adds, for each item, what the votes of the items whose value it shares are
    /// worth; of several columns of a kind each has an equal part.</summary>
    /// <param name="kind">Of what.</param>
    /// <param name="votes">Items and their shares, 1 together.</param>
    /// <param name="worth">Of a value's share.</param>
    /// <param name="sums">A number for each item.</param>
    public void Add(AttributeKind kind, IReadOnlyList<(int Row, float Share)> votes, Func<float, float> worth, float[] sums)
    {
        Column[] columns = [.. _columns[kind].Where(column => column.HasValues)];
        foreach (Column column in columns)
            column.Add(votes, share => worth(share) / columns.Length, sums);
    }

    // Columns name colours; whether an item is "dark" they do not say.
    bool IsTone(QueryFinding finding) =>
        finding.Kind == AttributeKind.Colour && _lexicon.Entries.Any(entry => entry.IsTone && entry.Meaning.Value == finding.Value);

    sealed record Column(AttributeKind Kind, string[] Spelled, string[][] ValuesOfCodes, string[] WordsOfCodes, int[] Codes)
    {
        public bool HasValues => ValuesOfCodes.Any(values => values.Length > 0);

        public static Column Read(AttributeColumn column, AttributeKind kind, QueryUnderstanding words) => new(
            kind,
            column.Values,
            [
                [],
                .. column.Values.Select(value => CatalogueColumns.Read(words, kind, value).Select(finding => finding.Value).ToArray()),
            ],
            ["", .. column.Values.Select(Words)],
            column.Codes);

        public bool HasWords(string words) => WordsOfCodes.Any(value => value.Contains($" {words} ", StringComparison.Ordinal));

        public void Mark(QueryFinding asked, FashionLexicon lexicon, bool[] have)
        {
            bool[] satisfies = asked.Source == FindingSource.Model
                ? [.. WordsOfCodes.Select(value => value.Contains($" {asked.Value} ", StringComparison.Ordinal))]
                : [.. ValuesOfCodes.Select(values => values.Any(value => lexicon.Satisfies(Kind, asked.Value, value)))];
            for (int row = 0; row < have.Length; row++)
                have[row] |= satisfies[Codes[row]];
        }

        public void Add(IReadOnlyList<(int Row, float Share)> votes, Func<float, float> worth, float[] sums)
        {
            float[] ofCodes = new float[ValuesOfCodes.Length];
            foreach ((int row, float share) in votes)
                ofCodes[Codes[row]] += share;
            for (int code = 0; code < ofCodes.Length; code++)
                ofCodes[code] = code > 0 && Spelled[code - 1].Length > 0 ? worth(ofCodes[code]) : 0; // of some items nothing is said
            for (int row = 0; row < sums.Length; row++)
                sums[row] += ofCodes[Codes[row]];
        }

        // With a blank on each side of each word, so that "rust" is not in "trusty".
        static string Words(string value) => $" {string.Join(' ', RequestWords.Read(value, QueryUnderstanding.MaxLength).Select(word => word.Text))} ";
    }
}
