using System.Globalization;
using System.Text.Json;
using MlNetFashion.Catalogues;
using MlNetFashion.Retrieval;
using Npgsql;
using Pgvector;

namespace MlNetFashion.Stores;

/// <summary>Writes a version into PostgreSQL, and removes those that are not to stay.</summary>
sealed class PostgresUpload(CatalogueAddress address, NpgsqlConnection connection)
{
    const int RowsAtOnce = 250;

    public async Task<bool> RunAsync(EmbeddingIndex index, CatalogueManifest manifest, PublishOptions options, IProgress<int>? progress,
        CancellationToken cancellation)
    {
        await ExecuteAsync("CREATE EXTENSION IF NOT EXISTS vector", cancellation).ConfigureAwait(false);
        await connection.ReloadTypesAsync(cancellation).ConfigureAwait(false);
        await ExecuteAsync("CREATE TABLE IF NOT EXISTS fashion_catalogues (name text PRIMARY KEY, version text NOT NULL, manifest text NOT NULL)",
            cancellation).ConfigureAwait(false);
        await ExecuteAsync("CREATE TABLE IF NOT EXISTS fashion_versions (version text PRIMARY KEY, name text NOT NULL, items text NOT NULL)", cancellation)
            .ConfigureAwait(false);
        await LockAsync(cancellation).ConfigureAwait(false);
        string table = manifest.Shards[0].Tag;
        await RemoveOthersAsync(cancellation).ConfigureAwait(false);
        await ExecuteAsync("INSERT INTO fashion_versions VALUES ($1, $2, $3)", cancellation, manifest.Version, address.Name, table).ConfigureAwait(false);
        try
        {
            await ExecuteAsync(string.Create(CultureInfo.InvariantCulture,
                $"CREATE TABLE {table} (id text PRIMARY KEY, item text NOT NULL, facts jsonb NOT NULL, embedding vector({index.Dimension}) NOT NULL, picture bytea)"),
                cancellation).ConfigureAwait(false);
            await InsertAsync(index, manifest, table, progress, cancellation).ConfigureAwait(false);
            await ExecuteAsync(string.Create(CultureInfo.InvariantCulture,
                $"CREATE INDEX ON {table} USING hnsw (embedding vector_ip_ops) WITH (m = {options.Degree}, ef_construction = {Math.Max(options.Effort, 2 * options.Degree)})"),
                cancellation).ConfigureAwait(false);
            await ExecuteAsync($"ANALYZE {table}", cancellation).ConfigureAwait(false);
            await ExecuteAsync("INSERT INTO fashion_catalogues VALUES ($1, $2, $3) ON CONFLICT (name) DO UPDATE SET version = $2, manifest = $3", cancellation,
                address.Name, manifest.Version, manifest.ToJson()).ConfigureAwait(false);
        }
        catch
        {
            await TryRemoveOthersAsync().ConfigureAwait(false);
            throw;
        }

        await Task.Delay(options.Grace, CancellationToken.None).ConfigureAwait(false);
        await RemoveOthersAsync(CancellationToken.None).ConfigureAwait(false);
        await UnlockAsync().ConfigureAwait(false);
        return true;
    }

    public async Task<bool> RemoveAsync(CancellationToken cancellation)
    {
        await LockAsync(cancellation).ConfigureAwait(false);
        int removed = await ExecuteAsync("DELETE FROM fashion_catalogues WHERE name = $1", cancellation, address.Name).ConfigureAwait(false);
        await RemoveOthersAsync(cancellation).ConfigureAwait(false);
        await UnlockAsync().ConfigureAwait(false);
        return removed > 0;
    }

    // As arrays, a few hundred rows a command: nearly as fast as COPY, and it passes through poolers of connections, too.
    async Task InsertAsync(EmbeddingIndex index, CatalogueManifest manifest, string table, IProgress<int>? progress, CancellationToken cancellation)
    {
        foreach (int[] rows in Enumerable.Range(0, index.Count).Chunk(RowsAtOnce))
        {
            CatalogueItem[] items = [.. rows.Select(index.Item)];
            using var command = new NpgsqlCommand($"INSERT INTO {table} (id, item, facts, embedding, picture) "
                + "SELECT id, item, facts::jsonb, embedding, picture FROM unnest($1, $2, $3, $4, $5) AS rows (id, item, facts, embedding, picture)", connection);
            object[] columns =
            [
                items.Select(item => item.Id).ToArray(),
                items.Select(item => JsonSerializer.Serialize(ItemText.Of(item), StoreJson.Default.ItemText)).ToArray(),
                items.Select(item => FilterDocument.Of(item, manifest.Columns)).ToArray(),
                rows.Select(row => new Vector(index.Embedding(row).ToArray())).ToArray(),
                rows.Select(row => index.HasThumbnails && index.EncodedThumbnail(row) is { Length: > 0 } picture ? picture : null).ToArray(),
            ];
            foreach (object column in columns)
                command.Parameters.Add(new NpgsqlParameter { Value = column });
            await command.ExecuteNonQueryAsync(cancellation).ConfigureAwait(false);
            progress?.Report(rows[^1] + 1);
        }
    }

    // Held by the connection, and gone with it.
    async Task LockAsync(CancellationToken cancellation)
    {
        using var command = new NpgsqlCommand("SELECT pg_try_advisory_lock(hashtext($1))", connection);
        command.Parameters.Add(new NpgsqlParameter { Value = $"fashion:{address.Name}" });
        if (await command.ExecuteScalarAsync(cancellation).ConfigureAwait(false) is not true)
            throw new IOException($"Somebody else is publishing to {address}. Wait until that is done.");
    }

    Task<int> UnlockAsync() => ExecuteAsync("SELECT pg_advisory_unlock(hashtext($1))", CancellationToken.None, $"fashion:{address.Name}");

    // All versions of the catalogue but the one that answers.
    async Task RemoveOthersAsync(CancellationToken cancellation)
    {
        var tables = new List<(string Version, string Table)>();
        using (var command = new NpgsqlCommand("SELECT version, items FROM fashion_versions WHERE name = $1 "
            + "AND version NOT IN (SELECT version FROM fashion_catalogues)", connection))
        {
            command.Parameters.Add(new NpgsqlParameter { Value = address.Name });
            NpgsqlDataReader rows = await command.ExecuteReaderAsync(cancellation).ConfigureAwait(false);
            await using (rows.ConfigureAwait(false))
            {
                while (await rows.ReadAsync(cancellation).ConfigureAwait(false))
                    tables.Add((rows.GetString(0), rows.GetString(1)));
            }
        }

        foreach ((string version, string table) in tables)
        {
            if (table.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '_'))
                await ExecuteAsync($"DROP TABLE IF EXISTS {table}", cancellation).ConfigureAwait(false);
            await ExecuteAsync("DELETE FROM fashion_versions WHERE version = $1", cancellation, version).ConfigureAwait(false);
        }
    }

    // Where the connection is gone, the next publishing does it.
    async Task TryRemoveOthersAsync()
    {
        try
        {
            await RemoveOthersAsync(CancellationToken.None).ConfigureAwait(false);
            await UnlockAsync().ConfigureAwait(false);
        }
        catch (Exception e) when (e is NpgsqlException or InvalidOperationException)
        {
            // It is why this runs at all.
        }
    }

    async Task<int> ExecuteAsync(string sql, CancellationToken cancellation, params string[] values)
    {
        using var command = new NpgsqlCommand(sql, connection);
        foreach (string value in values)
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        return await command.ExecuteNonQueryAsync(cancellation).ConfigureAwait(false);
    }
}
