using MlNetFashion.Retrieval;
using StackExchange.Redis;

namespace MlNetFashion.Stores;

/// <summary>A catalogue in Garnet's vector sets: cut into shards by the hash of ids, each a vector set of its own on the node that has its slot; asked all
/// at once, and answered by what is there.</summary>
sealed class GarnetStore : CatalogueStore
{
    // Longer than a search along links ever takes, shorter than anyone waits for a machine that is gone.
    static readonly TimeSpan s_patience = TimeSpan.FromSeconds(4);

    // A node serves a connection with one core: searches that go on at once are asked on several.
    const int MostConnections = 4;

    readonly GarnetConnection[] _connections;
    readonly GarnetConnection _connection;
    readonly GarnetAlias _alias;
    int _asking;

    public GarnetStore(CatalogueAddress address) : base(address)
    {
        _connections = [.. Enumerable.Range(0, MostConnections).Select(_ => new GarnetConnection(address, s_patience))];
        _connection = _connections[0];
        _alias = new GarnetAlias(address, _connection);
    }

    public override async Task<StoredCatalogue> ReadAsync(CancellationToken cancellation = default) =>
        new(Address, await _alias.ReadAsync(cancellation).ConfigureAwait(false) ?? throw IsMissing());

    public override async Task<StoredCatalogue> PublishAsync(
        EmbeddingIndex index, PublishOptions? options = null, IProgress<int>? progress = null, CancellationToken cancellation = default)
    {
        options ??= new PublishOptions();
        Check(index, options);
        await using GarnetLock held = await GarnetLock.TakeAsync(Address, _connection, cancellation).ConfigureAwait(false);
        CatalogueManifest? before = await _alias.ReadAsync(cancellation).ConfigureAwait(false);
        var removal = new GarnetRemoval(Address, _connection);
        await removal.SweepAsync(before, cancellation).ConfigureAwait(false);
        string version = NewVersion();
        int[] counts = new int[Address.Shards];
        for (int row = 0; row < index.Count; row++)
            counts[GarnetUpload.Shard(index.Items.Id(row), counts.Length)]++;
        CatalogueManifest manifest = Describe(index, version,
            [.. counts.Select((count, shard) => new StoredShard(GarnetKeys.Tag(Address.Name, version, shard, counts.Length), count))]);
        await removal.NoteAsync(manifest.Shards.Select(shard => shard.Tag), cancellation).ConfigureAwait(false);
        try
        {
            await new GarnetUpload(Address, index, manifest, options, progress).RunAsync(cancellation).ConfigureAwait(false);
            // From here on it is not stopped half-way.
            await _alias.WriteAsync(manifest, CancellationToken.None).ConfigureAwait(false);
        }
        catch
        {
            await TrySweepAsync(removal, before).ConfigureAwait(false);
            throw;
        }

        await removal.NoteAsync(before?.Shards.Select(shard => shard.Tag) ?? [], CancellationToken.None).ConfigureAwait(false);
        if (before is not null)
            await Task.Delay(options.Grace, CancellationToken.None).ConfigureAwait(false);
        await removal.SweepAsync(manifest, CancellationToken.None).ConfigureAwait(false);
        return new StoredCatalogue(Address, manifest);
    }

    public override async Task<bool> RemoveAsync(CancellationToken cancellation = default)
    {
        await using GarnetLock held = await GarnetLock.TakeAsync(Address, _connection, cancellation).ConfigureAwait(false);
        CatalogueManifest? before = await _alias.ReadAsync(cancellation).ConfigureAwait(false);
        var removal = new GarnetRemoval(Address, _connection);
        await removal.SweepAsync(before, cancellation).ConfigureAwait(false);
        if (before is null)
            return false;
        await removal.NoteAsync(before.Shards.Select(shard => shard.Tag), cancellation).ConfigureAwait(false);
        await _alias.WriteAsync(manifest: null, cancellation).ConfigureAwait(false);
        await removal.SweepAsync(current: null, cancellation).ConfigureAwait(false);
        return true;
    }

    public override Task<StoreCandidates> FindAsync(StoredCatalogue catalogue, IReadOnlyList<string> ids, CancellationToken cancellation = default) =>
        GatherAsync(catalogue, ids.ToLookup(id => GarnetUpload.Shard(id, catalogue.Shards)), mayBeMissing: true, [], cancellation);

    public override async Task<IReadOnlyList<byte[]>> PicturesAsync(
        StoredCatalogue catalogue, IReadOnlyList<string> ids, CancellationToken cancellation = default)
    {
        byte[][] pictures = [.. ids.Select(_ => Array.Empty<byte>())];
        if (!catalogue.Manifest.Pictures)
            return pictures;
        await Task.WhenAll(Enumerable.Range(0, ids.Count).GroupBy(i => GarnetUpload.Shard(ids[i], catalogue.Shards)).Select(async rows =>
        {
            string tag = catalogue.Manifest.Shards[rows.Key].Tag;
            RedisKey[] keys = [.. rows.Select(row => (RedisKey)GarnetKeys.Picture(tag, ids[row]))];
            try
            {
                RedisValue[] found = await _connection.ReadAsync(keys[0], (database, flags) => database.StringGetAsync(keys, flags), cancellation).ConfigureAwait(false);
                foreach ((int row, RedisValue picture) in rows.Zip(found))
                    pictures[row] = picture.IsNull ? [] : (byte[])picture!;
            }
            catch (IOException)
            {
                // An answer without a picture is better than none.
            }
        })).ConfigureAwait(false);
        return pictures;
    }

    private protected override async Task<StoreCandidates> AskAsync(StoredCatalogue catalogue, IReadOnlyList<ReadOnlyMemory<float>> vectors, int count,
        IReadOnlyList<FilterClause> clauses, CancellationToken cancellation)
    {
        int others = Interlocked.Increment(ref _asking) - 1;
        ShardAnswer[] answers;
        try
        {
            var query = new GarnetQuery(_connections[others % MostConnections], vectors, count, GarnetFilter.Of(clauses));
            answers = await Task.WhenAll(catalogue.Manifest.Shards.Select(shard => query.AskAsync(shard, cancellation))).ConfigureAwait(false);
        }
        finally
        {
            Interlocked.Decrement(ref _asking);
        }

        List<MissingShard> missing = [];
        for (int shard = 0; shard < answers.Length; shard++)
        {
            if (answers[shard].Lost)
                await RequireCurrentAsync(catalogue, cancellation).ConfigureAwait(false);
            if (answers[shard].Reason is { } reason)
                missing.Add(new MissingShard(shard + 1, catalogue.Manifest.Shards[shard].Count, reason));
        }

        // The nearest to each vector, of all shards.
        IEnumerable<(int Shard, string Id)> nearest = Enumerable.Range(0, vectors.Count).SelectMany(vector => answers
            .SelectMany((answer, shard) => answer.Found.Where(found => found.Vector == vector).Select(found => (shard, found)))
            .OrderBy(each => each.found.Distance).Take(count).Select(each => (each.shard, each.found.Id))).Distinct();
        return await GatherAsync(catalogue, nearest.ToLookup(each => each.Shard, each => each.Id), mayBeMissing: false, missing, cancellation)
            .ConfigureAwait(false);
    }

    protected override void Dispose(bool disposing)
    {
        foreach (GarnetConnection connection in _connections)
            connection.Dispose();
    }

    async Task<StoreCandidates> GatherAsync(StoredCatalogue catalogue, ILookup<int, string> idsOfShards, bool mayBeMissing,
        IReadOnlyList<MissingShard> missing, CancellationToken cancellation)
    {
        (IReadOnlyList<StoredItem> Items, MissingShard? Missing)[] gathered = await Task.WhenAll(idsOfShards.Select(async ids =>
        {
            StoredShard shard = catalogue.Manifest.Shards[ids.Key];
            RedisKey[] keys = [.. ids.Select(id => (RedisKey)GarnetKeys.Item(shard.Tag, id))];
            try
            {
                RedisValue[] values = await _connection.ReadAsync(keys[0], (database, flags) => database.StringGetAsync(keys, flags), cancellation).ConfigureAwait(false);
                if (!mayBeMissing && values.Any(value => value.IsNull))
                    await RequireCurrentAsync(catalogue, cancellation).ConfigureAwait(false);
                return ((IReadOnlyList<StoredItem>)[.. ids.Zip(values).Where(pair => !pair.Second.IsNull)
                    .Select(pair => GarnetItem.Read(pair.First, (byte[])pair.Second!, catalogue.Dimension))], (MissingShard?)null);
            }
            catch (IOException e) when (e is not CatalogueReplacedException)
            {
                return ([], new MissingShard(ids.Key + 1, shard.Count, e.Message));
            }
        })).ConfigureAwait(false);
        MissingShard[] all = [.. missing.Concat(gathered.Select(each => each.Missing).OfType<MissingShard>()).DistinctBy(each => each.Number)
            .OrderBy(each => each.Number)];
        return all.Length == catalogue.Shards && all.Length > 0 ? throw new IOException(all[0].Reason)
            : new StoreCandidates([.. gathered.SelectMany(each => each.Items)], all);
    }

    // What is not removed now is written down, and removed at the next publishing.
    static async Task TrySweepAsync(GarnetRemoval removal, CatalogueManifest? current)
    {
        try
        {
            await removal.SweepAsync(current, CancellationToken.None).ConfigureAwait(false);
        }
        catch (IOException)
        {
            // The node that went away is why.
        }
    }

    async Task RequireCurrentAsync(StoredCatalogue catalogue, CancellationToken cancellation)
    {
        if ((await _alias.ReadAsync(cancellation).ConfigureAwait(false))?.Version != catalogue.Version)
            throw new CatalogueReplacedException(Address, catalogue.Version);
    }
}
