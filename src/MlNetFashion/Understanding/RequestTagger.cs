using MlNetFashion.Catalogues;
using MlNetFashion.Models;
using MlNetFashion.Text;

namespace MlNetFashion.Understanding;

/// <summary>Asks the text tagger about words that are in no lexicon.</summary>
/// <param name="scorer">The model.</param>
/// <param name="tokenizer">Of the vocabulary that it was trained with.</param>
/// <param name="forms">Words that it is not asked about.</param>
sealed class RequestTagger(OnnxScorer scorer, WordPieceTokenizer tokenizer, LexiconForms forms)
{
    const int ShortestWord = 3, K = Columns.TagCount;

    /// <summary>The least confidence of a finding. Chosen for precision with values that training
    /// had not seen tagged; the model card has precision and recall.</summary>
    internal const float LeastConfidence = 0.8f;

    /// <summary>Turns unknown words into values where the model is confident, those of one kind side by side into one.</summary>
    public void GiveMeanings(string text, List<RequestUnit> units)
    {
        if (!units.Any(IsAsked))
            return;
        IReadOnlyList<WordPieceToken> tokens =
            tokenizer.EncodeToTokens(text.Length <= QueryUnderstanding.MaxLength ? text : text[..QueryUnderstanding.MaxLength]);
        float[] scores = Score(tokens);
        int token = 0;
        float[] mean = new float[K];
        foreach (RequestUnit unit in units.Where(IsAsked))
        {
            while (token < tokens.Count && tokens[token].Start < unit.Start)
                token++;
            int first = token;
            Array.Clear(mean);
            for (; token < tokens.Count && tokens[token].Start < unit.End; token++)
            {
                // A word that is cut off at the last token is not read.
                if ((token + 1) * K > scores.Length)
                    return;
                for (int tag = 0; tag < K; tag++)
                    mean[tag] += scores[token * K + tag];
            }

            int best = Array.IndexOf(mean, mean.Max());
            float confidence = Math.Min(1, mean[best] / Math.Max(1, token - first));
            if (best > 0 && IsOpen((AttributeKind)(best - 1)) && confidence >= LeastConfidence)
                unit.BecomeValue(new LexiconMeaning((AttributeKind)(best - 1), unit.Words, FindingChange.Want), confidence);
        }

        Join(units);
    }

    // The scores of the tokens without [CLS] and [SEP], as many as the model reads.
    float[] Score(IReadOnlyList<WordPieceToken> tokens)
    {
        WordPieceVocabulary vocabulary = tokenizer.Vocabulary;
        int count = Math.Min(tokens.Count, Columns.MaxTokens - 2);
        long[] ids = [vocabulary.ClassId, .. tokens.Take(count).Select(token => (long)token.Id), vocabulary.SeparatorId], mask = new long[ids.Length];
        Array.Fill(mask, 1);
        return scorer.Run(1, new ScorerInput(Columns.InputIds, ids), new ScorerInput(Columns.AttentionMask, mask))[K..^K];
    }

    bool IsAsked(RequestUnit unit) =>
        unit.Role == UnitRole.Unknown && unit.Words.Length >= ShortestWord && unit.Words.All(char.IsAsciiLetter) && !forms.KnownWords.Contains(unit.Words);

    // Seasons, and whom garments are for, are few and all in the lexicon: "daughter" as a value of its own would be in no catalogue.
    static bool IsOpen(AttributeKind kind) => kind is not (AttributeKind.Gender or AttributeKind.Season);

    static void Join(List<RequestUnit> units)
    {
        for (int i = units.Count - 1; i > 0; i--)
        {
            RequestUnit first = units[i - 1], second = units[i];
            if (second.Break != WordBreak.None || first.Source != FindingSource.Model || second.Source != FindingSource.Model
                || first.Meaning.Kind != second.Meaning.Kind)
                continue;
            first.BecomeValue(first.Meaning with { Value = $"{first.Meaning.Value} {second.Meaning.Value}" }, Math.Min(first.Confidence, second.Confidence));
            first.End = second.End;
            units.RemoveAt(i);
        }
    }
}
