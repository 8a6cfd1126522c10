using System.Buffers;
using System.Runtime.CompilerServices;
using Microsoft.ML.Tokenizers;

namespace MlNetFashion.Text;

// What a Tokenizer of Microsoft.ML.Tokenizers has. Texts come as a string or, where that is null, as a span.
public sealed partial class WordPieceTokenizer
{
    const string Continues = "##";

    /// <summary>Writes pieces as text: words apart, pieces that go on with a word joined to it. Text that was folded stays folded.</summary>
    /// <param name="ids">Ids of the vocabulary.</param>
    /// <param name="destination">Receives the text.</param>
    /// <param name="idsConsumed">Ids whose pieces were written.</param>
    /// <param name="charsWritten">UTF-16 units that were written.</param>
    /// <returns>Whether all were written, there was too little room, or an id is none of the vocabulary's.</returns>
    public override OperationStatus Decode(IEnumerable<int> ids, Span<char> destination, out int idsConsumed, out int charsWritten)
    {
        ArgumentNullException.ThrowIfNull(ids);
        idsConsumed = charsWritten = 0;
        foreach (int id in ids)
        {
            if (id < 0 || id >= Vocabulary.Pieces.Count)
                return OperationStatus.InvalidData;
            string piece = Vocabulary.Pieces[id];
            bool continues = charsWritten > 0 && piece.Length > Continues.Length && piece.StartsWith(Continues, StringComparison.Ordinal);
            ReadOnlySpan<char> letters = continues ? piece.AsSpan(Continues.Length) : piece;
            int space = charsWritten > 0 && !continues ? 1 : 0;
            if (letters.Length + space > destination.Length - charsWritten)
                return OperationStatus.DestinationTooSmall;
            if (space > 0)
                destination[charsWritten++] = ' ';
            letters.CopyTo(destination[charsWritten..]);
            charsWritten += letters.Length;
            idsConsumed++;
        }

        return OperationStatus.Done;
    }

    /// <inheritdoc/>
    protected override EncodeResults<EncodedToken> EncodeToTokens(string? text, ReadOnlySpan<char> textSpan, EncodeSettings settings)
    {
        (List<WordPieceToken> tokens, int read) = Cut(text is null ? textSpan : text, settings.MaxTokenCount);
        return new EncodeResults<EncodedToken>
        {
            Tokens = [.. tokens.Select(token => new EncodedToken(token.Id, token.Piece, token.Start..(token.Start + token.Length)))],
            CharsConsumed = read,
        };
    }

    /// <inheritdoc/>
    protected override EncodeResults<int> EncodeToIds(string? text, ReadOnlySpan<char> textSpan, EncodeSettings settings)
    {
        (List<WordPieceToken> tokens, int read) = Cut(text is null ? textSpan : text, settings.MaxTokenCount);
        return new EncodeResults<int> { Tokens = [.. tokens.Select(token => token.Id)], CharsConsumed = read };
    }

    /// <inheritdoc/>
    [SkipLocalsInit]
    protected override int CountTokens(string? text, ReadOnlySpan<char> textSpan, EncodeSettings settings)
    {
        int count = 0;
        Span<int> ids = stackalloc int[WordReader.BufferLength], ends = stackalloc int[WordReader.BufferLength];
        var words = new WordReader(text is null ? textSpan : text, stackalloc char[WordReader.BufferLength], stackalloc int[WordReader.BufferLength]);
        while (count < settings.MaxTokenCount && words.Read())
            count += words.IsTooLong ? 1 : Math.Max(1, _trie.Cut(words.Word, ids, ends));
        return Math.Min(count, settings.MaxTokenCount);
    }

    /// <summary>Where to cut a text so that what is left has no more tokens than <see cref="EncodeSettings.MaxTokenCount"/>.</summary>
    /// <remarks>From the end it is cut between words alone: what is left of a word that was cut begins another one, and has other tokens.</remarks>
    protected override int GetIndexByTokenCount(string? text, ReadOnlySpan<char> textSpan, EncodeSettings settings, bool fromEnd, out string? normalizedText,
        out int tokenCount)
    {
        normalizedText = null;
        ReadOnlySpan<char> given = text is null ? textSpan : text;
        if (!fromEnd)
        {
            (List<WordPieceToken> kept, int read) = Cut(given, settings.MaxTokenCount);
            tokenCount = kept.Count;
            return read;
        }

        List<WordPieceToken> all = Cut(given, int.MaxValue).Tokens;
        tokenCount = Math.Min(all.Count, settings.MaxTokenCount);
        if (tokenCount == all.Count)
            return 0;
        while (tokenCount > 0 && all[^tokenCount].Piece.StartsWith(Continues, StringComparison.Ordinal))
            tokenCount--;
        return tokenCount == 0 ? given.Length : all[^tokenCount].Start;
    }

    /// <summary>The first tokens of a text.</summary>
    /// <param name="text">Any text.</param>
    /// <param name="most">How many at most.</param>
    /// <returns>The tokens, and the index after what they cover: the text's length where these are all.</returns>
    [SkipLocalsInit]
    (List<WordPieceToken> Tokens, int Read) Cut(ReadOnlySpan<char> text, int most)
    {
        var tokens = new List<WordPieceToken>();
        Span<int> ids = stackalloc int[WordReader.BufferLength], ends = stackalloc int[WordReader.BufferLength];
        var words = new WordReader(text, stackalloc char[WordReader.BufferLength], stackalloc int[WordReader.BufferLength]);
        while (words.Read())
        {
            int count = words.IsTooLong ? 0 : _trie.Cut(words.Word, ids, ends);
            if (count == 0 && tokens.Count < most)
                tokens.Add(Token(Vocabulary.UnknownId, words.Sources[0], words.End));
            else if (count == 0)
                return (tokens, End(tokens));
            for (int i = 0; i < count; i++)
            {
                if (tokens.Count == most)
                    return (tokens, End(tokens));
                int last = words.Sources[ends[i] - 1];
                // A lone surrogate matches no piece, so a high one begins a pair.
                int end = last + (char.IsHighSurrogate(text[last]) ? 2 : 1);
                tokens.Add(Token(ids[i], words.Sources[i == 0 ? 0 : ends[i - 1]], end));
            }
        }

        return (tokens, text.Length);

        WordPieceToken Token(int id, int start, int end) => new(id, Vocabulary.Pieces[id], start, end - start);

        static int End(List<WordPieceToken> tokens) => tokens.Count == 0 ? 0 : tokens[^1].Start + tokens[^1].Length;
    }
}
