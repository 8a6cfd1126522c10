namespace MlNetFashion.VectorData;

/// <summary>Records of which a definition alone says what they are: a dictionary each.</summary>
public sealed class FashionDynamicCollection : FashionCollection<object, Dictionary<string, object?>>
{
    /// <inheritdoc cref="FashionCollection{TKey, TRecord}(string, string, FashionCollectionOptions?)"/>
    /// <exception cref="ArgumentException">The options have no definition.</exception>
    public FashionDynamicCollection(string store, string name, FashionCollectionOptions options)
        : base(store, name, new RecordModelBuilder().BuildDynamic(
            options?.Definition ?? throw new ArgumentException("Dynamic records need a definition that says what they are.", nameof(options)),
                options.EmbeddingGenerator), options)
    {
    }
}
