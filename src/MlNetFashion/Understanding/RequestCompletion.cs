namespace MlNetFashion.Understanding;

/// <summary>Completes what is being typed, by the words of a catalogue and the forms of a lexicon that it has items for.</summary>
sealed class RequestCompletion
{
    // So many words of the prefix are looked at together with what stands before; more are rare ones.
    const int MostCandidates = 24;

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
        if (prefix.Length > 0)
        {
            foreach ((string word, int count) in Beginning(prefix).OrderByDescending(word => word.Count).ThenBy(word => word.Word, StringComparer.Ordinal)
                .Take(MostCandidates))
                Add(folded[..last] + word, [.. before, word], count);
        }

        for (int count = 1; count <= Math.Min(LongestForm, before.Length + 1) && folded.Length > 0; count++)
        {
            string[] kept = before[..(before.Length + 1 - count)];
            string began = string.Join(' ', [.. before.Skip(kept.Length), prefix]).TrimStart();
            if (began.Length < 2)
                continue;
            string head = kept.Length == 0 ? "" : $"{string.Join(' ', kept)} ";
            foreach (string form in _forms.Where(form => form.Length > began.Length && form.StartsWith(began, StringComparison.Ordinal)))
                Add(head + form, [.. kept, .. form.Split(' ')], int.MaxValue);
        }

        // Whole words that were typed are kept as they were.
        return [.. found.OrderByDescending(completion => completion.Value)
            .ThenBy(completion => completion.Key.Length).ThenBy(completion => completion.Key, StringComparer.Ordinal).Take(top)
            .Select(completion => new Completion(completion.Key, completion.Value))];

        void Add(string text, string[] all, int count)
        {
            int items = all.Length == 1 ? count : _words.CountWith(all);
            if (items > 0)
                found.TryAdd(text, items);
        }
    }

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
