using System.Buffers;
using CsCheck;
using Microsoft.ML.Tokenizers;
using MlNetFashion.Text;

namespace MlNetFashion.Tests.Text;

/// <summary>The tokenizer as a Tokenizer of Microsoft.ML.Tokenizers: whoever takes one sees what the encoders see.</summary>
public sealed class TokenizerContractTests
{
    static readonly MlNetFashion.Text.WordPieceTokenizer s_own = MlNetFashion.Text.WordPieceTokenizer.Default;

    static readonly Tokenizer s_tokenizer = s_own;

    // Letters whose folding does not look at what stands beside them, words that are cut into pieces, and punctuation.
    static readonly string[] s_parts = ["red ", "dress", "unstitched", " kurtas", "-", "  ", "xylophonists", "\n", "é", "T", "!", "42"];

    static readonly Gen<string> s_plain = Gen.Int[0, s_parts.Length - 1].Array[0, 12].Select(places => string.Concat(places.Select(place => s_parts[place])));

    [Test]
    public void Ids_tokens_counts_and_places_are_those_of_the_encoders() => RandomText.Any.Sample(text =>
    {
        IReadOnlyList<WordPieceToken> expected = s_own.EncodeToTokens(text);
        Assert.That(s_tokenizer.EncodeToIds(text), Is.EqualTo(expected.Select(token => token.Id)));
        Assert.That(s_tokenizer.CountTokens(text), Is.EqualTo(expected.Count));
        IReadOnlyList<EncodedToken> tokens = s_tokenizer.EncodeToTokens(text.AsSpan(), out string? normalized);
        Assert.That(normalized, Is.Null, "places are those of the text as it was given");
        Assert.That(tokens.Select(token => (token.Id, token.Value, token.Offset)),
            Is.EqualTo(expected.Select(token => (token.Id, token.Piece, token.Start..(token.Start + token.Length)))));
    }, iter: 2_000);

    [Test]
    public void What_is_decoded_encodes_to_the_same_ids() => RandomText.Any.Sample(text =>
    {
        IReadOnlyList<int> ids = s_tokenizer.EncodeToIds(text);
        if (ids.Contains(s_own.Vocabulary.UnknownId))
            return;
        string decoded = s_tokenizer.Decode(ids)!;
        Assert.That(s_tokenizer.EncodeToIds(decoded), Is.EqualTo(ids), decoded);
        Assert.That(s_tokenizer.Decode(s_tokenizer.EncodeToIds(decoded)), Is.EqualTo(decoded));
    }, iter: 2_000);

    [Test]
    public void A_text_is_cut_where_its_beginning_has_as_many_tokens_as_may_be() => Gen.Select(s_plain, Gen.Int[1, 8]).Sample((text, most) =>
    {
        IReadOnlyList<int> all = s_tokenizer.EncodeToIds(text);
        IReadOnlyList<int> kept = s_tokenizer.EncodeToIds(text, most, out _, out int read);
        int index = s_tokenizer.GetIndexByTokenCount(text, most, out _, out int count);
        Assert.That((index, count), Is.EqualTo((read, kept.Count)));
        Assert.That(kept, Is.EqualTo(all.Take(most)));
        Assert.That(s_tokenizer.EncodeToIds(text[..index]), Is.EqualTo(kept), "the beginning alone has those tokens");
        Assert.That(index, all.Count <= most ? Is.EqualTo(text.Length) : Is.LessThan(text.Length));
    }, iter: 2_000);

    [Test]
    public void From_the_end_whole_words_are_kept() => Gen.Select(s_plain, Gen.Int[1, 8]).Sample((text, most) =>
    {
        IReadOnlyList<int> all = s_tokenizer.EncodeToIds(text);
        int index = s_tokenizer.GetIndexByTokenCountFromEnd(text, most, out _, out int count);
        Assert.That(count, Is.LessThanOrEqualTo(most));
        Assert.That(s_tokenizer.EncodeToIds(text[index..]), Is.EqualTo(all.TakeLast(count)), "the end alone has those tokens");
        // One word more would be too much.
        IEnumerable<int> lefter = Enumerable.Range(0, index).Where(start => s_tokenizer.CountTokens(text[start..]) <= most);
        Assert.That(lefter.Where(start => s_tokenizer.EncodeToIds(text[start..]).SequenceEqual(all.TakeLast(s_tokenizer.CountTokens(text[start..])))
            && s_tokenizer.CountTokens(text[start..]) > count), Is.Empty);
    }, iter: 500);

    [Test]
    public void Decoding_says_when_room_or_an_id_is_lacking()
    {
        int[] ids = [.. s_tokenizer.EncodeToIds("a red dress")];
        Assert.That(s_tokenizer.Decode(ids), Is.EqualTo("a red dress"));
        Span<char> room = stackalloc char[5];
        Assert.That(s_tokenizer.Decode(ids, room, out int consumed, out int written), Is.EqualTo(OperationStatus.DestinationTooSmall));
        Assert.That((consumed, written, room[..written].ToString()), Is.EqualTo((2, 5, "a red")));
        Assert.That(s_tokenizer.Decode([ids[0], -1], room, out consumed, out _), Is.EqualTo(OperationStatus.InvalidData));
        Assert.That(consumed, Is.EqualTo(1));
    }
}
