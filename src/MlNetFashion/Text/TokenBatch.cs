namespace MlNetFashion.Text;

/// <summary>Tokens of texts of about the same length, padded to the longest of them.</summary>
/// <param name="Rows">The texts' positions in the whole list.</param>
/// <param name="InputIds">One row for each; int64.</param>
/// <param name="AttentionMask">Likewise.</param>
sealed record TokenBatch(int[] Rows, long[] InputIds, long[] AttentionMask)
{
    const int SpecialTokens = 2;

    /// <summary>Cuts texts into batches of like lengths, for padding costs as much as tokens do. Texts without words are in none.</summary>
    /// <param name="tokenizer">Text to tokens.</param>
    /// <param name="texts">The whole list.</param>
    /// <param name="start">The first text.</param>
    /// <param name="count">How many.</param>
    /// <param name="size">Texts in a batch, 1 or more.</param>
    public static TokenBatch[] ByLength(WordPieceTokenizer tokenizer, IReadOnlyList<string?> texts, int start, int count, int size)
    {
        long[] ids = new long[count * Columns.MaxTokens];
        int[] lengths = new int[count];
        Span<long> mask = stackalloc long[Columns.MaxTokens];
        for (int row = 0; row < count; row++)
            lengths[row] = tokenizer.Encode(texts[start + row], ids.AsSpan(row * Columns.MaxTokens, Columns.MaxTokens), mask);
        return [.. Enumerable.Range(0, count).Where(row => lengths[row] > SpecialTokens).OrderBy(row => lengths[row]).Chunk(size)
            .Select(rows => Make(rows, start, ids, lengths))];
    }

    static TokenBatch Make(int[] rows, int start, long[] ids, int[] lengths)
    {
        int width = lengths[rows[^1]];
        long[] narrow = new long[rows.Length * width], mask = new long[narrow.Length];
        for (int i = 0; i < rows.Length; i++)
        {
            ids.AsSpan(rows[i] * Columns.MaxTokens, width).CopyTo(narrow.AsSpan(i * width));
            mask.AsSpan(i * width, lengths[rows[i]]).Fill(1);
        }

        return new TokenBatch([.. rows.Select(row => start + row)], narrow, mask);
    }
}
