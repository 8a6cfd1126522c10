using System.Collections.Concurrent;
using MlNetFashion.Catalogues;
using MlNetFashion.Retrieval;
using MlNetFashion.Text;

namespace MlNetFashion.Understanding;

/// <summary>The words of a catalogue: which items have which in their titles and attributes, and how well an item fits a request by its words alone.</summary>
/// <remarks>
/// <para>Robertson and Zaragoza, <em>The Probabilistic Relevance Framework: BM25 and Beyond</em>, 2009.
/// An item's score is BM25 over its title and its attributes, divided by what an item with all of the
/// request's words would have: a share of the request, 0 to about 1, that can be added to a cosine.</para>
/// <para>It reads the index's own table, which is verified with the vectors and replaced with them,
/// so it cannot disagree with them (<see cref="FoldedTexts"/> says why nothing else is kept).</para>
/// </remarks>
sealed class CatalogueWords
{
    // Usual for short texts: a word twice in a title says little more than once, and length counts half.
    const float Saturation = 1.2f, Length = 0.5f;

    // A word that begins or ends like the asked one, where no item has that itself.
    const float OfAlike = 0.6f;

    const int ShortestCorrected = 4;

    // A word of so few items is taken for a misspelled one where another of so many times the items is nearly the same.
    const int MostMisspelled = 3, TimesAsMany = 100;

    // A value of the lexicon is a part of a name where so many of the items with the other word have both side by side: "Red Tape".
    const double ShareOfName = 0.7;
    const int LeastOfName = 3;

    readonly ItemTable _items;
    readonly QueryUnderstanding _lexicon;
    readonly FoldedTexts _titles;
    readonly float _meanLength;
    readonly TextColumn[] _columns;
    readonly Lazy<(SpellingCorrection Spelling, Dictionary<string, int> Counts)> _vocabulary;
    readonly ConcurrentDictionary<string, bool> _known = new(StringComparer.Ordinal);

    /// <summary>Takes the titles and each distinct value of each attribute.</summary>
    /// <param name="items">The items.</param>
    /// <param name="lexicon">Words that it knows are no names.</param>
    public CatalogueWords(ItemTable items, QueryUnderstanding lexicon)
    {
        _items = items;
        _lexicon = lexicon;
        _titles = new FoldedTexts(items.Count, items.Title);
        _meanLength = (float)Math.Max(1, _titles.WordCounts.Sum(count => (long)count) / (double)Math.Max(1, items.Count));
        ILookup<string, ColumnRole> roles = items.Roles.ToLookup(role => role.Column, role => role.Role, StringComparer.OrdinalIgnoreCase);
        _columns = [.. items.ColumnNames.Select(name => new TextColumn(items.Column(name)!, roles[name].FirstOrDefault()))];
        _vocabulary = new(() =>
        {
            var counts = new Dictionary<string, int>(StringComparer.Ordinal);
            _titles.CountWords(counts, _ => 1);
            foreach (TextColumn column in _columns)
                column.CountWords(counts);
            return (new SpellingCorrection(counts.OrderByDescending(word => word.Value).Select(word => word.Key), word =>
                counts.GetValueOrDefault(word) > MostMisspelled, _ => false), counts);
        });
    }

    /// <summary>All words with the number of items that have each, about.</summary>
    public IReadOnlyDictionary<string, int> Vocabulary => _vocabulary.Value.Counts;

    /// <summary>Whether any item has a word.</summary>
    /// <param name="stem">Of <see cref="WordStem"/>.</param>
    public bool Knows(string stem) =>
        _known.GetOrAdd(stem, asked => _titles.Find(asked).Length > 0 || _columns.Any(column => column.Texts.Find(asked).Length > 0));

    /// <summary>The word of the catalogue that a misspelled one was meant to be; null where it is right, or near none.</summary>
    /// <remarks>A word that an ordinary vocabulary, the lexicon or several items have is right, so that no brand is taken for another.</remarks>
    public string? Correct(string word)
    {
        if (word.Length < ShortestCorrected || _lexicon.KnowsWord(word) || WordPieceVocabulary.Default.Find(word) is not null)
            return null;
        (SpellingCorrection spelling, Dictionary<string, int> counts) = _vocabulary.Value;
        int own = Math.Max(counts.GetValueOrDefault(word), _titles.Find(WordStem.Of(word)).Length);
        if (own > MostMisspelled || spelling.Correct(word) is not { } meant || counts[meant] < 2)
            return null;
        return own == 0 || counts[meant] >= TimesAsMany * own ? meant : null;
    }

    /// <summary>For each item whether its title or an attribute has a word, or all words of a phrase; all false where none has.</summary>
    public bool[] Have(string words)
    {
        string[] stems = [.. Stems(words)];
        bool[] have = new bool[_items.Count];
        foreach (int row in Texts(_titles, stems))
            have[row] = true;
        foreach (TextColumn column in _columns)
            column.Mark([.. Texts(column.Texts, stems)], have);
        return have;

        static IEnumerable<int> Texts(FoldedTexts texts, string[] stems) =>
            stems.Length == 0 ? [] : stems.Skip(1).Aggregate((IEnumerable<int>)texts.Find(stems[0]), (rows, stem) => rows.Intersect(texts.Find(stem)));
    }

    /// <summary>The rows of the items whose title a request is, word for word.</summary>
    public int[] WithTitle(string text) => _titles.FindWhole(text);

    /// <summary>How many items have all of some words, small ones aside.</summary>
    public int CountWith(IReadOnlyList<string> words) => With(words)?.Count(has => has) ?? _items.Count;

    /// <summary>The words that begin with a prefix in items that have all of some words, with the number of such items, about.</summary>
    public Dictionary<string, int> Beside(IReadOnlyList<string> words, string prefix)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        bool[]? with = With(words);
        for (int row = 0; row < _items.Count; row++)
        {
            if (with?[row] != false)
                _titles.CountBeginning(row, prefix, 1, counts);
        }

        foreach (TextColumn column in _columns)
        {
            var ofColumn = new Dictionary<string, int>(StringComparer.Ordinal);
            column.CountBeginning(with, prefix, ofColumn);
            foreach ((string word, int count) in ofColumn)
                counts[word] = Math.Max(counts.GetValueOrDefault(word), count);
        }

        return counts;
    }

    // Null for all.
    bool[]? With(IReadOnlyList<string> words)
    {
        bool[]? all = null;
        foreach (string word in words.Where(word => !SmallWords.Are(word)))
        {
            bool[] have = Have(word);
            if (!have.Contains(true))
                have = HaveAlike(word);
            for (int row = 0; all is not null && row < have.Length; row++)
                have[row] &= all[row];
            all = have;
        }

        return all;
    }

    // A word that begins or ends like one that no item has: "levi" and "levis".
    bool[] HaveAlike(string word)
    {
        string stem = WordStem.Of(word);
        bool[] have = new bool[_items.Count];
        foreach (int row in _titles.FindAlike(stem))
            have[row] = true;
        foreach (TextColumn column in _columns)
            column.Mark([.. column.Texts.FindAlike(stem)], have);
        return have;
    }

    /// <summary>How well each item fits a request by its words, 0 to about 1; null where no item has a word of it.</summary>
    /// <param name="text">The request.</param>
    public float[]? Score(string text) => Score([.. WithJoined(Stems(text)).Distinct().Where(stem => !SmallWords.Are(stem))], Length);

    /// <summary>The same by names alone: words that the lexicon does not know and items have, brands and models say. Null where the request has none.</summary>
    public float[]? ScoreNames(string text)
    {
        IReadOnlyList<(int Start, int End)> names = Names(text);
        return Score([.. WithJoined(RequestWords.Read(text, QueryUnderstanding.MaxLength)
            .Where(word => word.Text.Length > 0 && !SmallWords.Are(word.Text)
                && (!_lexicon.KnowsWord(word.Text) || names.Any(name => word.Start < name.End && word.End > name.Start)))
            .Select(word => WordStem.Of(word.Text))).Distinct()], ofLength: 0);
    }

    /// <summary>Where a request has a name of the catalogue in which the lexicon would see a value: "Red Tape shoes".</summary>
    public IReadOnlyList<(int Start, int End)> Names(string text)
    {
        List<RequestWord> words = RequestWords.Read(text, QueryUnderstanding.MaxLength);
        var names = new List<(int Start, int End)>();
        for (int i = 0; i + 1 < words.Count; i++)
        {
            RequestWord first = words[i], second = words[i + 1];
            if (second.Break == WordBreak.None && IsName(first.Text, second.Text))
                names.Add((first.Start, second.End));
        }

        return names;
    }

    /// <summary>The words of a request that neither the lexicon nor any item has.</summary>
    public IReadOnlyList<string> Unknown(UnderstoodQuery understood) => [.. RequestWords.Read(understood.Text, QueryUnderstanding.MaxLength)
        .Where(word => word.Text.Any(char.IsLetter) && understood.IsOther(word) && !SmallWords.Are(word.Text) && !_lexicon.KnowsWord(word.Text)
            && !Knows(WordStem.Of(word.Text)))
        .Select(word => word.Text).Distinct()];

    bool IsName(string first, string second)
    {
        bool isFirst = _lexicon.KnowsWord(first), isSecond = _lexicon.KnowsWord(second);
        if (isFirst == isSecond || SmallWords.Are(first) || SmallWords.Are(second))
            return false;
        string rare = WordStem.Of(isFirst ? second : first), next = WordStem.Of(second);
        return IsNameIn(_titles) || Array.Exists(_columns, column => column.Role == ColumnRole.Brand && IsNameIn(column.Texts));

        bool IsNameIn(FoldedTexts texts)
        {
            int[] rows = texts.Find(rare);
            return rows.Length >= (texts == _titles ? LeastOfName : 1) && rows.Count(row => texts.HasPair(row, first, next)) >= ShareOfName * rows.Length;
        }
    }

    // The share of length is 0 where it does not matter how much else a title says.
    float[]? Score(string[] stems, float ofLength)
    {
        float[]? scores = null;
        float all = 0;
        foreach (string stem in stems)
        {
            if (Fit(stem, ofLength) is not { } ofStem)
                continue;
            int have = ofStem.Count(score => score > 0);
            float rarity = MathF.Log(1 + (ofStem.Length - have + 0.5f) / (have + 0.5f));
            all += rarity;
            scores ??= new float[ofStem.Length];
            for (int row = 0; row < scores.Length; row++)
                scores[row] += rarity * ofStem[row];
        }

        if (scores is not null)
            System.Numerics.Tensors.TensorPrimitives.Divide(scores, Math.Max(all, 1e-6f), scores);
        return scores;
    }

    // How well each item has one word; null where none has.
    float[]? Fit(string stem, float ofLength)
    {
        bool isExact = Knows(stem);
        if (!isExact && _lexicon.KnowsWord(stem))
            return null;
        float[]? fit = null;
        foreach (TextColumn column in _columns)
        {
            int[] values = isExact ? column.Texts.Find(stem) : column.Texts.FindAlike(stem);
            if (values.Length > 0)
                column.Raise(values, isExact ? column.Weight : column.Weight * OfAlike, fit ??= new float[_items.Count]);
        }

        foreach (int row in isExact ? _titles.Find(stem) : _titles.FindAlike(stem))
            (fit ??= new float[_items.Count])[row] =
                (isExact ? 1 : OfAlike) * (Saturation + 1) / (1 + Saturation * (1 - ofLength + ofLength * _titles.WordCounts[row] / _meanLength));
        return fit;
    }

    static IEnumerable<string> WithJoined(IEnumerable<string> stems)
    {
        string? before = null;
        foreach (string stem in stems)
        {
            yield return stem;
            if (before is { Length: <= 2 } || (before is not null && stem.Length <= 2))
                yield return $"{before}{stem}";
            before = stem;
        }
    }

    static IEnumerable<string> Stems(string text) =>
        RequestWords.Read(text, QueryUnderstanding.MaxLength).Where(word => word.Text.Length > 0).Select(word => WordStem.Of(word.Text));
}
