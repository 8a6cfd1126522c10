using MlNetFashion.Text;

namespace MlNetFashion.Training.Pretraining;

/// <summary>A few texts of similar length with tokens hidden.</summary>
/// <param name="Count">Texts, N.</param>
/// <param name="Length">Tokens of the longest, T.</param>
/// <param name="InputIds">(N, T).</param>
/// <param name="AttentionMask">(N, T).</param>
/// <param name="Places">Where tokens are hidden: row · T + column.</param>
/// <param name="Answers">What stood there.</param>
sealed record MaskedTexts(int Count, int Length, long[] InputIds, long[] AttentionMask, long[] Places, long[] Answers)
{
    /// <summary>Encodes and hides texts and puts those of like length together, so that little is computed for padding.</summary>
    /// <param name="texts">Any texts; empty ones are left out.</param>
    /// <param name="tokenizer">Cuts them; longer ones than <paramref name="maxTokens"/> are cut off.</param>
    /// <param name="masking">Hides tokens, in the order of the texts.</param>
    /// <param name="maxTokens">The most tokens of a text, [CLS] and [SEP] included.</param>
    /// <param name="size">Texts in each part; the last may have fewer.</param>
    /// <param name="random">Chooses what is hidden.</param>
    public static IReadOnlyList<MaskedTexts> Make(IEnumerable<string> texts, WordPieceTokenizer tokenizer, TokenMasking masking, int maxTokens,
        int size, Random random)
    {
        var rows = new List<(long[] Ids, List<int> Places, List<long> Answers)>();
        long[] ids = new long[maxTokens], mask = new long[maxTokens];
        foreach (string text in texts)
        {
            long[] row = ids[..tokenizer.Encode(text, ids, mask)];
            (List<int> places, List<long> answers) = ([], []);
            masking.Hide(row, random, places, answers);
            if (places.Count > 0)
                rows.Add((row, places, answers));
        }

        return [.. rows.OrderBy(row => row.Ids.Length).Chunk(size).Select(part => Pad(part, tokenizer.Vocabulary.PaddingId))];
    }

    static MaskedTexts Pad((long[] Ids, List<int> Places, List<long> Answers)[] rows, int padding)
    {
        int length = rows[^1].Ids.Length; // the longest is last
        long[] ids = new long[rows.Length * length], mask = new long[ids.Length];
        Array.Fill(ids, padding);
        for (int i = 0; i < rows.Length; i++)
        {
            rows[i].Ids.CopyTo(ids, i * length);
            mask.AsSpan(i * length, rows[i].Ids.Length).Fill(1);
        }

        return new MaskedTexts(rows.Length, length, ids, mask,
            [.. rows.SelectMany((row, i) => row.Places.Select(place => (long)(i * length + place)))], [.. rows.SelectMany(row => row.Answers)]);
    }
}
