using System.Buffers;
using MlNetFashion.Catalogues;

namespace MlNetFashion.Understanding;

/// <summary>Finds what a request refuses beside the values of the lexicon:
/// words that it lacks, and one kind of what is wanted ("jacket, not a bomber").</summary>
static class RefusalReader
{
    // Nobody refuses more sorts of one thing; it keeps a text of a thousand refusals quick.
    const int MostNarrow = 16;

    static readonly HashSet<string> s_cues =
        new(["not", "no", "without", "except", "excluding", "nothing", "never", "avoid", "minus", "non"], StringComparer.Ordinal);

    // They stand between the cue and what is refused.
    static readonly HashSet<string> s_between = new(
        [
            "a", "an", "the", "any", "of", "by", "from", "for", "with", "made", "in", "like", "brand", "too", "so", "very", "really", "want", "wants",
            "please", "be", "is", "anything", "something", "everything", "see", "me", "one", "ones",
            "clothes", "clothing", "item", "items", "thing", "things", "stuff", "products", "product",
        ], StringComparer.Ordinal);

    // They end a refusal, or join what else is refused.
    static readonly HashSet<string> s_ends =
        new(["but", "just", "only", "instead", "must", "should", "i", "it", "they", "that", "this", "to", "at", "on", "as"], StringComparer.Ordinal),
        s_joints = new(["and", "or", "nor"], StringComparer.Ordinal);

    static readonly SearchValues<string> s_any =
        SearchValues.Create(["no", "without", "except", "excluding", "never", "avoid", "minus", "but", "-"], StringComparison.OrdinalIgnoreCase);

    /// <summary>Reads a request that was understood.</summary>
    /// <param name="text">The request.</param>
    /// <param name="findings">What the lexicon made of it.</param>
    /// <param name="refusals">The words that say no: "other than".</param>
    /// <returns>The findings without those that refuse a kind of what is wanted, and the refused words.</returns>
    public static (IReadOnlyList<QueryFinding> Findings, IReadOnlyList<RefusedWord> Refused) Read(
        string text, IReadOnlyList<QueryFinding> findings, IReadOnlyList<RequestUnit> refusals)
    {
        if (refusals.Count == 0 && !text.AsSpan().ContainsAny(s_any) && !findings.Any(finding => finding.IsNegative))
            return (findings, []);
        List<RequestWord> words = RequestWords.Read(text, QueryUnderstanding.MaxLength);
        var refused = new List<RefusedWord>();
        // "Jacket, not a bomber": a bomber is a jacket, and jackets are wanted all the same.
        var narrow = new List<QueryFinding>();
        ILookup<(AttributeKind, string), QueryFinding> positive = findings.Where(finding => !finding.IsNegative)
            .ToLookup(finding => (finding.Kind, finding.Value));
        foreach (QueryFinding finding in findings.Where(finding => finding.IsNegative && positive.Contains((finding.Kind, finding.Value))).Take(MostNarrow))
        {
            QueryFinding[] same = [.. positive[(finding.Kind, finding.Value)].Take(MostNarrow).Where(other => AreOfOneSentence(words, other, finding))];
            string[] wanted = [.. same.SelectMany(other => Within(words, other.Start, other.End)).Select(word => WordStem.Of(word.Text))];
            RequestWord[] named = [.. Within(words, finding.Start, finding.End)
                .Where(word => !s_cues.Contains(word.Text) && !s_between.Contains(word.Text) && !s_ends.Contains(word.Text))];
            if (same.Length == 0 || named.All(word => wanted.Contains(WordStem.Of(word.Text))))
                continue;
            narrow.Add(finding);
            // "Off white" is refused as a whole, and of "ankle boots" what the boots are: titles have it elsewhere, too.
            RequestWord[] own = [.. named.Where(word => finding.Kind != AttributeKind.Garment || !wanted.Contains(WordStem.Of(word.Text)))];
            refused.Add(new RefusedWord(string.Join(' ', own.Select(word => word.Text)), finding.Start, finding.End));
        }

        int cue = -1, next = 0, nextRefusal = 0;
        QueryFinding[] known = [.. findings.Where(finding => finding.Source != FindingSource.Model).OrderBy(finding => finding.Start)];
        for (int i = 0; i < words.Count; i++)
        {
            RequestWord word = words[i];
            if (word.Break != WordBreak.None || s_ends.Contains(word.Text))
                cue = -1;
            if (SaysNo(word) is { } unit)
                cue = unit.Start;
            else if (s_cues.Contains(word.Text) || (word.Text == "but" && i > 0 && words[i - 1].Text is "anything" or "everything" or "all"))
                cue = word.Text == "but" ? words[i - 1].Start : word.Start;
            else if (cue >= 0 && IsKnown(word))
                cue = -1;
            else if (cue >= 0 && !s_between.Contains(word.Text) && !s_joints.Contains(word.Text) && word.Text.Any(char.IsLetterOrDigit))
                refused.Add(new RefusedWord(word.Text, refused.Count > 0 && refused[^1].Start == cue ? refused[^1].End : cue, word.End));
        }

        RequestUnit? SaysNo(RequestWord word)
        {
            while (nextRefusal < refusals.Count && refusals[nextRefusal].End <= word.Start)
                nextRefusal++;
            return nextRefusal < refusals.Count && word.End > refusals[nextRefusal].Start ? refusals[nextRefusal] : null;
        }

        bool IsKnown(RequestWord word)
        {
            while (next < known.Length && known[next].End <= word.Start)
                next++;
            return next < known.Length && word.End > known[next].Start;
        }

        // What a model made of a refused word is refused with it.
        bool IsRefused(QueryFinding finding) =>
            finding is { Source: FindingSource.Model, IsNegative: false } && refused.Exists(word => word.Start < finding.End && word.End >= finding.End);
        return ([.. findings.Except(narrow).Where(finding => !IsRefused(finding))], [.. refused.OrderBy(word => word.Start)]);
    }

    static bool AreOfOneSentence(List<RequestWord> words, QueryFinding one, QueryFinding other) =>
        !words.Exists(word => word.Break == WordBreak.Sentence && word.Start > Math.Min(one.Start, other.Start)
            && word.Start <= Math.Max(one.Start, other.Start));

    static IEnumerable<RequestWord> Within(List<RequestWord> words, int start, int end) => words.Where(word => word.Start >= start && word.End <= end);
}
