using CsCheck;
using MlNetFashion.Text;

namespace MlNetFashion.Tests.Text;

public sealed class WordPieceTokenizerTests
{
    // Ids: 0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17
    static readonly string[] s_few = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "red", "dress", "##es", "shirt", "##s", "t", "-", "[", "sep", "]",
        "un", "##able", "😀"];

    static readonly WordPieceTokenizer s_tokenizer = new(new WordPieceVocabulary(s_few));

    [TestCase("red dress", new long[] { 2, 5, 6, 3, 0, 0, 0, 0 })]
    [TestCase("RED Dresses", new long[] { 2, 5, 6, 7, 3, 0, 0, 0 })]
    [TestCase("T-shirts", new long[] { 2, 10, 11, 8, 9, 3, 0, 0 })]
    [TestCase("réd\tshirt", new long[] { 2, 5, 8, 3, 0, 0, 0, 0 })]
    [TestCase("[SEP] red", new long[] { 2, 12, 13, 14, 5, 3, 0, 0 })]
    [TestCase("unable redx", new long[] { 2, 15, 16, 1, 3, 0, 0, 0 })]
    [TestCase("red😀 😀", new long[] { 2, 1, 17, 3, 0, 0, 0, 0 })]
    [TestCase("", new long[] { 2, 3, 0, 0, 0, 0, 0, 0 })]
    [TestCase(null, new long[] { 2, 3, 0, 0, 0, 0, 0, 0 })]
    [TestCase("red red red red red red red", new long[] { 2, 5, 5, 5, 5, 5, 5, 3 })]
    [TestCase("t t t t t dresses", new long[] { 2, 10, 10, 10, 10, 10, 6, 3 })]
    public void A_text_fills_ids_between_the_special_pieces(string? text, long[] expected)
    {
        long[] ids = new long[expected.Length], mask = new long[expected.Length];
        int count = s_tokenizer.Encode(text, ids, mask);
        Assert.That(ids, Is.EqualTo(expected));
        Assert.That(mask, Is.EqualTo(expected.Select((_, index) => index < count ? 1L : 0L)));
        Assert.That(count, Is.EqualTo(Array.IndexOf(expected, 3L) + 1));
    }

    [TestCase("red dress", "shirt", new long[] { 2, 5, 6, 3, 8, 3, 0, 0 }, new long[] { 0, 0, 0, 0, 1, 1, 0, 0 })]
    [TestCase("red red red red red", "shirt", new long[] { 2, 5, 5, 5, 5, 3, 8, 3 }, new long[] { 0, 0, 0, 0, 0, 0, 1, 1 })]
    [TestCase("red red red red red", "t t t t t", new long[] { 2, 5, 5, 5, 3, 10, 10, 3 }, new long[] { 0, 0, 0, 0, 0, 1, 1, 1 })]
    [TestCase("", null, new long[] { 2, 3, 3, 0, 0, 0, 0, 0 }, new long[] { 0, 0, 1, 0, 0, 0, 0, 0 })]
    public void A_pair_is_cut_at_its_longer_text_and_told_apart_by_token_types(string? first, string? second, long[] expected, long[] types)
    {
        long[] ids = new long[8], mask = new long[8], tokenTypes = new long[8];
        int count = s_tokenizer.EncodePair(first, second, ids, mask, tokenTypes);
        Assert.That(ids, Is.EqualTo(expected));
        Assert.That(tokenTypes, Is.EqualTo(types));
        Assert.That(mask.Sum(), Is.EqualTo(count));
    }

    [Test]
    public void Words_of_more_than_100_characters_are_unknown()
    {
        var tokenizer = new WordPieceTokenizer(new WordPieceVocabulary([.. s_few, "a", "##a"]));
        Assert.That(tokenizer.EncodeToTokens(new string('a', 100)), Has.Count.EqualTo(100));
        Assert.That(tokenizer.EncodeToTokens(new string('a', 101)).Select(token => token.Piece), Is.EqualTo(["[UNK]"]));
        Assert.That(tokenizer.EncodeToTokens(new string('a', 101) + "!red").Select(token => token.Piece), Is.EqualTo(["[UNK]", "[UNK]", "red"]));
    }

    [Test]
    public void Tokens_know_where_they_stand_in_the_text()
    {
        const string text = " Réd T\u200b-shirts 😀 xyz";
        var spelled = s_tokenizer.EncodeToTokens(text).Select(token => (token.Piece, text.Substring(token.Start, token.Length)));
        Assert.That(spelled, Is.EqualTo([("red", "Réd"), ("t", "T"), ("-", "-"), ("shirt", "shirt"), ("##s", "s"), ("😀", "😀"), ("[UNK]", "xyz")]));
    }

    [Test]
    public void Any_text_gives_the_pieces_of_the_naive_way()
    {
        WordPieceTokenizer tokenizer = WordPieceTokenizer.Default;
        HashSet<string> pieces = [.. tokenizer.Vocabulary.Pieces];
        RandomText.Any.Sample(text =>
            Assert.That(tokenizer.EncodeToTokens(text).Select(token => token.Piece), Is.EqualTo(NaiveWordPiece.Tokenize(text, pieces))), iter: 10_000);
    }

    [Test]
    public void All_ways_to_encode_agree_for_any_text() => RandomText.Any.Sample(text =>
    {
        IReadOnlyList<WordPieceToken> tokens = WordPieceTokenizer.Default.EncodeToTokens(text);
        Assert.That(WordPieceTokenizer.Default.CountTokens(text), Is.EqualTo(tokens.Count));
        long[] ids = new long[12], mask = new long[12];
        int count = WordPieceTokenizer.Default.Encode(text, ids, mask);
        Assert.That(count, Is.EqualTo(Math.Min(tokens.Count, 10) + 2));
        Assert.That(ids[1..(count - 1)], Is.EqualTo(tokens.Take(10).Select(token => (long)token.Id)));
        Assert.That(tokens.All(token => token.Length > 0 && token.Start >= 0 && token.Start + token.Length <= text.Length));
    }, iter: 5_000);

    [Test]
    public void User_text_never_becomes_a_special_piece_other_than_UNK() => RandomText.Any.Sample(text =>
        WordPieceTokenizer.Default.EncodeToTokens(text).All(token => token.Piece is not ("[PAD]" or "[CLS]" or "[SEP]" or "[MASK]")), iter: 2_000);

    [Test]
    public void Many_threads_can_share_a_tokenizer()
    {
        string[] texts = [.. Enumerable.Range(0, 200).Select(i => $"Red dress number {i} with {i * 7919} stripes")];
        int[] expected = [.. texts.Select(text => WordPieceTokenizer.Default.CountTokens(text))];
        Parallel.For(0, 2_000, i => Assert.That(WordPieceTokenizer.Default.CountTokens(texts[i % 200]), Is.EqualTo(expected[i % 200])));
    }

    [Test]
    public void Too_little_room_is_said()
    {
        Assert.That(() => s_tokenizer.Encode("red", new long[1], new long[1]),
            Throws.ArgumentException.With.Message.EqualTo("There must be room for 2 tokens or more ([CLS] and [SEP] among them), but there is room for 1."));
        Assert.That(() => s_tokenizer.Encode("red", new long[8], new long[7]),
            Throws.ArgumentException.With.Message.EqualTo("All spans must have the same length, but the ids have 8 places and another has 7."));
    }

    [Test]
    public void Real_captions_and_titles_give_the_pieces_of_the_naive_way_with_the_vocabulary_of_BERT()
    {
        WordPieceVocabulary vocabulary = WordPieceVocabulary.Load(FashionData.Require("bert-base-uncased-vocab.txt"));
        Assert.That(vocabulary.Sha256, Is.EqualTo("07eced375cec144d27c900241f3e339478dec958f92fddbc551f295c992038a3"));
        var tokenizer = new WordPieceTokenizer(vocabulary);
        HashSet<string> pieces = [.. vocabulary.Pieces];
        string folder = Path.GetDirectoryName(FashionData.Require("fashioniq-text.tar.gz"))!;
        int lines = 0;
        foreach (string line in FashionVocabulary.ReadLines(folder).Concat(FashionTitles.Read(folder)))
        {
            lines++;
            if (!tokenizer.EncodeToTokens(line).Select(token => token.Piece).SequenceEqual(NaiveWordPiece.Tokenize(line, pieces)))
                Assert.Fail($"Different pieces: {line}");
        }

        Assert.That(lines, Is.GreaterThan(39_000 + 2 * 30_000 + 18_000));
    }
}
