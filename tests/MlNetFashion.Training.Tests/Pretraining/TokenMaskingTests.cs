using CsCheck;
using MlNetFashion.Text;
using MlNetFashion.Training.Pretraining;

namespace MlNetFashion.Training.Tests.Pretraining;

public sealed class TokenMaskingTests
{
    static readonly WordPieceVocabulary s_vocabulary = WordPieceVocabulary.Default;

    static readonly HashSet<long> s_special =
        [.. new[] { "[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]" }.Select(piece => (long)s_vocabulary.Find(piece)!.Value)];

    static readonly Gen<long[]> s_ids = Gen.Long[0, s_vocabulary.Size - 1].Array[0, 40];

    [Test]
    public void AnswersPutBackGiveTheTextAgainAndNoSpecialPieceIsHiddenOrPutIn([Values] bool wholeWords) =>
        Gen.Select(s_ids, Gen.Int).Sample((ids, seed) =>
        {
            (long[] shown, List<int> places, List<long> answers) = Hide(ids, seed, wholeWords);
            Assert.That(places, Is.Ordered.And.Unique);
            Assert.That(places.Count, ids.Any(id => !s_special.Contains(id)) ? Is.GreaterThan(0) : Is.Zero);
            for (int i = 0; i < places.Count; i++)
            {
                Assert.That(s_special, Does.Not.Contain(answers[i]), "a special piece was hidden");
                long put = shown[places[i]];
                Assert.That(put == s_vocabulary.Find("[MASK]") || !s_special.Contains(put), $"'{s_vocabulary.Pieces[(int)put]}' was put in");
                shown[places[i]] = answers[i];
            }

            Assert.That(shown, Is.EqualTo(ids));
        });

    [Test]
    public void WholeWordsAreHiddenWithAllTheirPieces() =>
        Gen.Select(s_ids, Gen.Int).Sample((ids, seed) =>
        {
            (_, List<int> places, _) = Hide(ids, seed, wholeWords: true);
            bool[] hidden = [.. ids.Select((_, i) => places.Contains(i))];
            for (int i = 1; i < ids.Length; i++)
            {
                bool sameWord = s_vocabulary.Pieces[(int)ids[i]].StartsWith("##", StringComparison.Ordinal) && !s_special.Contains(ids[i - 1]);
                if (sameWord)
                    Assert.That(hidden[i], Is.EqualTo(hidden[i - 1]), $"pieces {i - 1} and {i} of one word");
            }
        });

    [Test]
    public void OfHundredTokensFifteenAreChosenAndOfThoseEightInTenAreMasked([Values] bool wholeWords)
    {
        const int Texts = 4000, Length = 30;
        long mask = s_vocabulary.Find("[MASK]")!.Value;
        long[] ordinary = [.. Enumerable.Range(0, s_vocabulary.Size).Select(id => (long)id).Where(id => !s_special.Contains(id))];
        int chosen = 0, masked = 0, same = 0;
        var random = new Random(3);
        for (int text = 0; text < Texts; text++)
        {
            long[] ids = random.GetItems(ordinary, Length);
            (long[] shown, List<int> places, List<long> answers) = Hide(ids, text, wholeWords);
            chosen += places.Count;
            masked += places.Count(place => shown[place] == mask);
            same += places.Where((place, i) => shown[place] == answers[i]).Count();
        }

        // Deviations of these shares are about 0.001, 0.003 and 0.002; words of several pieces double the first.
        Assert.That(chosen / (double)(Texts * Length), Is.EqualTo(0.15).Within(0.01));
        Assert.That(masked / (double)chosen, Is.EqualTo(0.8).Within(0.015));
        Assert.That(same / (double)chosen, Is.EqualTo(0.1).Within(0.012));
    }

    [Test]
    public void AVocabularyWithoutAMaskIsRefused() =>
        Assert.That(() => new TokenMasking(new WordPieceVocabulary(["[PAD]", "[UNK]", "[CLS]", "[SEP]", "a"]), 0.15, wholeWords: true),
            Throws.ArgumentException.With.Message.Contains("[MASK]"));

    static (long[] Shown, List<int> Places, List<long> Answers) Hide(long[] ids, int seed, bool wholeWords)
    {
        long[] shown = [.. ids];
        (List<int> places, List<long> answers) = ([], []);
        new TokenMasking(s_vocabulary, 0.15, wholeWords).Hide(shown, new Random(seed), places, answers);
        return (shown, places, answers);
    }
}
