using MlNetFashion.Training.Data;

namespace MlNetFashion.Training.Tests.Data;

public sealed class TypeWordsTests
{
    [TestCase("Tshirts", "t-shirt")]
    [TestCase("Shirts", "shirt")]
    [TestCase("Dresses", "dress")]
    [TestCase("Watches", "watch")]
    [TestCase("Clutches", "clutch")]
    [TestCase("Casual Shoes", "casual shoes")]
    [TestCase("Flip Flops", "flip flops")]
    [TestCase("Jeans", "jeans")]
    [TestCase("Nightdress", "nightdress")]
    [TestCase("Scarves", "scarf")]
    [TestCase("kurta", "kurta")]
    public void ATypeBecomesTheWordThatPeopleSay(string type, string word) => Assert.That(TypeWords.Singular(type), Is.EqualTo(word));

    [TestCase("dress", "dresses")]
    [TestCase("watch", "watches")]
    [TestCase("t-shirt", "t-shirts")]
    [TestCase("casual shoes", "casual shoes")]
    [TestCase("scarf", "scarves")]
    public void AWordHasAPlural(string singular, string plural) => Assert.That(TypeWords.Plural(singular), Is.EqualTo(plural));
}
