using System.Text.Json;
using CsCheck;
using MlNetFashion.Retrieval;
using MlNetFashion.Stores;

namespace MlNetFashion.Tests.Filters;

/// <summary>What engines are asked lets through whatever the filter lets through; and where nothing is left to the second look, no more than that.</summary>
public sealed class FilterPlanTests
{
    static readonly EmbeddingIndex s_index = Garments.Index(200);

    static readonly StoredCatalogue s_catalogue = new(CatalogueAddress.Parse("garnet://host/shop"), Manifest());

    static readonly JsonElement[] s_documents = [.. Enumerable.Range(0, s_index.Count).Select(row =>
        JsonDocument.Parse(FilterDocument.Of(s_index.Item(row), s_catalogue.Manifest.Columns)).RootElement)];

    [Test]
    public void What_passes_a_filter_passes_what_an_engine_is_asked() => RandomFilters.Any.Sample(filter =>
    {
        bool[] passes = filter.Passes(s_index);
        IReadOnlyList<FilterClause> clauses = FilterPlan.Of(filter, s_catalogue);
        return Enumerable.Range(0, s_index.Count).All(row => !passes[row] || clauses.All(clause => Holds(clause, s_documents[row])));
    }, iter: 3000);

    [TestCase("colour=red")]
    [TestCase("colour!=red")]
    [TestCase("colour=red|NAVY blue")]
    [TestCase("colour~av")]
    [TestCase("colour=")]
    [TestCase("colour!=")]
    [TestCase("size=m")]
    [TestCase("size!=m")]
    [TestCase("size=\"M; L; XL\"")]
    [TestCase("price<50")]
    [TestCase("price>=20,price<=30.5")]
    [TestCase("price!=20..60")]
    [TestCase("tenth=3..5,colour=grün")]
    [TestCase("title~dress")]
    [TestCase("id=id 7|id 8")]
    [TestCase("colour=20..30")]
    public void An_ordinary_filter_is_told_exactly(string text)
    {
        var filter = AttributeFilter.Parse(text);
        IReadOnlyList<FilterClause> clauses = FilterPlan.Of(filter, s_catalogue);
        Assert.That(clauses, Has.Count.EqualTo(filter.Conditions.Count));
        Assert.That(s_documents.Select(document => clauses.All(clause => Holds(clause, document))), Is.EqualTo(filter.Passes(s_index)));
    }

    [Test]
    public void An_attribute_that_there_is_not_is_refused_by_its_name() =>
        Assert.That(() => FilterPlan.Of(AttributeFilter.Parse("colours=red"), s_catalogue),
            Throws.ArgumentException.With.Message.Contains("Did you mean \"colour\"?"));

    static bool Holds(FilterClause clause, JsonElement document) => clause.Any.Any(term => Holds(term, document)) != clause.Negated;

    static bool Holds(FilterTerm term, JsonElement document) => term switch
    {
        FilterTerm.Holds holds => document.GetProperty(holds.Member).GetString()!.Contains(holds.Text, StringComparison.Ordinal),
        FilterTerm.IsEmpty empty => document.GetProperty(empty.Member).GetString()!.Length == 0,
        FilterTerm.Compares compares => Compare(document.GetProperty(compares.Member).GetDouble(), compares),
        FilterTerm.Both both => Holds(both.One, document) && Holds(both.Other, document),
        _ => false,
    };

    static bool Compare(double number, FilterTerm.Compares with) =>
        (with.OrEqual && number == with.Bound) || (with.IsLess ? number < with.Bound : number > with.Bound);

    static CatalogueManifest Manifest() => new()
    {
        Version = "1",
        Count = s_index.Count,
        Dimension = s_index.Dimension,
        Pictures = false,
        ModelSha256 = "",
        Preprocessing = "",
        Source = "",
        Created = default,
        Columns = FilterDocument.Columns(s_index),
        Shards = [],
    };
}
