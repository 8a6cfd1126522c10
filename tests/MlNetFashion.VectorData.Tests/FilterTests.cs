using System.Linq.Expressions;
using Microsoft.Extensions.VectorData;

namespace MlNetFashion.Tests;

/// <summary>A filter passes the records that the expression itself passes, whatever it is made of.</summary>
sealed class FilterTests : StoreFixture
{
    static readonly int s_static = 9;

    readonly Wrapped _wrapped = new();

    [Test]
    public async Task Filters_pass_what_their_expressions_pass()
    {
        int captured = 9;
        int? some = 9, none = null;
        string? nothing = null;
        string odd = Garment.Five()[4].Name!;
        string[] sought = ["S", "XL"];
        List<string> soughtList = [.. sought];
        Expression<Func<Garment, bool>>[] filters =
        [
            g => g.Price == 9, g => 9 == g.Price, g => g.Price != 9, g => g.Price > 9, g => g.Price >= 9, g => g.Price < 10, g => g.Price <= 10,
            g => g.Price == captured, g => g.Price == s_static, g => g.Price == _wrapped.Price, g => g.Price == some, g => g.Price == none, g =>
                g.Price == some!.Value,
            g => g.Name == "red dress", g => g.Name != "red dress", g => g.Name == "red", g => g.Name == odd, g => g.Name == "x'; DROP TABLE garments; --",
            g => g.Name == null, g => g.Name != null, g => g.Name == nothing, g => g.Name != nothing, g => g.Sku == "b", g => g.Sku.CompareTo("c") > 0,
            g => g.Name != null && g.Name.Contains("shirt"), g => g.Name != null && g.Name.StartsWith("red"),
            g => g.IsOnSale, g => !g.IsOnSale, g => g.IsOnSale && g.IsOnSale, g => g.IsOnSale || !g.IsOnSale, g => !g.IsOnSale && g.Price != int.MaxValue,
            g => g.Price == 9 && g.Name == "red dress", g => g.Price == 8 || g.Name == "blue shirt", g => g.Price == 9 && g.Name == "red dress" && g.Stock == 9,
            g => g.Price == 9 && g.Name == "red dress" || g.Stock == 100, g => (g.Price == 8 || g.Price == 9) && g.Name == "red dress",
            g => !(g.Price == 8), g => !(g.Price != 8), g => !(g.Price == 9 && g.Name == "red dress"), g => !(g.Price == 9 || g.Name == "red dress"),
            g => g.Price == g.Stock, g => g.Price * 10 == g.Stock, g => g.Price + captured > 18,
            g => g.Sizes.Contains("S"), g => g.Colours.Contains("S"), g => Enumerable.Contains(g.Sizes, "S"), g => MemoryExtensions.Contains(g.Sizes, "S"),
            g => MemoryExtensions.Contains(g.Sizes, "S", null),
            g => new[] { 8, 10 }.Contains(g.Price), g => new[] { "red dress", "un  , ' \"" }.Contains(g.Name), g => sought.Contains(g.Name), g =>
                soughtList.Contains(g.Sku),
            g => g.Sizes.Any(size => new[] { "S", "XL" }.Contains(size)), g => g.Sizes.Any(size => sought.Contains(size)), g => g.Colours.Any(size =>
                soughtList.Contains(size)),
            g => g.Sizes.Length > 1, g => true, g => false, g => captured == 9,
        ];
        foreach (Expression<Func<Garment, bool>> filter in filters)
        {
            string[] expected = [.. Garment.Five().AsQueryable().Where(filter).Select(garment => garment.Sku)];
            List<VectorSearchResult<Garment>> found = await All(Garments.SearchAsync(new float[] { 1, 2, 3 }, 10, new() { Filter = filter }));
            Assert.That(found.Select(result => result.Record.Sku), Is.EquivalentTo(expected), $"{filter}");
            Assert.That((await All(Garments.GetAsync(filter, 10))).Select(garment => garment.Sku), Is.EqualTo(expected), $"{filter}");
        }
    }

    [Test]
    public async Task Filters_of_dynamic_records_pass_the_same()
    {
        string[] sought = ["red dress", "blue shirt"];
        int? none = null;
#pragma warning disable CS0252, CS0253 // What is equal is asked, not what is the same object.
        (Expression<Func<Dictionary<string, object?>, bool>> Dynamic, Func<Garment, bool> Plain)[] filters =
        [
            (g => (int)g["Price"]! == 9, g => g.Price == 9),
            (g => (int)g["Price"]! > 9, g => g.Price > 9),
            (g => (int)g["Price"]! == none, _ => false),
            (g => g["Name"] == "red dress", g => g.Name == "red dress"),
            (g => g["Name"] != "red dress", g => g.Name != "red dress"),
            (g => g["Name"] == null, g => g.Name == null),
            (g => (bool)g["IsOnSale"]!, g => g.IsOnSale),
            (g => !(bool)g["IsOnSale"]! || (int)g["Stock"]! == 9, g => !g.IsOnSale || g.Stock == 9),
            (g => ((string[])g["Sizes"]!).Contains("S"), g => g.Sizes.Contains("S")),
            (g => ((List<string>)g["Colours"]!).Any(size => size == "M"), g => g.Colours.Any(size => size == "M")),
            (g => sought.Contains(g["Name"]), g => sought.Contains(g.Name)),
        ];
#pragma warning restore CS0252, CS0253
        foreach ((Expression<Func<Dictionary<string, object?>, bool>> filter, Func<Garment, bool> plain) in filters)
        {
            List<VectorSearchResult<Dictionary<string, object?>>> found = await All(Dynamic.SearchAsync(new float[] { 1, 2, 3 }, 10,
                new() { Filter = filter }));
            Assert.That(found.Select(result => result.Record["Sku"]), Is.EquivalentTo(Garment.Five().Where(plain).Select(garment => garment.Sku)), $"{filter}");
        }
    }

    [Test]
    public void What_cannot_be_filtered_by_is_refused()
    {
        int? none = null;
        Assert.That(() => All(Dynamic.SearchAsync(new float[] { 1, 2, 3 }, 1, new() { Filter = g => (string?)g["Name = \"x\"; --"] == "" })),
            Throws.InvalidOperationException.With.Message.Contains("no property").And.Message.Contains("Price"));
        Assert.That(() => All(Garments.SearchAsync(new float[] { 1, 2, 3 }, 1, new() { Filter = g => g.Price == none!.Value })),
            Throws.InvalidOperationException);
        Assert.That(() => All(Garments.SearchAsync(new float[] { 1, 2, 3 }, 1, new() { Filter = g => g.Look.Length == 3 })),
            Throws.InstanceOf<NotSupportedException>().With.Message.Contains("vector"));
    }

    sealed class Wrapped
    {
        public int Price = 9;
    }
}
