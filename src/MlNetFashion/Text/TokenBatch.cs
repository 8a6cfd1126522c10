namespace MlNetFashion.Text;

/// <summary>Tokens of the texts of a batch that have any, padded to the longest of them.</summary>
/// <param name="Rows">The texts' positions in the whole list.</param>
/// <param name="InputIds">One row for each; int64.</param>
/// <param name="AttentionMask">Likewise.</param>
sealed record TokenBatch(IReadOnlyList<int> Rows, long[] InputIds, long[] AttentionMask)
{
    const int SpecialTokens = 2;

    public static TokenBatch Make(WordPieceTokenizer tokenizer, IReadOnlyList<string?> texts, int start, int count)
    {
        var rows = new List<int>(count);
        long[] ids = new long[count * Columns.MaxTokens], mask = new long[ids.Length];
        int longest = 0;
        for (int row = start; row < start + count; row++)
        {
            int place = rows.Count * Columns.MaxTokens;
            int tokens = tokenizer.Encode(texts[row], ids.AsSpan(place, Columns.MaxTokens), mask.AsSpan(place, Columns.MaxTokens));
            if (tokens == SpecialTokens)
                continue;
            rows.Add(row);
            longest = Math.Max(longest, tokens);
        }

        return new TokenBatch(rows, Narrow(ids, rows.Count, longest), Narrow(mask, rows.Count, longest));
    }

    static long[] Narrow(long[] wide, int rows, int width)
    {
        long[] narrow = new long[rows * width];
        for (int row = 0; row < rows; row++)
            wide.AsSpan(row * Columns.MaxTokens, width).CopyTo(narrow.AsSpan(row * width));
        return narrow;
    }
}
