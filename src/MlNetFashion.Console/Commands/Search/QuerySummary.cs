using System.Globalization;
using MlNetFashion.Images;
using MlNetFashion.Models;
using MlNetFashion.Querying;
using MlNetFashion.Retrieval;
using MlNetFashion.Text;

namespace MlNetFashion.Tool.Commands;

/// <summary>A query as it was understood, in a few lines: the words that were read, those that are not known, the picture, the conditions.</summary>
/// <param name="prepared">The query.</param>
/// <param name="tokenizer">Reads its text.</param>
/// <param name="pictures">Where its pictures came from.</param>
/// <param name="where">Conditions, or null.</param>
sealed class QuerySummary(PreparedQuery prepared, WordPieceTokenizer tokenizer, IReadOnlyList<string> pictures, AttributeFilter? where)
{
    const int MostUnknown = 5, MostFindings = 12;

    FashionQuery Query => prepared.Query;

    public IEnumerable<string> Lines
    {
        get
        {
            if (Query.Text is not null)
            {
                // [CLS] and [SEP] take two places. Longer texts need not be read to their end.
                const int Room = Columns.MaxTokens - 2;
                IReadOnlyList<WordPieceToken> tokens = tokenizer.EncodeToTokens(Query.Text);
                yield return $"Words     {Join(Query.Text, tokens.Take(Room))}";
                if (tokens.Count > Room)
                    yield return $"Left out  everything after the first {Room} word pieces; the text has {tokens.Count:N0}";
                string[] unknown = [.. tokens.Take(Room).Where(token => token.Id == tokenizer.Vocabulary.UnknownId)
                    .Select(token => Query.Text.Substring(token.Start, token.Length)).Distinct()];
                if (unknown.Length > 0)
                    yield return $"Unknown   {First(unknown, MostUnknown, ", ")}";
            }

            if (prepared.Understood is { Findings.Count: > 0 } words)
                yield return $"Findings  {First([.. words.Findings.Select(finding => finding.ToString())], MostFindings, "; ")}";
            foreach (QueryTerm term in Query.Terms)
            {
                float weight = MathF.Abs(term.Weight);
                string times = weight == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $" ({weight:0.##} times the usual weight)");
                yield return $"{(term.Weight > 0 ? "More" : "Less"),-10}{term.Text}{times}";
            }

            foreach ((int i, RgbImage image) in Query.Images.Index())
            {
                IReadOnlyList<SeenAttribute> shown = i < prepared.Seen.Count ? prepared.Seen[i] : [];
                yield return $"Picture   {pictures[i]} "
                    + $"({image.Width} x {image.Height}){(shown.Count == 0 ? "" : $": {string.Join(", ", shown.Select(Words))}")}";
            }

            if (where is not null)
                yield return $"Where     {where}";
        }
    }

    // "a, b and 3 more".
    static string First(string[] all, int most, string between) =>
        string.Join(between, all.Take(most)) + (all.Length > most ? $" and {all.Length - most:N0} more" : "");

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
