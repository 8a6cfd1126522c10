using CsCheck;
using MlNetFashion.Catalogues;
using MlNetFashion.Text;
using MlNetFashion.Training.Data;
using MlNetFashion.Training.Tagger;
using MlNetFashion.Understanding;

namespace MlNetFashion.Training.Tests.Tagger;

public sealed class TaggedTextsTests
{
    const int Garment = 1 + (int)AttributeKind.Garment, Colour = 1 + (int)AttributeKind.Colour, Sleeve = 1 + (int)AttributeKind.Sleeve;

    static readonly WordPieceTokenizer s_tokenizer = WordPieceTokenizer.Default;
    static readonly LexiconTagger s_tagger = new(FashionLexicon.Default, s_tokenizer);
    static readonly PretrainingCorpus s_corpus = PretrainingCorpus.Load(data: null, drawings: 60, new PretrainingMixture());
    static readonly Gen<string> s_texts = Gen.OneOf(Gen.Int.Select(seed => s_corpus.Draw(new Random(seed))), Gen.String);

    [Test]
    public void WordsOfFindingsHaveTheirTagAndThoseThatSayTheChangeHaveNone()
    {
        IReadOnlyList<TaggedWord> words = s_tagger.Read("No long sleeves, more navy blue dress, quokka");
        Assert.That(words.Select(word => word.Tag), Is.EqualTo([0, Sleeve, Sleeve, 0, 0, Colour, Colour, Garment, 0, 0]));
        Assert.That(words.Select(word => word.Standing), Is.EqualTo(
        [
            WordStanding.Known, WordStanding.Value, WordStanding.Known, WordStanding.Known, WordStanding.Known,
            WordStanding.Value, WordStanding.Value, WordStanding.Value, WordStanding.Known, WordStanding.Unknown,
        ]));
    }

    [Test]
    public void HeldOutValuesAreMarkedAndAreFewButOfManyKinds()
    {
        Assert.That(s_tagger.Read("a beige dress").Select(word => word.Standing), Is.EqualTo([WordStanding.Known, WordStanding.HeldOut, WordStanding.Value]));
        var values = FashionLexicon.Default.Entries.Select(entry => (entry.Meaning.Kind, entry.Meaning.Value)).Distinct().ToList();
        var heldOut = values.Where(value => LexiconTagger.IsHeldOut(value.Kind, value.Value)).ToList();
        Assert.That(heldOut, Has.Count.InRange(values.Count / 20, values.Count / 5));
        Assert.That(heldOut.Select(value => value.Kind).Distinct().Count(), Is.GreaterThanOrEqualTo(5));
    }

    [Test]
    public void PiecesAreThoseOfTheTokenizer() => s_texts.Sample(text =>
    {
        long[] ids = new long[Columns.MaxTokens], mask = new long[Columns.MaxTokens];
        int count = s_tokenizer.Encode(text, ids, mask);
        if (count == 2 || s_tokenizer.CountTokens(text) > Columns.MaxTokens - 2)
            return;
        TaggedTexts part = TaggedTexts.Make([s_tagger.Read(text)], s_tokenizer.Vocabulary, 1).Single();
        Assert.That(part.InputIds, Is.EqualTo(ids[..count]));
        Assert.That(part.AttentionMask, Is.EqualTo(mask[..count]));
        Assert.That(part.Places, Is.EqualTo(Enumerable.Range(1, count - 2).Select(place => (long)place)));
    });

    [Test]
    public void PartsOfPaddedTextsHaveATagForEachOfTheirPieces() => s_texts.Array[1, 9].Sample(texts =>
    {
        foreach (TaggedTexts part in TaggedTexts.Make(texts.Select(s_tagger.Read), s_tokenizer.Vocabulary, 4))
        {
            Assert.That(part.Length, Is.LessThanOrEqualTo(Columns.MaxTokens));
            Assert.That(part.Tags, Is.EqualTo(part.Texts.SelectMany(text => text).SelectMany(word => word.Pieces.Select(_ => (long)word.Tag))));
            Assert.That(part.Places.Select(place => part.InputIds[place]), Is.EqualTo(part.Texts.SelectMany(text => text).SelectMany(word => word.Pieces)));
            Assert.That(part.AttentionMask.Sum(), Is.EqualTo(part.Places.Length + 2 * part.Texts.Count));
        }
    });

    [Test]
    public void ExchangingLeavesKnownWordsAndTheOrderOfTags([Values(0, 0.3, 1)] double values, [Values(0, 1)] double others) =>
        Gen.Select(s_texts, Gen.Int).Sample((text, seed) =>
        {
            IReadOnlyList<TaggedWord> words = s_tagger.Read(text), exchanged = Rare(values, others).Exchange(words, new Random(seed));
            Assert.That(exchanged.Where(word => word.Standing is WordStanding.Known or WordStanding.HeldOut),
                Is.EqualTo(words.Where(word => word.Standing is WordStanding.Known or WordStanding.HeldOut)));
            Assert.That(Runs(exchanged), Is.EqualTo(Runs(words)));
            if (values == 0 && others == 0)
                Assert.That(exchanged, Is.EqualTo(words));
        }, iter: 50);

    [Test]
    public void AboutTheAskedShareIsExchanged()
    {
        RareWords rare = Rare(0.35, 0.12);
        var random = new Random(5);
        var pairs = Enumerable.Range(0, 2000).Select(_ => s_tagger.Read(s_corpus.Draw(random)))
            .Select(words => (Before: words, After: rare.Exchange(words, random)))
            .Where(pair => pair.Before.Count == pair.After.Count).SelectMany(pair => pair.Before.Zip(pair.After))
                .Where(pair => pair.First.Standing == WordStanding.Value).ToList();
        Assert.That((double)pairs.Count(pair => !pair.First.Pieces.SequenceEqual(pair.Second.Pieces)) / pairs.Count, Is.InRange(0.2, 0.4));
    }

    static RareWords Rare(double values, double others) => new(s_tagger, s_tokenizer, s_corpus, values, others);

    // Tags with repetitions left out: "navy blue" may become one word.
    static List<int> Runs(IReadOnlyList<TaggedWord> words) => [.. words.Where((word, i) => i == 0 || words[i - 1].Tag != word.Tag).Select(word => word.Tag)];
}
