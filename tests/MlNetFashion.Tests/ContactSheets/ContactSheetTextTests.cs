using CsCheck;
using MlNetFashion.ContactSheets;

namespace MlNetFashion.Tests.ContactSheets;

public class ContactSheetTextTests
{
    static readonly ContactSheetText s_strokes = new(ContactSheetTypefaces.None), s_typefaces = new(ContactSheetTypefaces.OfThisComputer);
    static readonly Gen<string> s_words = Gen.Char["abcdefghijklmnop  ,.-éल"].Array[0, 200].Select(letters => new string(letters));

    [Test]
    public void Lines_are_never_wider_than_they_may_be_nor_more([Values] bool usesTypefaces) =>
        Gen.Select(s_words, Gen.Float[60, 400], Gen.Int[1, 5]).Sample((text, width, most) =>
    {
        ContactSheetText measure = usesTypefaces ? s_typefaces : s_strokes;
        lock (measure)
        {
            IReadOnlyList<string> lines = measure.Break(text, 13, width, most);
            Assert.That(lines, Has.Count.LessThanOrEqualTo(most));
            foreach (string line in lines)
                Assert.That(measure.Measure(line, 13), Is.LessThanOrEqualTo(width));
        }
    }, iter: 200);

    [Test]
    public void Lines_are_the_text_from_its_beginning_and_say_when_they_are_not_all_of_it() =>
        Gen.Select(s_words, Gen.Float[60, 400], Gen.Int[1, 5]).Sample((text, width, most) =>
    {
        lock (s_strokes)
        {
            string shown = string.Concat(s_strokes.Break(text, 13, width, most)).Replace(" ", ""), whole = text.Replace(" ", "");
            if (shown.EndsWith('…'))
                Assert.That(whole, Does.StartWith(shown[..^1]).And.Length.GreaterThan(shown.Length - 1));
            else
                Assert.That(shown, Is.EqualTo(whole));
        }
    }, iter: 200);

    [Test]
    public void Words_stay_whole_where_they_fit() =>
        Assert.That(s_strokes.Break("a red striped dress with long sleeves", 13, 120, maxLines: 9).SelectMany(line => line.Split(' ')),
            Is.EqualTo("a red striped dress with long sleeves".Split(' ')));

    [Test]
    public void Of_a_text_of_many_thousand_words_only_the_beginning_is_looked_at()
    {
        string beginning = string.Concat(Enumerable.Repeat("word ", 200));
        IReadOnlyList<string> lines = s_strokes.Break(beginning, 13, 200, maxLines: 500);
        Assert.That(lines[^1], Does.EndWith("…"));
        Assert.That(s_strokes.Break(beginning + string.Concat(Enumerable.Repeat("other ", 100_000)), 13, 200, maxLines: 500), Is.EqualTo(lines));
    }

    [Test]
    public void Controls_and_marks_without_width_take_no_room()
    {
        Assert.That(s_strokes.Measure("a\u200db\ufe0fc\u202e", 13), Is.EqualTo(s_strokes.Measure("abc", 13)));
        Assert.That(s_strokes.Measure("a\nb\tc", 13), Is.EqualTo(s_strokes.Measure("a b c", 13)));
    }

    [Test]
    public void Bold_fits_where_it_was_measured([Values] bool usesTypefaces)
    {
        ContactSheetText measure = usesTypefaces ? s_typefaces : s_strokes;
        foreach (string line in measure.Break("navy blue hoodie with a hood and a very warm lining", 24, 160, 9, isBold: true))
            Assert.That(measure.Measure(line, 24, isBold: true), Is.LessThanOrEqualTo(160));
    }
}
