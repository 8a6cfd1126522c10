using MlNetFashion.Text;
using MlNetFashion.Training.Data;
using MlNetFashion.Understanding;

namespace MlNetFashion.Training.Tagger;

/// <summary>Puts words that nobody knows in the place of others, so that a tagger learns from what stands around them.</summary>
/// <remarks>Values of findings are exchanged often, and ordinary words now and then: what is rare is not a value for that.</remarks>
sealed class RareWords
{
    const double Hidden = 0.1, Unknown = 0.15, Whole = 0.35, Collapsed = 0.5;
    const int Sample = 5000, Common = 3, ShortestPart = 2, LongestPart = 6;

    readonly LexiconTagger _tagger;
    readonly WordPieceTokenizer _tokenizer;
    readonly string[] _words;
    readonly long _mask, _unknown;
    readonly double _values, _others;

    /// <summary>Makes a choice of words.</summary>
    /// <param name="tagger">Knows which words are no rare ones.</param>
    /// <param name="tokenizer">Cuts words to pieces.</param>
    /// <param name="corpus">Words that are common in it are left out.</param>
    /// <param name="values">Share of findings' words that is exchanged, 0 to 1.</param>
    /// <param name="others">Share of the words that the lexicon lacks.</param>
    public RareWords(LexiconTagger tagger, WordPieceTokenizer tokenizer, PretrainingCorpus corpus, double values, double others)
    {
        (_values, _others) = (values, others);
        (_tagger, _tokenizer) = (tagger, tokenizer);
        WordPieceVocabulary vocabulary = tokenizer.Vocabulary;
        _unknown = vocabulary.UnknownId;
        _mask = vocabulary.Find("[MASK]") ?? _unknown;
        var random = new Random(1);
        HashSet<string> common = [.. Enumerable.Range(0, Sample)
            .SelectMany(_ => RequestWords.Read(corpus.Draw(random), QueryUnderstanding.MaxLength)).CountBy(word => word.Text)
            .Where(count => count.Value > Common).Select(count => count.Key)];
        _words = [.. vocabulary.Pieces.Where(piece =>
            piece.Length > ShortestPart && piece.All(char.IsAsciiLetterLower) && !tagger.Knows(piece) && !common.Contains(piece))];
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
        string word = dice < Whole ? Pick(random) : Blend(random);
        return [.. _tokenizer.EncodeToTokens(word).Select(piece => (long)piece.Id)];
    }

    // The beginning of one word and the end of another fall into pieces as words do that the vocabulary lacks.
    string Blend(Random random)
    {
        while (true)
        {
            string first = Pick(random), second = Pick(random);
            string blend = $"{first[..Part(first)]}{second[^Part(second)..]}";
            if (!_tagger.Knows(blend))
                return blend;
        }

        int Part(string word) => random.Next(ShortestPart, Math.Min(word.Length, LongestPart) + 1);
    }

    string Pick(Random random) => _words[random.Next(_words.Length)];
}
