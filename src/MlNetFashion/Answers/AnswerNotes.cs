using MlNetFashion.Querying;
using MlNetFashion.Text;
using MlNetFashion.Understanding;

namespace MlNetFashion.Answers;

/// <summary>What a person should know of an answer: what was corrected, not understood, or cannot be told.</summary>
static class AnswerNotes
{
    const int MostNamed = 5;

    /// <param name="answer">The answer.</param>
    /// <param name="asked">The query as it was asked.</param>
    /// <param name="tokenizer">The text encoder's.</param>
    public static IEnumerable<string> Of(SearchAnswer answer, FashionQuery asked, WordPieceTokenizer tokenizer)
    {
        bool knowsNoWord = KnowsNoWord(answer.Query.Query.Text, tokenizer);
        foreach (RespelledWord word in answer.Corrected)
            yield return $"\"{Part(asked.Text!, word.Start, word.End)}\" is no word of this catalogue; \"{SafeText.OneLine(word.Meant)}\" was searched for.";
        if (answer.Understood is { } understood)
        {
            foreach (RespelledWord word in understood.Respelled)
                yield return $"\"{Part(understood.Text, word.Start, word.End)}\" was read as \"{word.Meant}\".";
            bool isNothing = understood.Findings.Count == 0 && understood.Refused.Count == 0 && answer.Unknown.Count > 0;
            if (knowsNoWord || (isNothing && !answer.Neighbours.Any(found => found.Parts.Any(part => part.Name is "words" or "names" or "id"))))
                yield return "No word of the text is known, so what is found has little to do with it. "
                    + "English words for garments and colours are understood best.";
            else if (answer.Unknown.Count > 0)
            {
                string more = answer.Unknown.Count > MostNamed ? $" and {answer.Unknown.Count - MostNamed:N0} more" : "";
                yield return "Neither the lexicon nor any item "
                    + $"has {string.Join(", ", answer.Unknown.Take(MostNamed).Select(word => $"\"{SafeText.OneLine(word)}\""))}{more}.";
            }
        }
        else if (knowsNoWord)
            yield return "No word of the text is known, so what is found has little to do with it. English words for garments and colours are understood best.";

        foreach (QueryFinding untold in answer.Untold)
        {
            yield return $"The request insists on \"{answer.Understood!.Words(untold)}\", "
                + $"but no attribute of these items tells the {untold.Kind.ToString().ToLowerInvariant()}, so nothing is left out for it.";
        }

        if (answer.UntoldNumbers.Count > 0)
        {
            IEnumerable<string> numbers = answer.UntoldNumbers.Select(number => Part(answer.Understood!.Text, number.Start, number.Start + number.Length));
            yield return $"Nothing here tells prices or sizes as in \"{string.Join("\" and \"", numbers)}\", so nothing is left out for it.";
        }
    }

    // Emoji, or another script.
    static bool KnowsNoWord(string? text, WordPieceTokenizer tokenizer) =>
        text is not null && tokenizer.EncodeToTokens(text).All(token => token.Id == tokenizer.Vocabulary.UnknownId);

    static string Part(string text, int start, int end) => SafeText.OneLine(text[start..end]);
}
