using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.VectorData;

namespace MlNetFashion.VectorData;

/// <summary>Indexes in the folders of a folder, as a vector store: each is a collection, and is named as its folder.</summary>
/// <remarks>An index that <c>fashion index</c> made is a collection, too: its key is a string, its title the property that is stored as "title", and its
/// attributes
/// are strings. One process at a time writes into a collection; searches go on meanwhile.</remarks>
public sealed class FashionVectorStore : VectorStore
{
    readonly string _folder;
    readonly FashionVectorStoreOptions _options;

    /// <summary>Opens a store.</summary>
    /// <param name="folder">The folder of collections; made with the first of them.</param>
    /// <param name="options">How; null for the defaults.</param>
    /// <exception cref="ArgumentException">The folder's name is empty.</exception>
    public FashionVectorStore(string folder, FashionVectorStoreOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        _folder = Path.GetFullPath(folder);
        _options = options ?? new FashionVectorStoreOptions();
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The name cannot be that of a folder, or the records are of dictionaries.</exception>
    [RequiresDynamicCode("Records are mapped by reflection.")]
    [RequiresUnreferencedCode("Records are mapped by reflection.")]
    public override VectorStoreCollection<TKey, TRecord> GetCollection<TKey, TRecord>(string name, VectorStoreCollectionDefinition? definition = null) =>
        typeof(TRecord) == typeof(Dictionary<string, object?>)
            ? throw new ArgumentException(Microsoft.Extensions.VectorData.ProviderServices.VectorDataStrings.GetCollectionWithDictionaryNotSupported)
            : new FashionCollection<TKey, TRecord>(_folder, name, Options(definition));

    /// <inheritdoc/>
    public override VectorStoreCollection<object, Dictionary<string, object?>> GetDynamicCollection(string name, VectorStoreCollectionDefinition definition)
    {
        ArgumentNullException.ThrowIfNull(definition);
        return new FashionDynamicCollection(_folder, name, Options(definition));
    }

    /// <inheritdoc/>
    public override async IAsyncEnumerable<string> ListCollectionNamesAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await Task.CompletedTask.ConfigureAwait(false);
        foreach (string folder in Directory.Exists(_folder) ? Directory.GetDirectories(_folder).Order(StringComparer.Ordinal).ToArray() : [])
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (CollectionFolder.IsCollection(folder))
                yield return Path.GetFileName(folder);
        }
    }

    /// <inheritdoc/>
    public override Task<bool> CollectionExistsAsync(string name, CancellationToken cancellationToken = default) =>
        Task.FromResult(CollectionFolder.IsCollection(CollectionFolder.PathOf(_folder, name)));

    /// <inheritdoc/>
    public override Task EnsureCollectionDeletedAsync(string name, CancellationToken cancellationToken = default) =>
        Task.Run(new CollectionFolder(_folder, name).Delete, cancellationToken);

    /// <inheritdoc/>
    public override object? GetService(Type serviceType, object? serviceKey = null)
    {
        ArgumentNullException.ThrowIfNull(serviceType);
        return serviceKey is not null ? null
            : serviceType == typeof(VectorStoreMetadata)
                ? new VectorStoreMetadata { VectorStoreSystemName = CollectionFolder.SystemName, VectorStoreName = _folder }
            : serviceType.IsInstanceOfType(this) ? this : null;
    }

    FashionCollectionOptions Options(VectorStoreCollectionDefinition? definition) =>
        new() { Definition = definition, EmbeddingGenerator = _options.EmbeddingGenerator };
}
