using MlNetFashion.Retrieval;

namespace MlNetFashion.Understanding;

/// <summary>The words of a catalogue: which items have which in their titles and attributes, and how well an item fits a request by its words alone.</summary>
/// <remarks>
/// <para>Robertson and Zaragoza, <em>The Probabilistic Relevance Framework: BM25 and Beyond</em>, 2009.
/// An item's score is BM25 over its title and its attributes, divided by what an item with all of the
/// request's words would have: a share of the request, 0 to about 1, that can be added to a cosine.</para>
/// <para>It is made from the index's own table when a request first needs it (37,000 items: 0.1 s),
/// so it cannot disagree with the vectors, and the index's file need not hold it.</para>
/// </remarks>
sealed class CatalogueWords
{
    // Usual for short texts: a word twice in a title says little more than once, and length counts half.
    const float Saturation = 1.2f, Length = 0.5f;

    // A word of the title names the item; an attribute has it in common with thousands.
    const float OfAttribute = 0.6f;

    const int ShortestCorrected = 5;

    // Words around a request, which titles have by chance.
    static readonly HashSet<string> s_small = new(
        ["a", "an", "the", "in", "on", "of", "for", "to", "with", "by",
            "from", "at", "and", "or", "but", "not", "no", "is", "are", "it", "this", "that", "i", "me", "my", "want", "like", "some", "any"],
            StringComparer.Ordinal);

    readonly ItemTable _items;
    readonly Dictionary<string, List<int>> _titles = new(StringComparer.Ordinal);
    readonly byte[] _lengths;
    readonly float _meanLength;
    readonly (AttributeColumn Column, Dictionary<string, int[]> CodesOf)[] _columns;
    readonly Lazy<SpellingCorrection> _spelling;

    /// <summary>Reads all titles, and each distinct value of each attribute once.</summary>
    public CatalogueWords(ItemTable items)
    {
        _items = items;
        _lengths = new byte[items.Count];
        long words = 0;
        for (int row = 0; row < items.Count; row++)
        {
            string? before = null;
            foreach (string stem in Stems(items.Title(row)))
            {
                Add(stem, row);
                // "T-shirt", "t shirt" and "tshirt" are one word.
                if (before is { Length: <= 2 } || stem.Length <= 2)
                    Add($"{before}{stem}", row);
                before = stem;
                _lengths[row] = (byte)Math.Min(byte.MaxValue, _lengths[row] + 1);
            }

            words += _lengths[row];
        }

        _meanLength = Math.Max(1, words / (float)Math.Max(1, items.Count));
        _columns = [.. items.ColumnNames.Select(name => items.Column(name)!).Select(column => (column, Codes(column)))];
        _spelling = new Lazy<SpellingCorrection>(() =>
            new SpellingCorrection(_titles.Where(word => word.Value.Count > 1).OrderByDescending(word => word.Value.Count)
                .Select(word => word.Key), Knows, Knows));

        void Add(string word, int row)
        {
            if (!_titles.TryGetValue(word, out List<int>? rows))
                _titles.Add(word, rows = []);
            if (rows.Count == 0 || rows[^1] != row)
                rows.Add(row);
        }
    }

    /// <summary>Whether any item has a word.</summary>
    /// <param name="stem">Of <see cref="WordStem"/>.</param>
    public bool Knows(string stem) => _titles.ContainsKey(stem) || _columns.Any(column => column.CodesOf.ContainsKey(stem));

    /// <summary>The word of the catalogue's titles that a misspelled one was meant to be; null where it is right, or near none.</summary>
    public string? Correct(string word) => word.Length < ShortestCorrected || Knows(WordStem.Of(word)) ? null : _spelling.Value.Correct(WordStem.Of(word));

    /// <summary>For each item whether its title or an attribute has a word; all false where none has.</summary>
    public bool[] Have(string word)
    {
        bool[] have = new bool[_items.Count];
        string stem = WordStem.Of(word);
        foreach (int row in _titles.GetValueOrDefault(stem, []))
            have[row] = true;
        foreach ((AttributeColumn column, Dictionary<string, int[]> codesOf) in _columns)
        {
            if (!codesOf.TryGetValue(stem, out int[]? codes))
                continue;
            bool[] hasStem = Marked(column, codes);
            for (int row = 0; row < have.Length; row++)
                have[row] |= hasStem[column.Codes[row]];
        }

        return have;
    }

    /// <summary>How well each item fits a request by its words, 0 to about 1; null where no item has a word of it.</summary>
    /// <param name="text">The request.</param>
    public float[]? Score(string text)
    {
        string[] stems = [.. WithJoined(Stems(text)).Distinct().Where(Knows)];
        if (stems.All(s_small.Contains))
            return null;
        float[] scores = new float[_items.Count];
        float all = 0;
        foreach (string stem in stems.Where(stem => !s_small.Contains(stem)))
        {
            float[] ofStem = new float[scores.Length];
            foreach ((AttributeColumn column, Dictionary<string, int[]> codesOf) in _columns)
            {
                if (!codesOf.TryGetValue(stem, out int[]? codes))
                    continue;
                bool[] hasStem = Marked(column, codes);
                for (int row = 0; row < ofStem.Length; row++)
                    ofStem[row] = hasStem[column.Codes[row]] ? OfAttribute : ofStem[row];
            }

            foreach (int row in _titles.GetValueOrDefault(stem, []))
                ofStem[row] = (Saturation + 1) / (1 + Saturation * (1 - Length + Length * _lengths[row] / _meanLength));
            int have = ofStem.Count(score => score > 0);
            float rarity = MathF.Log(1 + (scores.Length - have + 0.5f) / (have + 0.5f));
            all += rarity;
            for (int row = 0; row < scores.Length; row++)
                scores[row] += rarity * ofStem[row];
        }

        System.Numerics.Tensors.TensorPrimitives.Divide(scores, Math.Max(all, 1e-6f), scores);
        return scores;
    }

    static bool[] Marked(AttributeColumn column, int[] codes)
    {
        bool[] marked = new bool[column.Values.Length + 1];
        foreach (int code in codes)
            marked[code] = true;
        return marked;
    }

    static Dictionary<string, int[]> Codes(AttributeColumn column) => column.Values
        .SelectMany((value, i) => Stems(value).Distinct().Select(stem => (Stem: stem, Code: i + 1)))
        .GroupBy(each => each.Stem, each => each.Code).ToDictionary(codes => codes.Key, codes => codes.ToArray(), StringComparer.Ordinal);

    static IEnumerable<string> WithJoined(IEnumerable<string> stems)
    {
        string? before = null;
        foreach (string stem in stems)
        {
            yield return stem;
            if (before is { Length: <= 2 } || stem.Length <= 2)
                yield return $"{before}{stem}";
            before = stem;
        }
    }

    static IEnumerable<string> Stems(string text) =>
        RequestWords.Read(text, QueryUnderstanding.MaxLength).Where(word => word.Text.Length > 0).Select(word => WordStem.Of(word.Text));
}
