using CsCheck;
using MlNetFashion.Understanding;

namespace MlNetFashion.Tests.Understanding;

public sealed class UnderstandingPropertyTests
{
    // One word each, so that pieces can be put together freely.
    static readonly string[] s_colours = ["red", "black", "navy", "turquoise", "beige"], s_patterns = ["striped", "floral", "checked"],
        s_garments = ["dress", "shirt", "jeans", "coat", "sandals"], s_unrelated = ["hello", "delivery", "tomorrow", "cheap", "thanks", "zzz", "42"];

    static readonly Gen<string> s_anything = Gen.OneOf(
        Word(s_colours), Word(s_patterns), Word(s_garments), Word(s_unrelated),
        Word("no", "not", "and", "or", "but", "more", "less", "longer", "sleeves", "dark", "same", "must", "only", "instead of", ",", ".", "-less", "'s",
            "\u0301", "\ud83d", "👗", "\t"),
        Gen.String[0, 6]);

    static readonly Gen<string> s_texts = Gen.Select(s_anything.Array[0, 14], Word(" ", "  ", "\t", "-", ""), (words, gap) => string.Join(gap, words));

    [Test]
    public void Spans_lie_within_the_text_in_order_and_apart() => s_texts.Sample(text =>
    {
        UnderstoodQuery understood = QueryUnderstanding.Default.Read(text);
        int end = 0;
        foreach (QueryFinding finding in understood.Findings)
        {
            Assert.That(finding.Length, Is.Positive);
            Assert.That(finding.Start, Is.GreaterThanOrEqualTo(end));
            Assert.That(finding.End, Is.LessThanOrEqualTo(text.Length));
            end = finding.End;
        }

        Assert.That(understood.Items.SelectMany(item => item.Findings), Is.EqualTo(understood.Findings));
        Assert.That(understood.Items.All(item => item.Garment is null || item.Findings.Contains(item.Garment)), Is.True);
    });

    [Test]
    public void Case_and_the_width_of_gaps_do_not_matter() =>
        Word([.. s_colours, .. s_patterns, .. s_garments, .. s_unrelated, "no", "not", "and", "or", "but", "more", "longer", "sleeves"])
        .Array[0, 12].Sample(words =>
    {
        string plain = Reading.Of(string.Join(' ', words));
        Assert.That(Reading.Of(string.Join("  \t", words).ToUpperInvariant()), Is.EqualTo(plain));
    });

    [Test]
    public void The_words_of_a_plain_finding_say_it_by_themselves() =>
        Word([.. s_colours, .. s_patterns, .. s_garments, .. s_unrelated]).Array[1, 8].Sample(words =>
    {
        UnderstoodQuery understood = QueryUnderstanding.Default.Read(string.Join(" ; ", words));
        foreach (QueryFinding finding in understood.Findings)
            Assert.That(Reading.Of(understood.Words(finding)), Is.EqualTo(Reading.Line([finding])));
    });

    [Test]
    public void Sentences_are_read_one_by_one() => Gen.Select(s_texts, s_texts).Sample((first, second) =>
    {
        string together = Reading.Of($"{first} . {second}");
        string apart = string.Join("; ", ((string[])[Reading.Of(first), Reading.Of(second)]).Where(line => line.Length > 0));
        Assert.That(together, Is.EqualTo(apart));
    });

    [Test]
    public void Not_flips_a_wish_and_leaves_its_place() =>
        Gen.Select(Word(s_garments), Word([.. s_colours, .. s_patterns]), Word("not", "without", "no", "anything but"))
        .Sample((garment, value, no) =>
    {
        QueryFinding wanted = QueryUnderstanding.Default.Read($"{garment}, {value}").Findings[1];
        UnderstoodQuery negated = QueryUnderstanding.Default.Read($"{garment}, {no} {value}");
        Assert.That(negated.Findings[1], Is.EqualTo(wanted with { Change = FindingChange.Without, Length = no.Length + 1 + value.Length }));
        Assert.That(negated.Findings[0].Change, Is.EqualTo(FindingChange.Want));
    });

    [Test]
    public void Unrelated_words_around_a_request_change_nothing() =>
        Gen.Select(Word(s_colours), Word(s_garments), Word(s_unrelated).Array[0, 4], Word(s_unrelated).Array[0, 4]).Sample((colour, garment, before, after) =>
        {
            string request = $"{colour} {garment}";
            Assert.That(Reading.Of($"{string.Join(' ', before)} {request} {string.Join(' ', after)}"), Is.EqualTo(Reading.Of(request)));
        });

    [Test]
    public void Garments_joined_by_and_are_items_of_their_own() =>
        Gen.Select(Word(s_colours), Word(s_garments), Word(s_colours), Word(s_garments), Word(" and ", " and a ", ", ", " plus a "))
            .Sample((colour, garment, other, last, joint) =>
        {
            IReadOnlyList<UnderstoodItem> items = QueryUnderstanding.Default.Read($"{colour} {garment}{joint}{other} {last}").Items;
            if (garment == last)
                return;
            Assert.That(items.Select(item => Reading.Line(item.Findings)), Is.EqualTo([Reading.Of($"{colour} {garment}"), Reading.Of($"{other} {last}")]));
        });

    static Gen<string> Word(params string[] words) => Gen.Int[0, words.Length - 1].Select(index => words[index]);
}
