using MlNetFashion.Retrieval;

namespace MlNetFashion.Stores;

/// <summary>A catalogue in a store, as it was when it was asked for.</summary>
public sealed class StoredCatalogue
{
    internal StoredCatalogue(CatalogueAddress address, CatalogueManifest manifest)
    {
        (Address, Manifest) = (address, manifest);
        Description = manifest.Description();
        Frame = Index([]);
    }

    /// <summary>Where it is.</summary>
    public CatalogueAddress Address { get; }

    /// <summary>How the index that was published was made.</summary>
    public IndexDescription Description { get; }

    /// <summary>Which state of the catalogue this is: another one after each publishing.</summary>
    public string Version => Manifest.Version;

    /// <summary>How many items it has.</summary>
    public int Count => Manifest.Count;

    /// <summary>D, the length of an embedding.</summary>
    public int Dimension => Manifest.Dimension;

    /// <summary>Into how many parts it is cut.</summary>
    public int Shards => Manifest.Shards.Count;

    /// <summary>The attributes that items have.</summary>
    public IReadOnlyList<string> AttributeNames => Frame.AttributeNames;

    internal CatalogueManifest Manifest { get; }

    /// <summary>An index of no items that has the catalogue's attributes: names and roles are found by it.</summary>
    internal EmbeddingIndex Frame { get; }

    /// <summary>Some of its items as an index in memory.</summary>
    public EmbeddingIndex Index(IReadOnlyList<StoredItem> items)
    {
        float[] embeddings = new float[items.Count * Dimension];
        for (int row = 0; row < items.Count; row++)
            items[row].Embedding.Span.CopyTo(embeddings.AsSpan(row * Dimension, Dimension));
        return EmbeddingIndex.Create(Description, [.. items.Select(item => item.Item)], embeddings, Dimension,
            [.. Manifest.Columns.Select(column => column.Name)]);
    }
}
