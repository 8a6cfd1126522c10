using MlNetFashion.Catalogues;

namespace MlNetFashion.Understanding;

/// <summary>The forms of a lexicon, found in a request word by word.</summary>
sealed class LexiconForms
{
    // "B/w" is two, "b n w" three.
    const int LongestReadAs = 3;

    // Of three consonants there are too many brands.
    const int ShortestWithoutVowels = 4;

    const string Vowels = "aeiouy";

    readonly Node _root = new();
    readonly Dictionary<string, AttributeKind?> _nouns = [];
    readonly HashSet<string> _words = new(StringComparer.Ordinal), _meaningful = new(StringComparer.Ordinal);
    readonly Dictionary<string, LexiconMeaning> _lacking = [];
    readonly List<string> _suffixes = [];
    readonly Dictionary<string, string[]> _readAs = new(StringComparer.Ordinal);
    readonly HashSet<string> _readAsFirst = new(StringComparer.Ordinal);
    readonly Dictionary<WordRole, HashSet<string>> _roles = [];
    // By their consonants; null where words of several meanings have the same.
    readonly Dictionary<string, string?> _withVowels = new(StringComparer.Ordinal);

    public LexiconForms(FashionLexicon lexicon)
    {
        // A form that stands twice means what it says first.
        foreach (LexiconEntry entry in lexicon.Entries)
            Add(entry.Forms, new LexiconForm(UnitRole.Value) { Meaning = entry.Meaning, IsTone = entry.IsTone }, meaningful: true);
        foreach (HeadedLexiconEntry entry in lexicon.Headed)
            Add(entry.Forms, new LexiconForm(UnitRole.Headed) { Headed = entry }, meaningful: true);
        foreach (CueKind cue in Enum.GetValues<CueKind>())
        {
            _suffixes.AddRange(cue == CueKind.Without ? lexicon.Cues[cue].Where(IsSuffix).Select(form => form[1..]) : []);
            Add(lexicon.Cues[cue].Where(form => !IsSuffix(form)), new LexiconForm(UnitRole.Cue) { Cue = cue }, meaningful: false);
        }

        foreach ((string form, AttributeKind? kind) in lexicon.Nouns)
            _nouns.TryAdd(string.Join(' ', Words(form)), kind);
        Add(lexicon.Nouns.Keys, new LexiconForm(UnitRole.Noun), meaningful: true);
        foreach ((string form, LexiconMeaning meaning) in lexicon.Lacking)
            _lacking.TryAdd(string.Join(' ', Words(form)), meaning);
        foreach ((string form, string meant) in lexicon.ReadAs)
        {
            string[] words = [.. Words(form)];
            _readAs.TryAdd(string.Join(' ', words), [.. Words(meant)]);
            _readAsFirst.Add(words[0]);
            _words.UnionWith(words);
        }

        AddRole(lexicon, WordRole.Ignored, UnitRole.Ignored);
        AddRole(lexicon, WordRole.And, UnitRole.And);
        AddRole(lexicon, WordRole.Or, UnitRole.Or);
        AddRole(lexicon, WordRole.Ends, UnitRole.Ends);
        AddRole(lexicon, WordRole.PassedOver, UnitRole.PassedOver);
        foreach (WordRole role in Enum.GetValues<WordRole>())
            _roles[role] = [.. lexicon.Words[role].Select(form => string.Join(' ', Words(form)))];
        _words.UnionWith(lexicon.Words[WordRole.Ordinary].SelectMany(Words));
        foreach (IGrouping<string, LexiconEntry> alike in lexicon.Entries
            .SelectMany(entry => entry.Forms.Where(form => form.All(char.IsAsciiLetterLower)).Select(form => (Form: form, Entry: entry)))
            .ToLookup(known => Consonants(known.Form), known => known.Entry with { Forms = [known.Form] }))
            _withVowels[alike.Key] = alike.Select(entry => entry.Meaning).Distinct().Count() == 1 ? alike.First().Forms[0] : null;
    }

    /// <summary>Every word of every form, and the ordinary ones.</summary>
    public IReadOnlySet<string> KnownWords => _words;

    /// <summary>Words with a value, those that have one by themselves first: what a misspelled word may be meant to be.</summary>
    public IEnumerable<string> MeaningfulWords => _meaningful.OrderBy(word => _root.Next.TryGetValue(word, out Node? node) && node.Form is not null ? 0 : 1);

    public bool IsMeaningful(string word) => _meaningful.Contains(word);

    /// <summary>What a word of consonants alone is short for: "sndls" for sandals; null where it is short for nothing, or for words of several meanings.</summary>
    public string? WithVowels(string word) =>
        word.Length >= ShortestWithoutVowels && Consonants(word) == word ? _withVowels.GetValueOrDefault(word) : null;

    /// <summary>What words at a place are read as, or null.</summary>
    /// <param name="words">Of a request.</param>
    /// <param name="first">The place.</param>
    /// <param name="count">How many words of the request they stand for; 1 where there are none.</param>
    public string[]? Whole(IReadOnlyList<RequestWord> words, int first, out int count)
    {
        if (_readAsFirst.Contains(words[first].Text))
        {
            for (count = LongestReadAs; count > 0; count--)
            {
                if (first + count <= words.Count && Enumerable.Range(first + 1, count - 1).All(next => words[next].Break == WordBreak.None) &&
                    _readAs.TryGetValue(string.Join(' ', words.Skip(first).Take(count).Select(word => word.Text)), out string[]? meant))
                    return meant;
            }
        }

        count = 1;
        return null;
    }

    /// <summary>The longest form that starts at a word, or null. A cue gives way to a value that begins
    /// within it and reaches beyond: "but" and "no sleeves", not "but no".</summary>
    public LexiconForm? Longest(IReadOnlyList<string> words, IReadOnlyList<RequestWord> breaks, int first, out int count)
    {
        LexiconForm? found = Longest(words, breaks, first, words.Count, out count);
        for (int inner = first + 1; found?.Role == UnitRole.Cue && inner < first + count; inner++)
        {
            if (Longest(words, breaks, inner, words.Count, out int reach)?.Role == UnitRole.Value && inner + reach > first + count)
                return Longest(words, breaks, first, inner, out count);
        }

        return found;
    }

    /// <summary>The longest form that starts at a word and ends before another, or null.</summary>
    public LexiconForm? Longest(IReadOnlyList<string> words, IReadOnlyList<RequestWord> breaks, int first, int end, out int count)
    {
        Node? node = _root;
        LexiconForm? found = null;
        count = 0;
        for (int i = first; i < end && (i == first || breaks[i].Break == WordBreak.None); i++)
        {
            if (!node.Next.TryGetValue(words[i], out node))
                break;
            if (node.Form is not null)
                (found, count) = (node.Form, i - first + 1);
        }

        return found;
    }

    public bool IsNoun(string words, out AttributeKind? kind) => _nouns.TryGetValue(words, out kind);

    /// <summary>What a garment is called that has none of a noun: "sleeveless" for sleeves; null where there is no word for it.</summary>
    public LexiconMeaning? Lacking(string noun) => _lacking.TryGetValue(noun, out LexiconMeaning meaning) ? meaning : null;

    public bool Has(WordRole role, string words) => _roles[role].Contains(words);

    /// <summary>The value that "-less" takes away: "pattern" of "patternless"; null where there is none.</summary>
    public string? StemWithout(string word)
    {
        foreach (string suffix in _suffixes)
        {
            if (word.Length >= suffix.Length + 3 && word.EndsWith(suffix, StringComparison.Ordinal) && word[..^suffix.Length] is var stem &&
                _root.Next.TryGetValue(stem, out Node? node) && node.Form?.Role == UnitRole.Value)
                return stem;
        }

        return null;
    }

    static string Consonants(string word) => string.Concat(word.Where(letter => !Vowels.Contains(letter)));

    static bool IsSuffix(string form) => form[0] == '-';

    static IEnumerable<string> Words(string form) => RequestWords.Read(form, int.MaxValue).Select(word => word.Text);

    void AddRole(FashionLexicon lexicon, WordRole role, UnitRole unit) => Add(lexicon.Words[role], new LexiconForm(unit), meaningful: false);

    void Add(IEnumerable<string> forms, LexiconForm form, bool meaningful)
    {
        // "Don't" is as often written "dont".
        foreach (string spelled in forms.SelectMany(form => form.Contains('\'') ? (string[])[form, form.Replace("'", "", StringComparison.Ordinal)] : [form]))
        {
            Node node = _root;
            foreach (string word in Words(spelled))
            {
                _words.Add(word);
                if (meaningful)
                    _meaningful.Add(word);
                if (!node.Next.TryGetValue(word, out Node? next))
                    node.Next[word] = next = new Node();
                node = next;
            }

            node.Form ??= form;
        }
    }

    sealed class Node
    {
        public Dictionary<string, Node> Next { get; } = new(StringComparer.Ordinal);

        public LexiconForm? Form { get; set; }
    }
}
