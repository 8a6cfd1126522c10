using MlNetFashion.Retrieval;
using MlNetFashion.Stores;
using MlNetFashion.Tests.State;

namespace MlNetFashion.Tests.Postgres;

/// <summary>A PostgreSQL as Debian has it, without pgvector.</summary>
public sealed class MissingExtensionTests
{
    [Test]
    public async Task A_server_without_the_extension_is_told_by_its_name()
    {
        var connection = new Npgsql.NpgsqlConnectionStringBuilder(PrivatePostgres.Shared.NewDatabase());
        using CatalogueStore store = CatalogueStores.Open($"postgres://{connection.Username}@{connection.Host}:{connection.Port}/{connection.Database}?catalogue=shop");
        using EmbeddingIndex index = Garments.Index(20);
        await Assert.ThatAsync(() => store.PublishAsync(index), Throws.InstanceOf<IOException>().With.Message.Contains("has not the extension pgvector"));
        await Assert.ThatAsync(() => store.ReadAsync(), Throws.TypeOf<FileNotFoundException>());
    }

    [Test]
    public async Task A_server_that_is_not_there_is_told_with_what_to_do()
    {
        using CatalogueStore store = CatalogueStores.Open($"postgres://me@127.0.0.1:{FreePort.Take(1)[0]}/shop?catalogue=shop");
        await Assert.ThatAsync(() => store.ReadAsync(), Throws.InstanceOf<IOException>().With.Message.Contains("does not answer"));
    }
}
