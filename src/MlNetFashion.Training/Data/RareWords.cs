using MlNetFashion.Text;
using MlNetFashion.Understanding;

namespace MlNetFashion.Training.Data;

/// <summary>Puts words that nobody knows in the place of others, so that a tagger learns from what stands around them.</summary>
/// <remarks>Values of findings are exchanged often, and ordinary words now and then: what is rare is not a value for that.</remarks>
public sealed class RareWords
{
    const double Hidden = 0.15, Unknown = 0.22, Alone = 0.4, Collapsed = 0.5;
    const int Sample = 5000, Common = 3;

    readonly long[] _starts, _continuations;
    readonly long _mask, _unknown;
    readonly double _values, _others;

    /// <summary>Makes a choice of words.</summary>
    /// <param name="tagger">Knows which words are no rare ones.</param>
    /// <param name="vocabulary">Of the pieces.</param>
    /// <param name="corpus">Words that are common in it are left out.</param>
    /// <param name="values">Share of findings' words that is exchanged, 0 to 1.</param>
    /// <param name="others">Share of the words that the lexicon lacks.</param>
    public RareWords(LexiconTagger tagger, WordPieceVocabulary vocabulary, PretrainingCorpus corpus, double values, double others)
    {
        (_values, _others) = (values, others);
        _unknown = vocabulary.UnknownId;
        _mask = vocabulary.Find("[MASK]") ?? _unknown;
        var random = new Random(1);
        HashSet<string> common = [.. Enumerable.Range(0, Sample).SelectMany(_ => RequestWords.Read(corpus.Draw(random), QueryUnderstanding.MaxLength)).CountBy(word => word.Text).Where(count => count.Value > Common).Select(count => count.Key)];
        _starts = Ids(piece => piece.Length > 2 && piece.All(char.IsAsciiLetterLower) && !tagger.Knows(piece) && !common.Contains(piece));
        _continuations = Ids(piece => piece.Length > 3 && piece.StartsWith("##", StringComparison.Ordinal) && piece.AsSpan(2).IndexOfAnyExceptInRange('a', 'z') < 0);

        long[] Ids(Func<string, bool> isWanted) => [.. Enumerable.Range(0, vocabulary.Size).Where(id => isWanted(vocabulary.Pieces[id])).Select(id => (long)id)];
    }

    /// <summary>Exchanges words of a text; those that are left keep their order and tags.</summary>
    public IReadOnlyList<TaggedWord> Exchange(IReadOnlyList<TaggedWord> words, Random random)
    {
        var exchanged = new List<TaggedWord>(words.Count);
        bool collapses = false;
        for (int i = 0; i < words.Count; i++)
        {
            TaggedWord word = words[i];
            bool goesOn = i > 0 && words[i - 1].Standing == WordStanding.Value && words[i - 1].Tag == word.Tag && word.Standing == WordStanding.Value;
            if (goesOn && collapses)
                continue;
            double share = word.Standing switch { WordStanding.Value => _values, WordStanding.Unknown => _others, _ => 0 };
            bool isExchanged = random.NextDouble() < share;
            collapses = isExchanged && word.Standing == WordStanding.Value && random.NextDouble() < Collapsed;
            exchanged.Add(isExchanged ? word with { Pieces = Draw(random) } : word);
        }

        return exchanged;
    }

    long[] Draw(Random random)
    {
        double dice = random.NextDouble();
        if (dice < Hidden)
            return [_mask];
        if (dice < Unknown)
            return [_unknown];
        int more = random.NextDouble() < Alone ? 0 : 1 + random.Next(2);
        return [_starts[random.Next(_starts.Length)], .. Enumerable.Range(0, more).Select(_ => _continuations[random.Next(_continuations.Length)])];
    }
}
