using Npgsql;

namespace MlNetFashion.Tests.Postgres;

/// <summary>The contract, on PostgreSQL's own code with the real extension.</summary>
[NonParallelizable]
public sealed class PostgresStoreTests : StoreContract
{
    PgliteServer? _server;

    [OneTimeSetUp]
    public void Start() => _server = PgliteServer.Start();

    [OneTimeTearDown]
    public void Stop() => _server?.Dispose();

    protected override string Address(string name) => _server!.Address(name);

    protected override async Task<int> CountKeptAsync(string name)
    {
        await using NpgsqlDataSource source = NpgsqlDataSource.Create($"Host=127.0.0.1;Port={_server!.Port};Username=postgres;Database=postgres;SSL Mode=Disable");
        await using NpgsqlCommand tables = source.CreateCommand("SELECT count(*) FROM fashion_versions WHERE name = $1");
        tables.Parameters.Add(new NpgsqlParameter { Value = name });
        return (int)(long)(await tables.ExecuteScalarAsync())!;
    }
}
