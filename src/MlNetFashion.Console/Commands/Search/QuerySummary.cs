using System.Globalization;
using MlNetFashion.Images;
using MlNetFashion.Querying;
using MlNetFashion.Retrieval;
using MlNetFashion.Text;
using MlNetFashion.Understanding;

namespace MlNetFashion.Tool.Commands;

/// <summary>A query as it was understood, in a few lines: the words that were read, those that are not known, the picture, the conditions.</summary>
/// <param name="query">The query.</param>
/// <param name="words">What was found in its words; null where they are taken as they are.</param>
/// <param name="tokenizer">Reads its text.</param>
/// <param name="pictures">Where its pictures came from.</param>
/// <param name="seen">What was read of each picture; nothing where it is not read.</param>
/// <param name="where">Conditions, or null.</param>
sealed class QuerySummary(FashionQuery query, UnderstoodQuery? words, WordPieceTokenizer tokenizer, IReadOnlyList<string> pictures, IReadOnlyList<IReadOnlyList<SeenAttribute>> seen, AttributeFilter? where)
{
    const int MostUnknown = 5, MostFindings = 12;

    /// <summary>Whether there is a text, but not one word of it is known: emoji, or another script.</summary>
    public bool KnowsNoWord => query.Text is not null && tokenizer.EncodeToTokens(query.Text).All(token => token.Id == tokenizer.Vocabulary.UnknownId);

    public IEnumerable<string> Lines
    {
        get
        {
            if (query.Text is not null)
            {
                // [CLS] and [SEP] take two places. Longer texts need not be read to their end.
                const int Room = Columns.MaxTokens - 2;
                IReadOnlyList<WordPieceToken> tokens = tokenizer.EncodeToTokens(query.Text);
                yield return $"Words     {Join(query.Text, tokens.Take(Room))}";
                if (tokens.Count > Room)
                    yield return $"Left out  everything after the first {Room} word pieces; the text has {tokens.Count:N0}";
                string[] unknown = [.. tokens.Take(Room).Where(token => token.Id == tokenizer.Vocabulary.UnknownId).Select(token => query.Text.Substring(token.Start, token.Length)).Distinct()];
                if (unknown.Length > 0)
                    yield return $"Unknown   {string.Join(", ", unknown.Take(MostUnknown))}{(unknown.Length > MostUnknown ? $" and {unknown.Length - MostUnknown} more" : "")}";
            }

            if (words is { Findings.Count: > 0 })
                yield return $"Findings  {string.Join("; ", words.Findings.Take(MostFindings))}{(words.Findings.Count > MostFindings ? $" and {words.Findings.Count - MostFindings:N0} more" : "")}";
            foreach (QueryTerm term in query.Terms)
                yield return $"{(term.Weight > 0 ? "More" : "Less"),-10}{term.Text}{(MathF.Abs(term.Weight) == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $" ({MathF.Abs(term.Weight):0.##} times the usual weight)"))}";
            foreach ((RgbImage image, string path, IReadOnlyList<SeenAttribute> shown) in query.Images.Zip(pictures, seen))
                yield return $"Picture   {path} ({image.Width} x {image.Height}){(shown.Count == 0 ? "" : $": {string.Join(", ", shown.Select(Words))}")}";
            if (where is not null)
                yield return $"Where     {where}";
        }
    }

    static string Words(SeenAttribute seen) => string.Create(CultureInfo.InvariantCulture, $"{seen.Value} {seen.Confidence:0.00}");

    // Pieces as a person reads them: "strip·ed" is one word in two pieces.
    static string Join(string text, IEnumerable<WordPieceToken> tokens)
    {
        var words = new List<string>();
        int end = -1;
        foreach (WordPieceToken token in tokens)
        {
            string piece = text.Substring(token.Start, token.Length);
            if (token.Piece.StartsWith("##", StringComparison.Ordinal) && token.Start == end)
                words[^1] += $"·{piece}";
            else
                words.Add(piece);
            end = token.Start + token.Length;
        }

        return string.Join(' ', words);
    }
}
