namespace MlNetFashion.Tests;

sealed class RecordTests : StoreFixture
{
    [Test]
    public async Task Records_come_back_as_they_were_with_or_without_their_vector([Values] bool vectors)
    {
        foreach (Garment expected in Garment.Five())
        {
            Garment? one = await Garments.GetAsync(expected.Sku, new() { IncludeVectors = vectors });
            Assert.That($"{one}", Is.EqualTo(vectors ? $"{expected}" : expected.WithoutLook()));
        }

        List<Garment> several = await All(Garments.GetAsync(["c", "nobody", "a"], new() { IncludeVectors = vectors }));
        Assert.That(several.Select(garment => garment.Sku), Is.EqualTo(["c", "a"]));
        Dictionary<string, object?> dynamic = (await Dynamic.GetAsync("d", new() { IncludeVectors = vectors }))!;
        Assert.That((dynamic["Name"], dynamic["Price"], dynamic["IsOnSale"]), Is.EqualTo(((object?)null, (object)10, (object)false)));
        Assert.That(dynamic["Sizes"], Is.EqualTo((string[])["S", "M", "L"]));
        Assert.That(dynamic.ContainsKey("Look"), Is.EqualTo(vectors));
    }

    [Test]
    public async Task What_is_missing_or_empty_gives_nothing_and_null_is_refused()
    {
        Assert.That(await Garments.GetAsync("nobody"), Is.Null);
        Assert.That(await All(Garments.GetAsync([])), Is.Empty);
        Assert.That(() => Garments.GetAsync((string)null!), Throws.ArgumentNullException.With.Property("ParamName").EqualTo("key"));
        Assert.That(() => All(Garments.GetAsync(keys: null!)), Throws.ArgumentNullException.With.Property("ParamName").EqualTo("keys"));
        Assert.That(() => Garments.UpsertAsync(records: null!), Throws.ArgumentNullException.With.Property("ParamName").EqualTo("records"));
        Assert.That(() => Garments.DeleteAsync(keys: null!), Throws.ArgumentNullException.With.Property("ParamName").EqualTo("keys"));
        await Garments.UpsertAsync([]);
        await Garments.DeleteAsync([]);
        await Garments.DeleteAsync("nobody");
        Assert.That(await All(Garments.GetAsync(_ => true, 100)), Has.Count.EqualTo(5));
    }

    [Test]
    public async Task Records_are_added_and_replaced_in_one_batch_and_of_one_key_the_last_counts()
    {
        Garment added = Garment.Make("new", "", 1, 2, true, ["x, \"y\""], [10, 0, 2]), replaced = Garment.Make("a", null, 3, 4, false, [], [0, -5, 0.1f]);
        await Garments.UpsertAsync([Garment.Make("new", "first", 0, 0, false, [], [1, 0, 0]), replaced, added]);
        Assert.That($"{await Garments.GetAsync("new", new() { IncludeVectors = true })}", Is.EqualTo($"{added}"));
        Assert.That($"{await Garments.GetAsync("a", new() { IncludeVectors = true })}", Is.EqualTo($"{replaced}"));
        Assert.That(await All(Garments.GetAsync(_ => true, 100)), Has.Count.EqualTo(6));
        await Dynamic.UpsertAsync(Garment.Make("dyn", "dynamic", 7, 7, true, ["S"], [3, 2, 1]).ToDictionary());
        Assert.That((await Garments.GetAsync("dyn"))!.Name, Is.EqualTo("dynamic"));
    }

    [Test]
    public async Task Deleted_records_are_gone_even_the_last()
    {
        await Garments.DeleteAsync("a");
        await Garments.DeleteAsync(["b", "c", "nobody"]);
        Assert.That((await All(Garments.GetAsync(_ => true, 100))).Select(garment => garment.Sku), Is.EqualTo(["d", "e"]));
        await Dynamic.DeleteAsync(["d", "e"]);
        Assert.That(await All(Garments.GetAsync(_ => true, 100)), Is.Empty);
        Assert.That(await All(Garments.SearchAsync(new float[] { 1, 0, 0 }, 3)), Is.Empty);
        Assert.That(await Garments.CollectionExistsAsync(), Is.True);
        await Garments.UpsertAsync(Garment.Five()[0]);
        Assert.That(await Garments.GetAsync("a"), Is.Not.Null);
    }

    [Test]
    public async Task A_filtered_list_is_ordered_by_several_properties_and_cut()
    {
        Garment[] all = Garment.Five();
        Assert.That(await Skus(g => g.Price > 8, 2, new() { OrderBy = by => by.Ascending(g => g.Price).Descending(g => g.Stock) }), Is.EqualTo(["b", "c"]));
        Assert.That(await Skus(g => g.Price > 8, 2, new() { OrderBy = by => by.Descending(g => g.Price), Skip = 1 }), Is.EqualTo(["d", "b"]));
        Assert.That(await Skus(_ => true, 9, new() { OrderBy = by => by.Descending(g => g.Name).Ascending(g => g.Stock) }),
            Is.EqualTo(all.OrderByDescending(g => g.Name).ThenBy(g => g.Stock).Select(g => g.Sku)));
        Assert.That(await Skus(_ => true, 3, new() { Skip = 4 }), Is.EqualTo(["e"]));
        Assert.That(() => Skus(_ => true, 0, new()), Throws.InstanceOf<ArgumentOutOfRangeException>());

        async Task<IEnumerable<string>> Skus(System.Linq.Expressions.Expression<Func<Garment, bool>> filter, int top,
            Microsoft.Extensions.VectorData.FilteredRecordRetrievalOptions<Garment> options) =>
            (await All(Garments.GetAsync(filter, top, options))).Select(garment => garment.Sku);
    }

    [Test]
    public void A_record_without_a_key_or_a_vector_or_with_one_of_another_length_is_refused()
    {
        Assert.That(() => Garments.UpsertAsync(Garment.Make("", "x", 1, 1, true, [], [1, 0, 0])), Throws.ArgumentException.With.Message.Contains("id"));
        Assert.That(() => Garments.UpsertAsync(Garment.Make("x", "x", 1, 1, true, [], [1, 0])),
            Throws.ArgumentException.With.Message.Contains("2 numbers").And.Message.Contains("3"));
        Assert.That(() => Garments.UpsertAsync(Garment.Make("x", "x", 1, 1, true, [], [0, 0, 0])),
            Throws.ArgumentException.With.Message.Contains("no direction"));
        Assert.That(() => Garments.UpsertAsync(Garment.Make("x", "x", 1, 1, true, [], [float.NaN, 0, 0])),
            Throws.ArgumentException.With.Message.Contains("no direction"));
    }
}
