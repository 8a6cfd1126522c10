using MlNetFashion.Catalogues;
using MlNetFashion.Understanding;

namespace MlNetFashion.Tests.Understanding;

public sealed class FashionLexiconTests
{
    [Test]
    public void Every_form_of_the_shipped_lexicon_is_understood_as_it_says() => Assert.Multiple(() =>
    {
        var seen = new HashSet<string>();
        foreach (LexiconEntry entry in FashionLexicon.Default.Entries)
        {
            foreach (string form in entry.Forms.Where(form => seen.Add(string.Join(' ', RequestWords.Read(form, 100).Select(word => word.Text)))))
            {
                QueryFinding[] found = [.. QueryUnderstanding.Default.Read(form).Findings];
                Assert.That(found.Select(finding => new LexiconMeaning(finding.Kind, finding.Value, finding.Change)), Is.EqualTo([entry.Meaning]), form);
                Assert.That(found.FirstOrDefault()?.Length, Is.EqualTo(form.TrimEnd('\'').Length), form);
            }
        }
    });

    [Test]
    public void Canonical_values_are_words_for_themselves() => Assert.Multiple(() =>
    {
        foreach (LexiconMeaning meaning in FashionLexicon.Default.Entries.Select(entry => entry.Meaning)
            .Where(meaning => meaning.Kind is AttributeKind.Garment or AttributeKind.Colour or AttributeKind.Pattern or AttributeKind.Fabric))
            Assert.That(QueryUnderstanding.Default.Read(meaning.Value).Findings.Select(finding => finding.Value), Is.EqualTo([meaning.Value]));
    });

    [Test]
    public void Another_lexicon_reads_another_language()
    {
        var german =
            new QueryUnderstanding(FashionLexicon.Parse("[Colour]\nred: rot, rotes  # und rote\n[Garment]\ndress: Kleid\n[Cues]\nwithout: "
            + "kein, -los\n[Pattern]\npatterned: Muster"));
        Assert.That(Reading.Line(german.Read("ein rotes KLEID, kein Muster; musterlos").Findings),
            Is.EqualTo("Colour red; Garment dress; Pattern patterned -; Pattern patterned -"));
    }

    [TestCase("", "There is no value")]
    [TestCase("red: crimson", "Line 1")]
    [TestCase("[Colour]\nred", "Line 2")]
    [TestCase("[Colour]\nred:", "Line 2")]
    [TestCase("[Colour]\nred: ,", "Line 2")]
    [TestCase("[Smell]\nred: rose", "[Smell]")]
    [TestCase("[Colour]\nred (maybe): rose", "(maybe)")]
    [TestCase("[Colour]\n(more): redder", "no value")]
    [TestCase("[Headed]\nlong: sleeves", "sleeves")]
    [TestCase("[Cues]\nperhaps: maybe", "perhaps")]
    [TestCase("[Nouns]\nFoot: feet", "Foot")]
    public void A_file_that_is_no_lexicon_is_refused_with_its_line(string text, string expected) =>
        Assert.That(() => FashionLexicon.Parse(text, "my.txt"),
            Throws.TypeOf<InvalidDataException>().With.Message.Contains(expected).And.Message.Contains("my.txt"));

    [Test]
    public void A_file_that_is_not_there_is_named() =>
        Assert.That(() => FashionLexicon.Load("no-such-lexicon.txt"), Throws.TypeOf<FileNotFoundException>().With.Message.Contains("no-such-lexicon.txt"));
}
