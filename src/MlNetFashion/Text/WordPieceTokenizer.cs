using System.Runtime.CompilerServices;
using Microsoft.ML.Tokenizers;

namespace MlNetFashion.Text;

/// <summary>Cuts text into WordPieces exactly as the original BERT (uncased) does. Immutable; use one from many threads.</summary>
/// <remarks>
/// <para>Control characters are dropped, ideographs and punctuation (ASCII symbols such as <c>$ + &lt; = &gt; ^ ` | ~</c> too) stand alone,
/// words are lower-cased, decomposed (NFD) and lose their accents, then cut into the longest pieces of the vocabulary from left to right.
/// A word that cannot be cut, or is longer than <see cref="MaxWordLength"/>, is one [UNK]. Text never becomes a special piece:
/// <c>[SEP]</c> typed by a user is <c>[</c>, <c>sep</c>, <c>]</c>.</para>
/// <para>A null text is an empty one. Encoding stops reading when the tokens are full, so a text of any length costs no more.</para>
/// <para>It is a <see cref="Tokenizer"/> of Microsoft.ML.Tokenizers, for whatever in .NET takes one: ids, tokens with their places in the text as it was
/// given, counts, and where to cut a text so that it has no more than so many. Those have no [CLS] and no [SEP], and always fold as BERT does.</para>
/// </remarks>
public sealed partial class WordPieceTokenizer : Tokenizer
{
    /// <summary>Code points after folding; longer words are [UNK].</summary>
    public const int MaxWordLength = WordReader.MaxCodePoints;

    static readonly Lazy<WordPieceTokenizer> s_default = new(() => new WordPieceTokenizer(WordPieceVocabulary.Default));

    readonly PieceTrie _trie;

    /// <summary>Makes a tokenizer of a vocabulary.</summary>
    public WordPieceTokenizer(WordPieceVocabulary vocabulary)
    {
        Vocabulary = vocabulary;
        _trie = vocabulary.Trie;
    }

    /// <summary>The tokenizer of the shipped text encoder.</summary>
    public static WordPieceTokenizer Default => s_default.Value;

    /// <summary>The pieces.</summary>
    public WordPieceVocabulary Vocabulary { get; }

    /// <summary>Fills [CLS] … [SEP] [PAD] …; a text with too many tokens is cut at the end.</summary>
    /// <param name="text">Any text; null is empty.</param>
    /// <param name="inputIds">Receives T ids; T is 2 or more.</param>
    /// <param name="attentionMask">Receives T numbers: 1 for a token, 0 for padding.</param>
    /// <returns>The tokens before the padding, 2 to T.</returns>
    public int Encode(string? text, Span<long> inputIds, Span<long> attentionMask) => Encode(text.AsSpan(), inputIds, attentionMask);

    /// <inheritdoc cref="Encode(string, Span{long}, Span{long})"/>
    public int Encode(ReadOnlySpan<char> text, Span<long> inputIds, Span<long> attentionMask)
    {
        CheckLengths(inputIds.Length, attentionMask.Length, minimum: 2);
        inputIds[0] = Vocabulary.ClassId;
        int count = 1 + Fill(text, inputIds[1..^1]);
        inputIds[count++] = Vocabulary.SeparatorId;
        Pad(count, inputIds, attentionMask);
        return count;
    }

    /// <summary>Fills [CLS] first [SEP] second [SEP] [PAD] …; when there are too many tokens, the longer text is cut first.</summary>
    /// <param name="first">Any text; null is empty.</param>
    /// <param name="second">Any text; null is empty.</param>
    /// <param name="inputIds">Receives T ids; T is 3 or more.</param>
    /// <param name="attentionMask">Receives T numbers: 1 for a token, 0 for padding.</param>
    /// <param name="tokenTypes">Receives T numbers: 0 up to the first [SEP] and for padding, 1 from there to the second.</param>
    /// <returns>The tokens before the padding, 3 to T.</returns>
    public int EncodePair(string? first, string? second, Span<long> inputIds, Span<long> attentionMask, Span<long> tokenTypes)
    {
        CheckLengths(inputIds.Length, attentionMask.Length, minimum: 3);
        CheckLengths(inputIds.Length, tokenTypes.Length, minimum: 3);
        int room = inputIds.Length - 3;
        long[] secondIds = new long[room];
        int firstLength = Fill(first, inputIds.Slice(1, room)), secondLength = Fill(second, secondIds);
        while (firstLength + secondLength > room)
            _ = firstLength > secondLength ? firstLength-- : secondLength--;

        inputIds[0] = Vocabulary.ClassId;
        inputIds[1 + firstLength] = Vocabulary.SeparatorId;
        secondIds.AsSpan(0, secondLength).CopyTo(inputIds[(2 + firstLength)..]);
        int count = firstLength + secondLength + 3;
        inputIds[count - 1] = Vocabulary.SeparatorId;
        Pad(count, inputIds, attentionMask);
        tokenTypes.Clear();
        tokenTypes[(2 + firstLength)..count].Fill(1);
        return count;
    }

    /// <summary>All tokens of a text with their places in it, without [CLS] and [SEP].</summary>
    public IReadOnlyList<WordPieceToken> EncodeToTokens(string? text) => Cut(text, int.MaxValue).Tokens;

    /// <summary>Writes the ids of as many tokens as there is room for.</summary>
    [SkipLocalsInit]
    int Fill(ReadOnlySpan<char> text, Span<long> target)
    {
        int filled = 0;
        Span<int> ids = stackalloc int[WordReader.BufferLength], ends = stackalloc int[WordReader.BufferLength];
        var words = new WordReader(text, stackalloc char[WordReader.BufferLength], stackalloc int[WordReader.BufferLength]);
        while (filled < target.Length && words.Read())
        {
            int count = words.IsTooLong ? 0 : _trie.Cut(words.Word, ids, ends);
            if (count == 0)
                target[filled++] = Vocabulary.UnknownId;
            for (int i = 0; i < count && filled < target.Length; i++)
                target[filled++] = ids[i];
        }

        return filled;
    }

    void Pad(int count, Span<long> inputIds, Span<long> attentionMask)
    {
        inputIds[count..].Fill(Vocabulary.PaddingId);
        attentionMask[..count].Fill(1);
        attentionMask[count..].Clear();
    }

    static void CheckLengths(int ids, int others, int minimum)
    {
        if (ids < minimum)
            throw new ArgumentException($"There must be room for {minimum} tokens or more ([CLS] and [SEP] among them), but there is room for {ids}.");
        if (ids != others)
            throw new ArgumentException($"All spans must have the same length, but the ids have {ids} places and another has {others}.");
    }
}
