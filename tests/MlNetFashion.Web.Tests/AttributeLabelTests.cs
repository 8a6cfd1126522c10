using MlNetFashion.Web;

namespace MlNetFashion.Tests;

/// <summary>Names of attributes become words for people.</summary>
public sealed class AttributeLabelTests
{
    [TestCase("SecondColour", "Second colour")]
    [TestCase("secondColour", "Second colour")]
    [TestCase("second_colour", "Second colour")]
    [TestCase("second-colour", "Second colour")]
    [TestCase("colour", "Colour")]
    [TestCase("SKU", "SKU")]
    [TestCase("sku", "Sku")]
    [TestCase("EANCode", "EAN code")]
    [TestCase("shopSKU", "Shop SKU")]
    [TestCase("product.type", "Product type")]
    [TestCase("PRODUCT_TYPE", "PRODUCT TYPE")]
    [TestCase("Care Instructions", "Care Instructions")]
    [TestCase("for whom", "For whom")]
    [TestCase("size2", "Size2")]
    [TestCase("_internal__name_", "Internal name")]
    [TestCase("größe", "Größe")]
    [TestCase("色", "色")]
    [TestCase("X", "X")]
    [TestCase("--", "--")]
    [TestCase("", "")]
    public void A_name_is_words(string name, string label) => Assert.That(AttributeLabel.Of(name), Is.EqualTo(label));

    [Test]
    public void Whatever_a_shop_calls_it_a_label_has_its_letters([Values("a<b>", "\u202Eabc", "👗Size", "A_B-C.D eF", "camelCASEMixed")] string name) =>
        Assert.That(Letters(AttributeLabel.Of(name)), Is.EqualTo(Letters(name)).IgnoreCase);

    static string Letters(string text) => string.Concat(text.Where(letter => !char.IsWhiteSpace(letter) && letter is not ('_' or '-' or '.')));
}
