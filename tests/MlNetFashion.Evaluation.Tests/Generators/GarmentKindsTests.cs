using MlNetFashion.Catalogues;

namespace MlNetFashion.Evaluation.Tests;

sealed class GarmentKindsTests
{
    [Test]
    public void Every_drawn_garment_but_jumpsuit_and_boots_is_of_a_kind()
    {
        Assert.That(SampleAttributes.Kinds.Where(kind => GarmentKinds.Of(kind.Name) < 0).Select(kind => kind.Name), Is.EqualTo(new[] { "jumpsuit", "boots" }));
        Assert.That(GarmentKinds.Names, Is.Unique);
    }

    [TestCase("Tshirts", "t-shirt")]
    [TestCase("sports shoes", "sneakers")]
    [TestCase(" Tunics ", "top")]
    [TestCase("hoodie", "sweater")]
    public void Types_that_look_the_same_are_one(string type, string kind) => Assert.That(GarmentKinds.Names[GarmentKinds.Of(type)], Is.EqualTo(kind));

    [TestCase("Perfume and Body Mist")]
    [TestCase("")]
    public void What_is_not_worn_is_of_none(string type) => Assert.That(GarmentKinds.Of(type), Is.EqualTo(-1));

    [Test]
    public void An_item_is_of_the_kind_of_its_type_in_either_catalogue()
    {
        Assert.That(GarmentKinds.Of(Item("articleType", "Sarees")), Is.EqualTo(GarmentKinds.Of(Item("garment", "saree"))).And.GreaterThanOrEqualTo(0));
        Assert.That(GarmentKinds.Of(Item("class", "saree")), Is.EqualTo(-1));
    }

    static CatalogueItem Item(string attribute, string value) => new("1", "", new Dictionary<string, string> { [attribute] = value });
}
