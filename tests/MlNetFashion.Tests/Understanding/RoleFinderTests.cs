using MlNetFashion.Catalogues;
using MlNetFashion.Retrieval;
using MlNetFashion.Understanding;

namespace MlNetFashion.Tests.Understanding;

public sealed class RoleFinderTests
{
    static readonly Dictionary<string, string[]> s_values = new()
    {
        ["kind"] = ["Dresses", "Shirts", "Jeans", "Casual Shoes"],
        ["colour"] = ["Navy Blue", "Red", "Black", "Off White"],
        ["gender"] = ["Women", "Men", "Boys", "Unisex"],
        ["brand"] = ["Acme", "Levis", "Puma", "Acme"],
        ["price"] = ["12.50", "49", "1,299.00", "7"],
        ["size"] = ["S", "M", "42", "XL"],
        ["material"] = ["Cotton", "Silk", "Denim", "Wool"],
        ["pattern"] = ["Striped", "Solid", "Floral", "Checked"],
        ["season"] = ["Summer", "Winter", "Spring", "Autumn"],
        ["picture"] = ["a/1.jpg", "a/2.jpg", "a/3.jpg", "a/4.jpg"],
    };

    static EmbeddingIndex Index(params (string Name, string[] Values)[] columns) => EmbeddingIndex.Create(
        SmallIndex.Description,
        [.. Enumerable.Range(0, 4).Select(row => SmallIndex.Item($"{row}", "", [.. columns.Select(column => (column.Name, column.Values[row]))]))],
        SmallIndex.Vectors(4, 3, 9), 3);

    static string Found(params (string Name, string[] Values)[] columns) =>
        string.Join(' ', RoleFinder.Find(Index(columns).Facets(), QueryUnderstanding.Default)
            .Select(role => $"{role.Role.ToString().ToLowerInvariant()}={role.Column}"));

    [TestCase("kind", "articleType", "product_type_name", "Product Type", "Type", "category", "produkttyp", "tipo_de_producto",
        "google_product_category", "garmentType")]
    [TestCase("colour", "baseColour", "colour_group_name", "perceived_colour_master_name", "Color", "g:color", "attribute:pa_color", "Farbe", "couleur",
        "product_color", "ColorName")]
    [TestCase("gender", "gender", "index_group_name", "Target Gender", "suggestedGender", "Geschlecht", "género", "sexe")]
    [TestCase("brand", "Brand", "Vendor", "brand_name", "Marke", "marque", "manufacturer")]
    [TestCase("price", "price", "Variant Price", "sale_price", "price_usd", "offers.price", "Preis", "precio", "MRP")]
    [TestCase("size", "Size", "size_name", "Größe", "talla", "available_sizes")]
    [TestCase("material", "fabric", "Material", "material_composition", "Stoff", "tejido")]
    [TestCase("pattern", "pattern", "graphical_appearance_name", "Muster", "estampado")]
    [TestCase("season", "season", "Saison", "temporada")]
    [TestCase("picture", "image_link", "Image Src", "imageUrl", "filename", "Bild")]
    public void ColumnsAreRecognisedByTheNamesOfManyShops(string role, params string[] names)
    {
        foreach (string name in names)
            Assert.That(Found((name, s_values[role]), ("stock keeping", ["a", "b", "c", "d"])), Is.EqualTo($"{role}={name}"), name);
    }

    [TestCase("kind")]
    [TestCase("colour")]
    [TestCase("gender")]
    [TestCase("material")]
    [TestCase("pattern")]
    [TestCase("season")]
    [TestCase("picture")]
    [TestCase("size")]
    public void AndByWhatTheyHold(string role) => Assert.That(Found(("x17", s_values[role]), ("note", ["zq", "rt", "vb", "kj"])), Is.EqualTo($"{role}=x17"));

    [Test]
    public void PricesWithACurrencyAreRecognisedByWhatTheyHold() => Assert.That(Found(("x", ["$12", "15.00 USD", "€ 7,50", "Rs. 499"])), Is.EqualTo("price=x"));

    [Test]
    public void CodesAndTitlesAreNoColours()
    {
        Assert.That(Found(("colour_group_code", ["9", "12", "7", "9"]), ("colour_group_name", s_values["colour"])), Is.EqualTo("colour=colour_group_name"));
        Assert.That(Found(("text", ["A red dress for the summer", "Blue jeans with a belt", "White shirt of pure cotton", "Black shoes to go out"])), Is.Empty);
        Assert.That(Found(("department", ["Jersey Basic", "Tights basic", "Baby essentials", "Clean Lingerie"])), Is.Empty.Or.Not.Contain("gender"));
    }

    [Test]
    public void OfSeveralColumnsTheOneThatCanBeReadIsTaken() => Assert.That(
        Found(("product_group_name", ["Upper body", "Lower body", "Full body", "Other"]), ("product_type_name", s_values["kind"])),
            Is.EqualTo("kind=product_type_name"));

    [Test]
    public void ValuesOfOtherLanguagesAreReadAndALexiconsOwnComeFirst()
    {
        QueryUnderstanding english = QueryUnderstanding.Default, own = new(FashionLexicon.Parse("[Colour]\nrojo: rojo"));
        Assert.That(CatalogueColumns.Read(english, AttributeKind.Colour, "Rojo").Single().Value, Is.EqualTo("red"));
        Assert.That(CatalogueColumns.Read(own, AttributeKind.Colour, "Rojo").Single().Value, Is.EqualTo("rojo"));
        Assert.That(CatalogueColumns.Read(english, AttributeKind.Gender, "Menswear").Single().Value, Is.EqualTo("men"));
        Assert.That(CatalogueColumns.Read(english, AttributeKind.Garment, "Apparel > Clothing > Dresses").Single().Value, Is.EqualTo("dress"));
        Assert.That(Found(("Farbe", ["schwarz", "rot", "blau", "grün"]), ("x", ["schwarz", "rot", "blau", "grün"])), Is.EqualTo("colour=Farbe"));
    }

    [Test]
    public void ASecondColourIsOneToo() =>
        Assert.That(Found(("secondColour", ["Red", "Blue", "Red", "Grey"]), ("colour", s_values["colour"])), Is.EqualTo("colour=colour colour=secondColour"));

    [Test]
    public void WhatAPersonSaysCounts()
    {
        EmbeddingIndex index = Index(("colour", s_values["colour"]), ("shade", ["Red", "Red", "Blue", "Blue"]));
        IReadOnlyList<AttributeRole> found =
            RoleFinder.Find(index.Facets(), QueryUnderstanding.Default, [new(ColumnRole.Colour, "SHADE"), new(ColumnRole.None, "colour")]);
        Assert.That(found, Is.EqualTo(new[] { new AttributeRole(ColumnRole.None, "colour"), new AttributeRole(ColumnRole.Colour, "shade") }));
        Assert.That(() => RoleFinder.Find(index.Facets(), QueryUnderstanding.Default, [new(ColumnRole.Colour, "hue")]),
            Throws.ArgumentException.With.Message.Contains("colour, shade"));
    }

    [Test]
    public void AnIndexRemembersTheRolesAndFiltersUnderstandThem()
    {
        using TemporaryFolder folder = new();
        AttributeRole[] roles = [new(ColumnRole.Colour, "perceived"), new(ColumnRole.Price, "Variant Price")];
        using (var writer = new IndexWriter(folder.Path, SmallIndex.Description, 3))
        {
            foreach ((string id, string colour, string price) in (ReadOnlySpan<(string, string, string)>)[("a", "Red", "20"), ("b", "Blue", "50.00"),
                ("c", "Red", "1,100")])
                writer.Add(SmallIndex.Item(id, "", ("perceived", colour), ("Variant Price", price)), [1, 0, 0]);
            writer.Commit((_, _) => roles);
        }

        using EmbeddingIndex index = EmbeddingIndex.Open(folder.Path);
        Assert.That(index.Roles, Is.EqualTo(roles));
        Assert.That(index.Description.Roles, Is.EqualTo(roles));
        Assert.That(AttributeFilter.Parse("colour=red,price<50").Passes(index), Is.EqualTo(new[] { true, false, false }));
    }
}
