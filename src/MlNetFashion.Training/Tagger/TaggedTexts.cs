using MlNetFashion.Text;

namespace MlNetFashion.Training.Tagger;

/// <summary>A few tagged texts of similar length.</summary>
/// <param name="Texts">Words of each, in the order of the rows.</param>
/// <param name="Length">Tokens of the longest, T.</param>
/// <param name="InputIds">(N, T).</param>
/// <param name="AttentionMask">(N, T).</param>
/// <param name="Places">Where a word's pieces stand: row · T + column.</param>
/// <param name="Tags">What each of them is tagged with.</param>
sealed record TaggedTexts(IReadOnlyList<IReadOnlyList<TaggedWord>> Texts, int Length, long[] InputIds, long[] AttentionMask, long[] Places, long[] Tags)
{
    /// <summary>Puts texts of like length together.</summary>
    /// <param name="texts">Texts of a word or more; those that are longer than <see cref="Columns.MaxTokens"/> are cut after the last whole word.</param>
    /// <param name="vocabulary">Of the pieces.</param>
    /// <param name="size">Texts in each part; the last may have fewer.</param>
    public static IReadOnlyList<TaggedTexts> Make(IEnumerable<IReadOnlyList<TaggedWord>> texts, WordPieceVocabulary vocabulary, int size) =>
        [.. texts.Select(Cut).Where(text => text.Count > 0).OrderBy(Count).Chunk(size).Select(part => Pad(part, vocabulary))];

    static int Count(IReadOnlyList<TaggedWord> text) => text.Sum(word => word.Pieces.Count);

    static IReadOnlyList<TaggedWord> Cut(IReadOnlyList<TaggedWord> text)
    {
        int pieces = 0;
        return [.. text.TakeWhile(word => (pieces += word.Pieces.Count) <= Columns.MaxTokens - 2)];
    }

    static TaggedTexts Pad(IReadOnlyList<TaggedWord>[] texts, WordPieceVocabulary vocabulary)
    {
        int length = Count(texts[^1]) + 2; // the longest is last
        long[] ids = new long[texts.Length * length], mask = new long[ids.Length];
        (List<long> places, List<long> tags) = ([], []);
        Array.Fill(ids, vocabulary.PaddingId);
        for (int row = 0; row < texts.Length; row++)
        {
            int at = row * length;
            ids[at++] = vocabulary.ClassId;
            foreach (TaggedWord word in texts[row])
            {
                foreach (long piece in word.Pieces)
                {
                    places.Add(at);
                    tags.Add(word.Tag);
                    ids[at++] = piece;
                }
            }

            ids[at++] = vocabulary.SeparatorId;
            mask.AsSpan(row * length, at - row * length).Fill(1);
        }

        return new TaggedTexts(texts, length, ids, mask, [.. places], [.. tags]);
    }
}
