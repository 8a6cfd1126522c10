using MlNetFashion.Understanding;

namespace MlNetFashion.Tests.Understanding;

public sealed class RefusalTests
{
    [TestCase("not for men", "Gender men -")]
    [TestCase("shoes not for men", "Garment shoes; Gender men -")]
    [TestCase("no clothes for women", "Gender women -")]
    [TestCase("nothing with stripes, a shirt", "Pattern striped -; Garment shirt")]
    [TestCase("not for kids, a tshirt", "Gender children -; Garment t-shirt")]
    [TestCase("no kids", "Gender children -")]
    [TestCase("red dress -floral", "Colour red; Garment dress; Pattern floral -")]
    [TestCase("-floral dress", "Pattern floral -; Garment dress")]
    [TestCase("nothing from the ladies", "Gender women -")]
    [TestCase("no sleeves for women", "Sleeve sleeveless; Gender women")]
    [TestCase("dress –floral", "Garment dress; Pattern floral -")]
    [TestCase("tshirt !striped", "Garment t-shirt; Pattern striped -")]
    [TestCase("shoes, black excluded", "Garment shoes; Colour black -")]
    [TestCase("a dress - red", "Garment dress; Colour red")]
    [TestCase("a dress – red", "Garment dress; Colour red")]
    [TestCase("a dress! Red", "Garment dress; Colour red")]
    [TestCase("a half-sleeved t-shirt", "Sleeve short; Garment t-shirt")]
    public void A_refusal_reaches_through_a_preposition_and_a_minus_sign(string text, string expected) => Assert.That(Reading.Of(text), Is.EqualTo(expected));

    [TestCase("a white shirt, not off white", "Colour white; Garment shirt")]
    [TestCase("blue shirt but not royal blue", "Colour blue; Garment shirt")]
    [TestCase("red dress, not a shirt dress", "Colour red; Garment dress")]
    public void One_sort_of_what_is_wanted_is_refused_and_the_rest_is_wanted(string text, string expected) =>
        Assert.That(Reading.Of(text), Is.EqualTo(expected));

    [TestCase("kids jacket", "Gender children; Garment jacket")]
    [TestCase("children's tshirt", "Gender children; Garment t-shirt")]
    [TestCase("shoes for my son", "Garment shoes; Gender boys")]
    [TestCase("daughter dress", "Gender girls; Garment dress")]
    [TestCase("grandpa cardigan", "Gender men; Garment cardigan")]
    [TestCase("a gift for granny", "Gender women")]
    [TestCase("boyfriend jeans", "Garment jeans")]
    [TestCase("baby pink dress", "Colour pink; Garment dress")]
    public void People_are_whom_it_is_for(string text, string expected) => Assert.That(Reading.Of(text), Is.EqualTo(expected));

    [TestCase("blk shoes men", "black shoes men", "Colour black; Garment shoes; Gender men")]
    [TestCase("wht shirt", "white shirt", "Colour white; Garment shirt")]
    [TestCase("lt blue shirt", "light blue shirt", "Colour blue; Garment shirt")]
    [TestCase("b/w checked shirt", "black and white checked shirt", "Colour black; Colour white; Pattern checked; Garment shirt")]
    [TestCase("puma sandle", "puma sandal", "Garment sandals")]
    [TestCase("wmns sndls", "women sandals", "Gender women; Garment sandals")]
    [TestCase("a shrts", "a shrts", "")]
    [TestCase("blue denim jaket", "blue denim jacket", "Colour blue; Fabric denim; Garment jacket")]
    [TestCase("grey trak pants", "grey track pants", "Colour grey; Garment trousers")]
    [TestCase("red tshrit", "red tshirt", "Colour red; Garment t-shirt")]
    public void Shortened_and_misspelled_words_are_the_words_for_the_encoders_too(string text, string meant, string expected)
    {
        UnderstoodQuery understood = QueryUnderstanding.Default.Read(text);
        Assert.That(understood.WantedText, Is.EqualTo(meant));
        Assert.That(Reading.Line(understood.Findings), Is.EqualTo(expected));
    }

    [Test]
    public void Parts_of_a_request_keep_their_brands_and_their_spelling()
    {
        IReadOnlyList<UnderstoodQuery> parts = QueryUnderstanding.Default.Read("addidas b/w shoes and puma tshrit").Parts;
        Assert.That(parts.Select(part => part.Text), Is.EqualTo(["addidas black and white shoes", "puma tshirt"]));
        foreach (UnderstoodQuery part in parts)
            Assert.That(part.Findings.Select(part.Words), Is.All.Not.Empty);
    }
}
