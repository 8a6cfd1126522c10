using Microsoft.Extensions.VectorData;
using MlNetFashion.VectorData;

namespace MlNetFashion.Tests;

sealed class CollectionTests : StoreFixture
{
    [Test]
    public async Task A_collection_is_made_once_listed_and_deleted_once()
    {
        using var shoes = Store.GetCollection<string, Garment>("shoes");
        Assert.That((await shoes.CollectionExistsAsync(), await Store.CollectionExistsAsync("shoes")), Is.EqualTo((false, false)));
        await shoes.EnsureCollectionExistsAsync();
        await shoes.EnsureCollectionExistsAsync();
        Assert.That((await shoes.CollectionExistsAsync(), await Store.CollectionExistsAsync("shoes")), Is.EqualTo((true, true)));
        Assert.That(await All(Store.ListCollectionNamesAsync()), Is.EqualTo(["garments", "shoes"]));
        await shoes.EnsureCollectionDeletedAsync();
        await Store.EnsureCollectionDeletedAsync("shoes");
        await Store.EnsureCollectionDeletedAsync("garments");
        Assert.That(await Garments.CollectionExistsAsync(), Is.False);
        Assert.That(await All(Store.ListCollectionNamesAsync()), Is.Empty);
        Assert.That(Directory.GetFileSystemEntries(Folder), Is.Empty, "no litter");
    }

    [Test]
    public void A_collection_that_is_not_there_is_refused_with_what_to_do()
    {
        using var shoes = Store.GetCollection<string, Garment>("shoes");
        foreach (Func<Task> use in (Func<Task>[])[() => shoes.UpsertAsync(Garment.Five()), () => shoes.GetAsync("a"), () => shoes.DeleteAsync("a"),
            () => All(shoes.SearchAsync(new float[] { 1, 0, 0 }, 1)), () => All(shoes.GetAsync(_ => true, 1))])
            Assert.That(() => use(), Throws.InstanceOf<VectorStoreException>().With.Message.Contains("EnsureCollectionExistsAsync"));
    }

    [TestCase("")]
    [TestCase("../outside")]
    [TestCase("a/b")]
    [TestCase("a\\b")]
    [TestCase(".")]
    [TestCase("..")]
    [TestCase(" a")]
    [TestCase("a\0b")]
    public void A_name_that_cannot_be_a_folders_is_refused(string name)
    {
        Assert.That(() => Store.GetCollection<string, Garment>(name), Throws.InstanceOf<ArgumentException>());
        Assert.That(() => Store.EnsureCollectionDeletedAsync(name), Throws.InstanceOf<ArgumentException>());
    }

    [Test]
    public void A_store_and_a_collection_tell_what_they_are()
    {
        var store = (VectorStoreMetadata)Store.GetService(typeof(VectorStoreMetadata))!;
        var collection = (VectorStoreCollectionMetadata)Garments.GetService(typeof(VectorStoreCollectionMetadata))!;
        Assert.That((store.VectorStoreSystemName, collection.VectorStoreSystemName, collection.CollectionName), Is.EqualTo(("mlnetfashion", "mlnetfashion",
            "garments")));
        Assert.That(store.VectorStoreName, Is.EqualTo(Folder));
        Assert.That(Store.GetService(typeof(FashionVectorStore)), Is.SameAs(Store));
        Assert.That(Garments.GetService(typeof(IVectorSearchable<Garment>)), Is.SameAs(Garments));
        Assert.That((Garments.GetService(typeof(string)), Garments.GetService(typeof(VectorStoreCollectionMetadata), "key")), Is.EqualTo(((object?)null,
            (object?)null)));
    }

    [Test]
    public async Task What_another_store_writes_is_seen_and_what_was_written_is_there_again()
    {
        using (var other = new FashionVectorStore(Folder))
        using (var garments = other.GetCollection<string, Garment>("garments"))
        {
            await garments.UpsertAsync(Garment.Make("f", "green hat", 5, 1, false, [], [0, 1, 0]));
            await garments.DeleteAsync("a");
        }

        Assert.That((await Garments.GetAsync("f"))!.Name, Is.EqualTo("green hat"));
        Assert.That(await Garments.GetAsync("a"), Is.Null);
    }

    [Test]
    public async Task Dictionaries_are_for_dynamic_collections_alone()
    {
        Assert.That(() => Store.GetCollection<object, Dictionary<string, object?>>("garments"),
            Throws.ArgumentException.With.Message.Contains("GetDynamicCollection"));
        Assert.That((await Dynamic.GetAsync("b"))!["Name"], Is.EqualTo("blue shirt"));
    }
}
