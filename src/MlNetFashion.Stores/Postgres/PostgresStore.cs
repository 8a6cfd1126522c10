using System.Globalization;
using System.Text.Json;
using MlNetFashion.Retrieval;
using Npgsql;
using Pgvector;

namespace MlNetFashion.Stores;

/// <summary>A catalogue in PostgreSQL: a table a version, its vectors linked by pgvector, and a row that says which version answers.</summary>
/// <remarks>fashion_catalogues has a row for each catalogue; fashion_versions one for each table that was made, so that what a publishing left behind
/// when it was killed is removed by the next.</remarks>
sealed class PostgresStore(CatalogueAddress address) : CatalogueStore(address)
{
    // pgvector's limit of how many of the best are kept on the way.
    const int MostEffort = 1000, LeastEffort = 200;

    readonly PostgresConnection _server = new(address);

    public override async Task<StoredCatalogue> ReadAsync(CancellationToken cancellation = default) =>
        new(Address, await FindManifestAsync(cancellation).ConfigureAwait(false) ?? throw IsMissing());

    public override async Task<StoredCatalogue> PublishAsync(
        EmbeddingIndex index, PublishOptions? options = null, IProgress<int>? progress = null, CancellationToken cancellation = default)
    {
        options ??= new PublishOptions();
        Check(index, options);
        string version = NewVersion();
        CatalogueManifest manifest = Describe(index, version, [new StoredShard($"fashion_items_{version}", index.Count)]);
        await _server.RunAsync(connection => new PostgresUpload(Address, connection).RunAsync(index, manifest, options, progress, cancellation), cancellation)
            .ConfigureAwait(false);
        return new StoredCatalogue(Address, manifest);
    }

    public override async Task<bool> RemoveAsync(CancellationToken cancellation = default) =>
        await FindManifestAsync(cancellation).ConfigureAwait(false) is not null
        && await _server.RunAsync(connection => new PostgresUpload(Address, connection).RemoveAsync(cancellation), cancellation).ConfigureAwait(false);

    public override async Task<StoreCandidates> FindAsync(
        StoredCatalogue catalogue, IReadOnlyList<string> ids, CancellationToken cancellation = default)
    {
        var command = new NpgsqlBatchCommand($"SELECT {Read} FROM {Table(catalogue)} WHERE id = ANY($1)");
        command.Parameters.Add(new NpgsqlParameter { Value = ids.ToArray() });
        return new StoreCandidates(await QueryAsync(catalogue, [command], cancellation).ConfigureAwait(false), []);
    }

    public override async Task<IReadOnlyList<byte[]>> PicturesAsync(
        StoredCatalogue catalogue, IReadOnlyList<string> ids, CancellationToken cancellation = default)
    {
        var pictures = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        if (catalogue.Manifest.Pictures)
        {
            await OnTableAsync(catalogue, async connection =>
            {
                using var command = new NpgsqlCommand($"SELECT id, picture FROM {Table(catalogue)} WHERE id = ANY($1) AND picture IS NOT NULL", connection);
                command.Parameters.Add(new NpgsqlParameter { Value = ids.ToArray() });
                NpgsqlDataReader rows = await command.ExecuteReaderAsync(cancellation).ConfigureAwait(false);
                await using (rows.ConfigureAwait(false))
                {
                    while (await rows.ReadAsync(cancellation).ConfigureAwait(false))
                        pictures[rows.GetString(0)] = rows.GetFieldValue<byte[]>(1);
                }

                return true;
            }, cancellation).ConfigureAwait(false);
        }

        return [.. ids.Select(id => pictures.GetValueOrDefault(id, []))];
    }

    private protected override async Task<StoreCandidates> AskAsync(StoredCatalogue catalogue, IReadOnlyList<ReadOnlyMemory<float>> vectors, int count,
        IReadOnlyList<FilterClause> clauses, CancellationToken cancellation)
    {
        int effort = Math.Clamp(count + count / 2, LeastEffort, MostEffort);
        List<NpgsqlBatchCommand> commands =
        [
            // Within the batch, which is a transaction. A walk that a filter leaves with too little goes on.
            new(string.Create(CultureInfo.InvariantCulture,
                $"SELECT set_config('hnsw.ef_search', '{effort}', true), set_config('hnsw.iterative_scan', 'strict_order', true)")),
        ];
        foreach (ReadOnlyMemory<float> vector in vectors)
        {
            var command = new NpgsqlBatchCommand();
            command.Parameters.Add(new NpgsqlParameter { Value = new Vector(vector) });
            string filter = PostgresFilter.Of(clauses, command);
            command.CommandText = string.Create(CultureInfo.InvariantCulture,
                $"SELECT {Read} FROM {Table(catalogue)} WHERE TRUE{filter} ORDER BY embedding <#> $1 LIMIT {count}");
            commands.Add(command);
        }

        IReadOnlyList<StoredItem> found = await QueryAsync(catalogue, commands, cancellation).ConfigureAwait(false);
        return new StoreCandidates([.. found.DistinctBy(item => item.Item.Id)], []);
    }

    protected override void Dispose(bool disposing) => _server.Dispose();

    const string Read = "id, item, embedding";

    // Its name is this program's own making; but the row that it was read from may be anybody's.
    string Table(StoredCatalogue catalogue) => catalogue.Manifest.Shards is [{ Tag: var table }] && table.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '_')
        ? table : throw new InvalidDataException($"What {Address} keeps names no table of items. Publish the catalogue again.");

    Task<IReadOnlyList<StoredItem>> QueryAsync(StoredCatalogue catalogue, IReadOnlyList<NpgsqlBatchCommand> commands, CancellationToken cancellation) =>
        OnTableAsync(catalogue, async connection =>
        {
            using var batch = new NpgsqlBatch(connection);
            foreach (NpgsqlBatchCommand command in commands)
                batch.BatchCommands.Add(command);
            NpgsqlDataReader rows = await batch.ExecuteReaderAsync(cancellation).ConfigureAwait(false);
            var items = new List<StoredItem>();
            await using (rows.ConfigureAwait(false))
            {
                do
                {
                    while (rows.FieldCount == 3 && await rows.ReadAsync(cancellation).ConfigureAwait(false))
                        items.Add(Item(rows));
                }
                while (await rows.NextResultAsync(cancellation).ConfigureAwait(false));
            }

            return (IReadOnlyList<StoredItem>)items;
        }, cancellation);

    async Task<T> OnTableAsync<T>(StoredCatalogue catalogue, Func<NpgsqlConnection, Task<T>> ask, CancellationToken cancellation)
    {
        try
        {
            return await _server.RunAsync(ask, cancellation).ConfigureAwait(false);
        }
        catch (IOException e) when (PostgresConnection.IsMissingTable(e))
        {
            throw new CatalogueReplacedException(Address, catalogue.Version, e);
        }
    }

    async Task<CatalogueManifest?> FindManifestAsync(CancellationToken cancellation)
    {
        try
        {
            return await _server.RunAsync(async connection =>
            {
                using var command = new NpgsqlCommand("SELECT manifest FROM fashion_catalogues WHERE name = $1", connection);
                command.Parameters.Add(new NpgsqlParameter { Value = Address.Name });
                return await command.ExecuteScalarAsync(cancellation).ConfigureAwait(false) is string text ? CatalogueManifest.Read(text, Address) : null;
            }, cancellation).ConfigureAwait(false);
        }
        catch (IOException e) when (PostgresConnection.IsMissingTable(e))
        {
            return null;
        }
    }

    static StoredItem Item(NpgsqlDataReader row)
    {
        string id = row.GetString(0);
        ItemText text = JsonSerializer.Deserialize(row.GetString(1), StoreJson.Default.ItemText)
            ?? throw new InvalidDataException($"What is stored of the item \"{id}\" is damaged. Publish the catalogue again.");
        return new StoredItem(text.ToItem(id), row.GetFieldValue<Vector>(2).ToArray());
    }
}
