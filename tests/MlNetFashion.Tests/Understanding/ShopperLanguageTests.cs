using MlNetFashion.Understanding;

namespace MlNetFashion.Tests.Understanding;

/// <summary>How people say no, swap one thing for another, and name garments and whom they are for.</summary>
public sealed class ShopperLanguageTests
{
    [TestCase("any colour but white", "Colour white -")]
    [TestCase("I don't want anything pink", "Colour pink -")]
    [TestCase("dont show me skirts", "Garment skirt -")]
    [TestCase("i cant stand polka dots", "Pattern polka dot -")]
    [TestCase("I'm allergic to wool", "Fabric wool -")]
    [TestCase("not a fan of stripes or checks", "Pattern striped -; Pattern checked -")]
    [TestCase("steer clear of neon", "Colour neon -")]
    [TestCase("please exclude leather", "Fabric leather -")]
    [TestCase("get rid of the flowers", "Pattern floral -")]
    [TestCase("a leather-free bag", "Fabric leather -; Garment bag")]
    [TestCase("a black dress, free shipping", "Colour black; Garment dress")]
    public void There_are_many_ways_to_say_no(string text, string expected) => Assert.That(Reading.Of(text), Is.EqualTo(expected));

    [TestCase("a dress with pockets but no sleeves", "Garment dress; Sleeve sleeveless", "no sleeves")]
    [TestCase("keep the collar, lose the sleeves", "Neckline collared =; Sleeve sleeveless", "lose the sleeves")]
    [TestCase("it must not have any sleeves", "Sleeve sleeveless !", null)]
    [TestCase("I don't want buttons or straps", "Neckline strapless", "straps")]
    [TestCase("no stripes and sleeves", "Pattern striped -", null)]
    [TestCase("a top with sleeves", "Garment top", null)]
    public void What_has_none_of_something_has_a_name(string text, string expected, string? lastWords)
    {
        UnderstoodQuery understood = QueryUnderstanding.Default.Read(text);
        Assert.That(Reading.Line(understood.Findings), Is.EqualTo(expected));
        if (lastWords is not null)
            Assert.That(understood.Words(understood.Findings[^1]), Is.EqualTo(lastWords));
    }

    [TestCase("swap the stripes for polka dots", "Pattern striped -; Pattern polka dot >")]
    [TestCase("replace black with white", "Colour black -; Colour white >")]
    [TestCase("exchange the heels for flats", "Garment heels -; Garment flats >")]
    [TestCase("change it from blue to green", "Colour blue -; Colour green >")]
    [TestCase("red instead of black with a collar", "Colour red >; Colour black -; Neckline collared")]
    [TestCase("turn it into a skirt", "Garment skirt >")]
    public void What_comes_for_something_replaces_it(string text, string expected) => Assert.That(Reading.Of(text), Is.EqualTo(expected));

    [TestCase("long sleeves instead of short", "Sleeve long >; Sleeve short -")]
    [TestCase("long sleeves, not short", "Sleeve long; Sleeve short -")]
    [TestCase("long sleeves, short hem", "Sleeve long; Hem short")]
    [TestCase("the sleeves should be long", "Sleeve long")]
    public void An_adjective_without_its_noun_means_the_one_before(string text, string expected) => Assert.That(Reading.Of(text), Is.EqualTo(expected));

    [TestCase("a jumper dress", "Garment dress", "jumper dress")]
    [TestCase("wedge sandals", "Garment sandals", "wedge sandals")]
    [TestCase("jeans jacket", "Garment jeans; Garment jacket", "jacket")]
    [TestCase("less formal shoes", "Occasion formal <; Garment shoes", "shoes")]
    [TestCase("black formal shoes", "Colour black; Garment formal shoes", "formal shoes")]
    public void The_last_of_two_nouns_is_the_garment(string text, string expected, string lastWords)
    {
        UnderstoodQuery understood = QueryUnderstanding.Default.Read(text);
        Assert.That(Reading.Line(understood.Findings), Is.EqualTo(expected));
        Assert.That(understood.Words(understood.Findings[^1]), Is.EqualTo(lastWords));
    }

    [TestCase("never polyester, only natural fabrics", "Fabric polyester -")]
    [TestCase("polyester only", "Fabric polyester !")]
    public void What_is_insisted_on_is_not_beyond_a_comma(string text, string expected) => Assert.That(Reading.Of(text), Is.EqualTo(expected));

    [TestCase("my wife wants a grey pullover", "Gender women; Colour grey; Garment sweater")]
    [TestCase("wellies for my husband's birthday", "Garment boots; Gender men")]
    [TestCase("trackies, pjs, bathers, a bum bag", "Garment tracksuit; Garment nightwear; Garment swimwear; Garment bag")]
    [TestCase("a vest top and a vest", "Garment tank top; Garment vest")]
    [TestCase("a tweed blazer", "Fabric tweed; Garment blazer")]
    [TestCase("would this work in winter", "Season winter")]
    [TestCase("like this work dress", "Occasion work; Garment dress")]
    [TestCase("black friday deals on coats", "Garment coat")]
    [TestCase("like the picture but with a collar", "Neckline collared")]
    public void Everyday_words_are_known(string text, string expected) => Assert.That(Reading.Of(text), Is.EqualTo(expected));

    [TestCase("lether boots", "Fabric leather; Garment boots")]
    public void A_letter_is_left_out_more_often_than_written_wrong(string text, string expected) => Assert.That(Reading.Of(text), Is.EqualTo(expected));

    [TestCase("[Lacking]\nsleeveless: sleeve", "Line 3")]
    [TestCase("[Lacking]\nSleeve: sleeve", "Line 3")]
    public void A_lexicon_that_names_no_kind_is_refused(string lines, string where) =>
        Assert.That(() => FashionLexicon.Parse($"[Colour]\n{lines}\n"), Throws.TypeOf<InvalidDataException>().With.Message.Contains(where));
}
