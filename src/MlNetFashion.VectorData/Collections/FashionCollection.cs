using System.Diagnostics.CodeAnalysis;
using System.Linq.Expressions;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.VectorData;
using Microsoft.Extensions.VectorData.ProviderServices;
using MlNetFashion.Retrieval;

namespace MlNetFashion.VectorData;

/// <summary>Records in an index. Searches are exact, or nearly so where the vector's index kind is Hnsw;
/// each upsert or deletion is one step for whoever reads, so give it many records at once.</summary>
/// <typeparam name="TKey">string, int, long, Guid, or object for dynamic records.</typeparam>
/// <typeparam name="TRecord">A class with one key, one vector and any number of data, or a dictionary.</typeparam>
public class FashionCollection<TKey, TRecord> : VectorStoreCollection<TKey, TRecord>, IKeywordHybridSearchable<TRecord>
    where TKey : notnull
    where TRecord : class
{
    readonly CollectionFolder _folder;
    readonly CollectionModel _model;
    readonly RecordMapper<TRecord> _mapper;
    readonly RecordVectors _vectors;
    readonly string _store;
    readonly int _effort;

    /// <summary>Opens a collection; whether there is one shows when it is used.</summary>
    /// <param name="store">The folder of collections.</param>
    /// <param name="name">The collection's, that of its folder.</param>
    /// <param name="options">How; null for the defaults.</param>
    /// <exception cref="ArgumentException">The name cannot be that of a folder.</exception>
    /// <exception cref="NotSupportedException">The records have no vector, several, or values of types that cannot be kept.</exception>
    /// <exception cref="InvalidOperationException">The definition contradicts the type.</exception>
    [RequiresDynamicCode("Records are mapped by reflection.")]
    [RequiresUnreferencedCode("Records are mapped by reflection.")]
    public FashionCollection(string store, string name, FashionCollectionOptions? options = null)
        : this(store, name, typeof(TRecord) == typeof(Dictionary<string, object?>)
            ? throw new NotSupportedException(VectorDataStrings.NonDynamicCollectionWithDictionaryNotSupported(typeof(FashionDynamicCollection)))
            : new RecordModelBuilder().Build(typeof(TRecord), typeof(TKey), options?.Definition, options?.EmbeddingGenerator), options)
    {
    }

    private protected FashionCollection(string store, string name, CollectionModel model, FashionCollectionOptions? options)
    {
        _effort = (options ?? new()).SearchEffort;
        ArgumentOutOfRangeException.ThrowIfLessThan(_effort, 1, nameof(FashionCollectionOptions.SearchEffort));
        _folder = new CollectionFolder(store, name);
        (_store, Name, _model) = (store, name, model);
        _mapper = new RecordMapper<TRecord>(model);
        _vectors = new RecordVectors(model.VectorProperty);
    }

    /// <inheritdoc/>
    public override string Name { get; }

    bool IsLinked => _model.VectorProperty.IndexKind == IndexKind.Hnsw;

    bool IsDistance => _model.VectorProperty.DistanceFunction == DistanceFunction.CosineDistance;

    /// <inheritdoc/>
    public override Task<bool> CollectionExistsAsync(CancellationToken cancellationToken = default) => Task.FromResult(_folder.Exists);

    /// <inheritdoc/>
    public override Task EnsureCollectionExistsAsync(CancellationToken cancellationToken = default) => Task.Run(_folder.Create, cancellationToken);

    /// <inheritdoc/>
    public override Task EnsureCollectionDeletedAsync(CancellationToken cancellationToken = default) => Task.Run(_folder.Delete, cancellationToken);

    /// <inheritdoc/>
    public override Task<TRecord?> GetAsync(TKey key, RecordRetrievalOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(key);
        bool vectors = RequireCanInclude(options?.IncludeVectors == true);
        EmbeddingIndex? index = Require().Current();
        int position = index?.PositionOf(ValueText.Write(key)) ?? -1;
        return Task.FromResult(position < 0 ? null : _mapper.ToRecord(index!, position, vectors));
    }

    /// <inheritdoc/>
    public override async IAsyncEnumerable<TRecord> GetAsync(Expression<Func<TRecord, bool>> filter, int top,
        FilteredRecordRetrievalOptions<TRecord>? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(filter);
        ArgumentOutOfRangeException.ThrowIfLessThan(top, 1);
        bool vectors = RequireCanInclude(options?.IncludeVectors == true);
        if (Require().Current() is not { } index)
            yield break;
        foreach (int position in await Task.Run(() => Passing(index, filter, top, options), cancellationToken).ConfigureAwait(false))
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return _mapper.ToRecord(index, position, vectors);
        }
    }

    /// <inheritdoc/>
    public override Task UpsertAsync(TRecord record, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(record);
        return UpsertAsync([record], cancellationToken);
    }

    /// <inheritdoc/>
    /// <remarks>Of records with one key the last counts. A Guid that is empty is made where the key is generated.</remarks>
    public override async Task UpsertAsync(IEnumerable<TRecord> records, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(records);
        TRecord[] all = [.. records];
        if (all.Length == 0)
            return;
        Require();
        float[][] vectors = await _vectors.OfAsync(all, cancellationToken).ConfigureAwait(false);
        foreach (TRecord record in all)
        {
            if (_model.KeyProperty.IsAutoGenerated && (_model.KeyProperty.GetValueAsObject(record) as Guid? ?? Guid.Empty) == Guid.Empty)
                _model.KeyProperty.SetValueAsObject(record, Guid.NewGuid());
        }

        // The vector of unit length is searched, and the true one is remembered.
        var items = all.Zip(vectors, (record, vector) => (Item: _mapper.ToItem(record, vector), Vector: UnitVector.Of(vector)))
            .GroupBy(pair => pair.Item.Id).Select(group => group.Last()).ToArray();
        await Task.Run(() => _folder.Change(_model.VectorProperty.Dimensions, IsLinked ? new GraphOptions() : null, writer =>
        {
            foreach ((Catalogues.CatalogueItem item, float[] vector) in items)
                writer.Add(item, vector);
        }), cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public override Task DeleteAsync(TKey key, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(key);
        return DeleteAsync([key], cancellationToken);
    }

    /// <inheritdoc/>
    public override Task DeleteAsync(IEnumerable<TKey> keys, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(keys);
        string[] ids = [.. keys.Select(key => ValueText.Write(key))];
        if (Require().Current() is not { } index || !ids.Any(id => index.PositionOf(id) >= 0))
            return Task.CompletedTask;
        return Task.Run(() => _folder.Change(_model.VectorProperty.Dimensions, IsLinked ? new GraphOptions() : null, writer =>
        {
            foreach (string id in ids)
                writer.Remove(id);
        }), cancellationToken);
    }

    /// <inheritdoc/>
    /// <returns>The nearest, with their cosine similarity or distance, as the vector's distance function says.</returns>
    public override async IAsyncEnumerable<VectorSearchResult<TRecord>> SearchAsync<TInput>(TInput searchValue, int top,
        VectorSearchOptions<TRecord>? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(searchValue);
        ArgumentOutOfRangeException.ThrowIfLessThan(top, 1);
        options ??= new VectorSearchOptions<TRecord>();
        _model.GetVectorPropertyOrSingle(options);
        bool vectors = RequireCanInclude(options.IncludeVectors);
        float[] sought = await _vectors.SoughtAsync(searchValue, cancellationToken).ConfigureAwait(false);
        if (Require().Current() is not { } index)
            yield break;
        ScoredRow[] found = await Task.Run(() => Nearest(index, sought, top + options.Skip, options.Filter).ToArray(), cancellationToken).ConfigureAwait(false);
        foreach (ScoredRow neighbour in found.Skip(options.Skip))
        {
            cancellationToken.ThrowIfCancellationRequested();
            double score = IsDistance ? 1.0 - neighbour.Score : neighbour.Score;
            if (options.ScoreThreshold is { } threshold && (IsDistance ? score > threshold : score < threshold))
                yield break;
            yield return new VectorSearchResult<TRecord>(_mapper.ToRecord(index, neighbour.Row, vectors), score);
        }
    }

    /// <inheritdoc/>
    /// <returns>By the ranks that vector and keywords give, together: reciprocal rank fusion (Cormack, Clarke and Büttcher, 2009).</returns>
    public async IAsyncEnumerable<VectorSearchResult<TRecord>> HybridSearchAsync<TInput>(TInput searchValue, ICollection<string> keywords, int top,
        HybridSearchOptions<TRecord>? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
        where TInput : notnull
    {
        ArgumentNullException.ThrowIfNull(searchValue);
        ArgumentNullException.ThrowIfNull(keywords);
        ArgumentOutOfRangeException.ThrowIfLessThan(top, 1);
        options ??= new HybridSearchOptions<TRecord>();
        _model.GetVectorPropertyOrSingle(new VectorSearchOptions<TRecord> { VectorProperty = options.VectorProperty });
        DataPropertyModel text = _model.GetFullTextDataPropertyOrSingle(options.AdditionalProperty);
        bool vectors = RequireCanInclude(options.IncludeVectors);
        float[] sought = await _vectors.SoughtAsync(searchValue, cancellationToken).ConfigureAwait(false);
        if (Require().Current() is not { } index)
            yield break;
        IReadOnlyList<(int Position, double Score)> found = await Task.Run(() =>
        {
            int depth = RankFusion.DepthFor(top + options.Skip);
            bool[]? allowed = Allowed(index, options.Filter);
            return RankFusion.Of(Nearest(index, sought, depth, allowed).Select(neighbour => neighbour.Row),
                new KeywordRanking(_mapper.Column(index, text)).Rank(keywords, allowed, depth));
        }, cancellationToken).ConfigureAwait(false);
        foreach ((int position, double score) in found.Skip(options.Skip).Take(top).TakeWhile(pair => !(pair.Score < options.ScoreThreshold)))
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return new VectorSearchResult<TRecord>(_mapper.ToRecord(index, position, vectors), score);
        }
    }

    /// <inheritdoc cref="VectorStoreCollection{TKey, TRecord}.GetService"/>
    public override object? GetService(Type serviceType, object? serviceKey = null)
    {
        ArgumentNullException.ThrowIfNull(serviceType);
        return serviceKey is not null ? null
            : serviceType == typeof(VectorStoreCollectionMetadata)
                ? new VectorStoreCollectionMetadata { VectorStoreSystemName = CollectionFolder.SystemName, VectorStoreName = _store, CollectionName = Name }
            : serviceType.IsInstanceOfType(this) ? this : null;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _folder.Dispose();
        base.Dispose(disposing);
    }

    IEnumerable<ScoredRow> Nearest(EmbeddingIndex index, float[] sought, int top, bool[]? allowed) => IsLinked
        ? index.Near(sought, top, _effort, allowed is null ? null : ItemConditions.Of(allowed))
        : index.Search([new QueryPart("vector", sought)], top, where: null, new ItemAdjustment([], allowed), foldFrom: null)
            .Select(found => new ScoredRow(found.Score, found.Position));

    IEnumerable<ScoredRow> Nearest(EmbeddingIndex index, float[] sought, int top, Expression<Func<TRecord, bool>>? filter) =>
        Nearest(index, sought, top, Allowed(index, filter));

    bool[]? Allowed(EmbeddingIndex index, LambdaExpression? filter) =>
        filter is null ? null : new RecordFilter(_model, property => _mapper.Column(index, property), index.Count).Allowed(filter);

    IReadOnlyList<int> Passing(EmbeddingIndex index, LambdaExpression filter, int top, FilteredRecordRetrievalOptions<TRecord>? options)
    {
        bool[] allowed = Allowed(index, filter)!;
        IOrderedEnumerable<int> ordered = Enumerable.Range(0, index.Count).Where(position => allowed[position]).OrderBy(_ => 0);
        foreach (var by in options?.OrderBy?.Invoke(new()).Values ?? [])
        {
            PropertyColumn column = _mapper.Column(index, _model.GetDataOrKeyProperty(by.PropertySelector));
            ordered = by.Ascending ? ordered.ThenBy(position => column[position]) : ordered.ThenByDescending(position => column[position]);
        }

        return [.. ordered.Skip(options?.Skip ?? 0).Take(top)];
    }

    bool RequireCanInclude(bool vectors) => !vectors || !_model.EmbeddingGenerationRequired ? vectors
        : throw new NotSupportedException(VectorDataStrings.IncludeVectorsNotSupportedWithEmbeddingGeneration);

    CollectionFolder Require() => _folder.Exists ? _folder
        : throw new VectorStoreException($"There is no collection \"{Name}\" in \"{_store}\". Make it first: EnsureCollectionExistsAsync.")
        {
            VectorStoreSystemName = CollectionFolder.SystemName,
            VectorStoreName = _store,
            CollectionName = Name,
        };
}
