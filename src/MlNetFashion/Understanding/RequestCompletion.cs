namespace MlNetFashion.Understanding;

/// <summary>Completes what is being typed, by the words of a catalogue and the forms of a lexicon that it has items for.</summary>
sealed class RequestCompletion
{
    // Each is looked for in all items.
    const int MostForms = 4;

    // "Track p": a form of the lexicon may have begun so many words before.
    const int LongestForm = 3;

    readonly CatalogueWords _words;
    readonly (string Word, int Count)[] _sorted;
    readonly string[] _forms;

    /// <summary>Sorts the vocabulary.</summary>
    /// <param name="words">Of the catalogue.</param>
    /// <param name="lexicon">Its forms of several words.</param>
    public RequestCompletion(CatalogueWords words, FashionLexicon lexicon)
    {
        _words = words;
        _sorted = [.. words.Vocabulary.Where(word => word.Key.Length > 1 && word.Key.Any(char.IsLetter)).Select(word => (word.Key, word.Value))
            .OrderBy(word => word.Key, StringComparer.Ordinal)];
        _forms = [.. lexicon.Entries.SelectMany(entry => entry.Forms).Where(form => form.Contains(' ', StringComparison.Ordinal)).Select(FoldedTexts.Fold)
            .Distinct().Order(StringComparer.Ordinal)];
    }

    /// <summary>Requests that begin with what was typed, those with the most items first.</summary>
    /// <param name="typed">Whole words, and the beginning of one; after a blank at the end any word may follow.</param>
    /// <param name="top">How many, 1 or more.</param>
    public IReadOnlyList<Completion> Complete(string typed, int top)
    {
        string folded = FoldedTexts.Fold(typed.TrimStart());
        int last = folded.LastIndexOf(' ') + 1;
        string prefix = folded[last..];
        string[] before = folded[..last].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var found = new Dictionary<string, int>(StringComparer.Ordinal);
        if (prefix.Length == 0)
            return [];
        foreach ((string word, int count) in Words(before, prefix).OrderByDescending(word => word.Count)
            .ThenBy(word => word.Word, StringComparer.Ordinal).Take(top))
            found.TryAdd(folded[..last] + word, count);
        for (int count = 1; count <= Math.Min(LongestForm, before.Length + 1); count++)
        {
            string[] kept = before[..(before.Length + 1 - count)];
            string began = string.Join(' ', [.. before.Skip(kept.Length), prefix]), head = kept.Length == 0 ? "" : $"{string.Join(' ', kept)} ";
            foreach (string form in Forms(began))
            {
                int items = _words.CountWith([.. kept, .. form.Split(' ')]);
                if (items > 0)
                    found.TryAdd(head + form, items);
            }
        }

        return
        [
            .. found.OrderByDescending(completion => completion.Value).ThenBy(completion => completion.Key.Length)
                .ThenBy(completion => completion.Key, StringComparer.Ordinal).Take(top)
                .Select(completion => new Completion(completion.Key, completion.Value)),
        ];
    }

    // Without words before it the whole vocabulary is asked, which is sorted; else only items that have them.
    IEnumerable<(string Word, int Count)> Words(string[] before, string prefix) =>
        before.Length == 0 ? Beginning(prefix) : _words.Beside(before, prefix).Select(word => (word.Key, word.Value));

    // Those of which the catalogue has every word.
    IEnumerable<string> Forms(string began) => began.Length < 2 ? [] : _forms
        .Where(form => form.Length > began.Length && form.StartsWith(began, StringComparison.Ordinal) && form.Split(' ').All(_words.Vocabulary.ContainsKey))
            .Take(MostForms);

    (string Word, int Count)[] Beginning(string prefix) => _sorted[FirstFrom(prefix)..FirstFrom(prefix + char.MaxValue)];

    // By binary search.
    int FirstFrom(string word)
    {
        int from = 0, to = _sorted.Length;
        while (from < to)
        {
            int middle = (from + to) / 2;
            if (string.CompareOrdinal(_sorted[middle].Word, word) < 0)
                from = middle + 1;
            else
                to = middle;
        }

        return from;
    }
}
