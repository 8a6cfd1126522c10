using MlNetFashion.Understanding;

namespace MlNetFashion.Tests.Understanding;

public sealed class QueryUnderstandingTests
{
    [TestCase("a red dress, not black", "Colour red; Garment dress; Colour black -")]
    [TestCase("not black or white", "Colour black -; Colour white -")]
    [TestCase("no stripes and no floral", "Pattern striped -; Pattern floral -")]
    [TestCase("no stripes, dots or flowers", "Pattern striped -; Pattern polka dot -; Pattern floral -")]
    [TestCase("no sleeves and black", "Sleeve sleeveless; Colour black")]
    [TestCase("not black but red", "Colour black -; Colour red")]
    [TestCase("no buttons or collar", "Neckline collared -")]
    [TestCase("no buttons and a collar", "Neckline collared")]
    [TestCase("neither red nor black", "Colour red -; Colour black -")]
    [TestCase("just like it, except white and long-sleeved", "Colour white; Sleeve long")]
    [TestCase("a dress like this, except black", "Garment dress; Colour black -")]
    [TestCase("I like it, any colour except black", "Colour black -")]
    [TestCase("anything but red", "Colour red -")]
    [TestCase("isn’t striped", "Pattern striped -")]
    [TestCase("a collarless shirt", "Neckline collared -; Garment shirt")]
    [TestCase("shoes but no sports shoes", "Garment shoes; Garment sports shoes -")]
    [TestCase("no black dresses", "Colour black -; Garment dress")]
    [TestCase("a skirt instead of a black dress", "Garment skirt >; Colour black -; Garment dress -")]
    [TestCase("white rather than cream", "Colour white >; Colour cream -")]
    [TestCase("not only red", "Colour red")]
    public void Negation_reaches_what_it_speaks_of_and_no_more(string text, string expected) => Assert.That(Reading.Of(text), Is.EqualTo(expected));

    [TestCase("longer sleeves", "Sleeve long +")]
    [TestCase("is longer", "Hem long +")]
    [TestCase("shorter in length with longer sleeves", "Hem short +; Sleeve long +")]
    [TestCase("the sleeves are much longer", "Sleeve long +")]
    [TestCase("long black lace sleeves", "Sleeve long; Colour black; Fabric lace")]
    [TestCase("is longer and has sleeves", "Hem long +")]
    [TestCase("longer straps", "")]
    [TestCase("a short skirt", "Hem short; Garment skirt")]
    [TestCase("a deeper neckline", "Neckline low +")]
    [TestCase("with cap sleeves and a cap", "Sleeve cap; Garment cap")]
    [TestCase("has 3/4 sleeves", "Sleeve three-quarter")]
    public void The_noun_decides_what_an_adjective_means(string text, string expected) => Assert.That(Reading.Of(text), Is.EqualTo(expected));

    [TestCase("darker and less formal", "Colour dark +; Occasion formal <")]
    [TestCase("not as long", "Hem long <")]
    [TestCase("a bit more floral", "Pattern floral +")]
    [TestCase("same red, longer", "Colour red =; Hem long +")]
    [TestCase("keep the long sleeves and the collar", "Sleeve long =; Neckline collared =")]
    [TestCase("make it red", "Colour red >")]
    [TestCase("less black and more white", "Colour black <; Colour white +")]
    [TestCase("must be black or navy", "Colour black !; Colour navy blue !")]
    [TestCase("leather only", "Fabric leather !")]
    [TestCase("only in red", "Colour red !")]
    [TestCase("it must not be striped", "Pattern striped - !")]
    [TestCase("has to be cotton, ideally blue", "Fabric cotton !; Colour blue")]
    public void Changes_are_read(string text, string expected) => Assert.That(Reading.Of(text), Is.EqualTo(expected));

    [TestCase("dark blue", "Colour blue")]
    [TestCase("lighter", "Colour light +")]
    [TestCase("black and white striped", "Colour black; Colour white; Pattern striped")]
    [TestCase("floral print", "Pattern floral")]
    [TestCase("a grey jumper or a gray sweater", "Colour grey; Garment sweater; Colour grey; Garment sweater")]
    [TestCase("colourful / colorful", "Colour multicoloured")]
    [TestCase("button up shirt", "Garment shirt")]
    [TestCase("a black dress with a belt", "Colour black; Garment dress")]
    [TestCase("a brown leather belt", "Colour brown; Fabric leather; Garment belt")]
    [TestCase("T-SHIRT t shirt tee tshirts", "Garment t-shirt")]
    public void Words_that_mean_one_thing_are_one_finding(string text, string expected) => Assert.That(Reading.Of(text), Is.EqualTo(expected));

    [Test]
    public void Each_garment_has_what_is_said_of_it()
    {
        string[] items = [.. QueryUnderstanding.Default.Read("jeans, a black and white striped shirt and brown shoes in leather")
            .Items.Select(item => $"{item.Garment?.Value}: {Reading.Line(item.Findings)}")];
        Assert.That(items, Is.EqualTo([
            "jeans: Garment jeans",
            "shirt: Colour black; Colour white; Pattern striped; Garment shirt",
            "shoes: Colour brown; Garment shoes; Fabric leather",
        ]));
        Assert.That(QueryUnderstanding.Default.Read("this dress, but a longer dress").Items, Has.Count.EqualTo(1));
        Assert.That(QueryUnderstanding.Default.Read("red and longer").Items.Single().Garment, Is.Null);
    }

    [TestCase("a dress, not black", "a dress,")]
    [TestCase("not black or white", null)]
    [TestCase("red shirt without stripes or dots, long sleeves", "red shirt , long sleeves")]
    [TestCase("red shirt", "red shirt")]
    public void The_wanted_text_lacks_what_is_not_wanted(string text, string? expected) =>
        Assert.That(QueryUnderstanding.Default.Read(text).WantedText, Is.EqualTo(expected));

    [Test]
    public void Spans_count_in_the_text_as_given()
    {
        UnderstoodQuery understood = QueryUnderstanding.Default.Read("👗\t a RÉD dre\u0301ss\u200b — not  “navy-blue”");
        Assert.That(understood.Findings.Select(understood.Words), Is.EqualTo(["RÉD", "dre\u0301ss", "not  “navy-blue"]));
    }

    [TestCase(null)]
    [TestCase("")]
    [TestCase(" \t\r\n\u200b")]
    [TestCase("👗👠🧥")]
    [TestCase("\ud800\udc00\ud83d \udc57\ud800")]
    [TestCase("שמלה אדומה ארוכה")]
    [TestCase("--- ,,, ''' ... ’’’")]
    public void Odd_texts_have_no_findings(string? text)
    {
        UnderstoodQuery understood = QueryUnderstanding.Default.Read(text);
        Assert.That(understood.Findings, Is.Empty);
        Assert.That(understood.Items, Is.Empty);
        Assert.That(understood.Text, Is.EqualTo(text ?? ""));
    }

    [TestCase("\u202eשמלה red \ud800dress\udc00 👗 ", "Colour red; Garment dress")]
    [TestCase("red'''dress", "Colour red; Garment dress")]
    public void Words_among_odd_ones_are_found(string text, string expected) => Assert.That(Reading.Of(text), Is.EqualTo(expected));

    [TestCase("red dress ")]
    [TestCase("no ")]
    [TestCase("longer ")]
    [TestCase("and or but not ")]
    [TestCase("strpied sleevlss qwertzuiop ")]
    [TestCase("dark light dark ")]
    [TestCase("jeans and shirt, ")]
    [TestCase("not black, ")]
    [TestCase("x")]
    [TestCase("'")]
    [TestCase("e\u0301\u0301")]
    public void A_megabyte_is_read_as_far_as_documented(string repeated)
    {
        string text = string.Concat(Enumerable.Repeat(repeated, (1 << 20) / repeated.Length));
        UnderstoodQuery understood = QueryUnderstanding.Default.Read(text);
        Assert.That(understood.Text, Is.SameAs(text));
        Assert.That(understood.Findings.All(finding => finding.End <= QueryUnderstanding.MaxLength), Is.True);
        if (repeated == "red dress ")
            Assert.That(understood.Findings.Count(finding => understood.Words(finding) is "red"),
                Is.EqualTo(QueryUnderstanding.MaxLength / repeated.Length).Within(1));
    }
}
