using System.Security.Cryptography;
using System.Text;
using MlNetFashion.Catalogues;
using MlNetFashion.Text;
using MlNetFashion.Understanding;

namespace MlNetFashion.Training.Tagger;

/// <summary>Tags words with the findings of a lexicon: what a tagger is taught.</summary>
/// <remarks>Words that only say the change ("no", "more") and nouns that only lead to a value
/// have their tags, but keep their standing: nothing replaces them.</remarks>
sealed class LexiconTagger
{
    // A tenth of the values; chosen by hash, so that another lexicon holds out the same.
    const int HeldOutShare = 10;

    readonly WordPieceTokenizer _tokenizer;
    readonly FashionLexicon _lexicon;
    readonly QueryUnderstanding _understanding;
    readonly LexiconForms _forms;
    readonly HashSet<string> _function;

    /// <summary>Makes a tagger.</summary>
    /// <param name="lexicon">What words mean.</param>
    /// <param name="tokenizer">Cuts words to pieces.</param>
    public LexiconTagger(FashionLexicon lexicon, WordPieceTokenizer tokenizer)
    {
        (_lexicon, _tokenizer) = (lexicon, tokenizer);
        _understanding = new QueryUnderstanding(lexicon, tokenizer.Vocabulary);
        _forms = new LexiconForms(lexicon);
        _function =
        [
            .. lexicon.Cues.SelectMany(cue => cue),
            .. lexicon.Words.Where(words => words.Key is not (WordRole.Ordinary or WordRole.Part or WordRole.Head)).SelectMany(words => words),
        ];
    }

    /// <summary>Whether texts with a value are kept from training, to see what a tagger makes of words that it never saw tagged.</summary>
    public static bool IsHeldOut(AttributeKind kind, string value) => SHA256.HashData(Encoding.UTF8.GetBytes($"{kind} {value}"))[0] % HeldOutShare == 0;

    /// <summary>Tags a text; punctuation is a word without a tag.</summary>
    public IReadOnlyList<TaggedWord> Read(string text)
    {
        IReadOnlyList<QueryFinding> findings = _understanding.Read(text).Findings;
        List<RequestWord> words = RequestWords.Read(text, QueryUnderstanding.MaxLength);
        var tagged = new List<TaggedWord>(words.Count);
        IReadOnlyList<WordPieceToken> tokens = _tokenizer.EncodeToTokens(text);
        for (int token = 0, word = 0; token < tokens.Count;)
        {
            int first = token++;
            while (word < words.Count && words[word].End <= tokens[first].Start)
                word++;
            if (word == words.Count || tokens[first].Start < words[word].Start)
            {
                tagged.Add(new TaggedWord([tokens[first].Id], 0, WordStanding.Known));
                continue;
            }

            while (token < tokens.Count && tokens[token].Start < words[word].End)
                token++;
            (int tag, WordStanding standing) = Stand(words[word], findings);
            tagged.Add(new TaggedWord([.. tokens.Skip(first).Take(token - first).Select(piece => (long)piece.Id)], tag, standing));
        }

        return tagged;
    }

    /// <summary>Whether the lexicon has a word in any form.</summary>
    internal bool Knows(string word) => _forms.KnownWords.Contains(word);

    (int Tag, WordStanding Standing) Stand(RequestWord word, IReadOnlyList<QueryFinding> findings)
    {
        QueryFinding? finding = findings.FirstOrDefault(finding => finding.Start < word.End && word.Start < finding.End);
        if (finding is null || _function.Contains(word.Text))
            return (0, Knows(word.Text) || !word.Text.All(char.IsAsciiLetter) || word.Text.Length < 3 ? WordStanding.Known : WordStanding.Unknown);
        bool isNoun = _lexicon.Nouns.TryGetValue(word.Text, out AttributeKind? kind) && kind == finding.Kind;
        return (1 + (int)finding.Kind, isNoun ? WordStanding.Known : IsHeldOut(finding.Kind, finding.Value) ? WordStanding.HeldOut : WordStanding.Value);
    }
}
