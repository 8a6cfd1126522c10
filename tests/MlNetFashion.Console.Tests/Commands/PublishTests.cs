using MlNetFashion.Retrieval;
using MlNetFashion.Tool;
using MlNetFashion.VectorData;

namespace MlNetFashion.Tests.Commands;

public sealed class PublishTests
{
    [Test]
    public void A_published_index_is_a_collection_with_all_its_items()
    {
        using TemporaryFolder folder = new();
        Assert.That(ToolRun.Of("publish", SmallCatalogue.Index, "--to", folder["stores"], "--name", "shop", "--batch", "25").Succeeded().Output,
            Does.StartWith($"{SmallCatalogue.Count} items published as \"shop\""));
        using EmbeddingIndex published = EmbeddingIndex.Open(folder["stores/shop"]), index = EmbeddingIndex.Open(SmallCatalogue.Index);
        for (int row = 0; row < index.Count; row++)
        {
            int found = published.PositionOf(index.Item(row).Id);
            Assert.That(published.Item(found).Title, Is.EqualTo(index.Item(row).Title));
            Assert.That(published.Item(found).Attributes["colour"], Is.EqualTo(index.Item(row).Attributes["colour"]));
        }
    }

    [Test]
    public void The_store_of_a_library_is_made_and_what_is_none_is_refused()
    {
        using TemporaryFolder folder = new();
        Assert.That(ToolRun.Of("publish", SmallCatalogue.Index, "--to", folder["nothing.dll"]).ErrorLine, Does.StartWith("There is no library"));
        File.WriteAllText(folder["text.dll"], "text");
        Assert.That(ToolRun.Of("publish", SmallCatalogue.Index, "--to", folder["text.dll"]).ErrorLine, Does.Contain("no library of .NET"));
        Assert.That(ToolRun.Of("publish", SmallCatalogue.Index, "--to", typeof(FashionVectorStore).Assembly.Location).ErrorLine,
            Does.Contain("has 0 public classes"));
        Assert.That(ToolRun.Of("publish", SmallCatalogue.Index, "--to", typeof(PublishTests).Assembly.Location, "--name", "theirs").Code,
            Is.EqualTo(ExitCode.Done));
        Assert.That(LibrarysStore.Folder, Does.Exist);
        Directory.Delete(LibrarysStore.Folder, recursive: true);
    }
}
