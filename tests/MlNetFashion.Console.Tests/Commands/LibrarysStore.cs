using Microsoft.Extensions.VectorData;
using MlNetFashion.VectorData;

namespace MlNetFashion.Tests.Commands;

/// <summary>A store that a library of somebody's has: it needs nothing to be made.</summary>
public sealed class LibrarysStore : VectorStore
{
    readonly FashionVectorStore _store = new(Folder);

    /// <summary>Where it keeps what it is given.</summary>
    public static string Folder { get; } = Path.Combine(Path.GetTempPath(), $"mlnetfashion-library-{Environment.ProcessId}");

    public override VectorStoreCollection<TKey, TRecord> GetCollection<TKey, TRecord>(string name, VectorStoreCollectionDefinition? definition = null) =>
        _store.GetCollection<TKey, TRecord>(name, definition);

    public override VectorStoreCollection<object, Dictionary<string, object?>> GetDynamicCollection(string name, VectorStoreCollectionDefinition definition) =>
        _store.GetDynamicCollection(name, definition);

    public override IAsyncEnumerable<string> ListCollectionNamesAsync(CancellationToken cancellationToken = default) =>
        _store.ListCollectionNamesAsync(cancellationToken);

    public override Task<bool> CollectionExistsAsync(string name, CancellationToken cancellationToken = default) => _store.CollectionExistsAsync(name,
        cancellationToken);

    public override Task EnsureCollectionDeletedAsync(string name, CancellationToken cancellationToken = default) =>
        _store.EnsureCollectionDeletedAsync(name, cancellationToken);

    public override object? GetService(Type serviceType, object? serviceKey = null) => _store.GetService(serviceType, serviceKey);
}
