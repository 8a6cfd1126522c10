namespace MlNetFashion.Retrieval;

/// <summary>How a catalogue is indexed.</summary>
public sealed record IndexingOptions
{
    /// <summary>Pictures that are embedded at once.</summary>
    /// <value>1 or more. The default is 32, which suits a CPU's caches; a GPU wants more.</value>
    public int BatchSize { get; init; } = 32;

    /// <summary>Batches that are decoded and embedded at the same time.</summary>
    /// <value>0 or more; 0, the default, for as many as there are cores. With 1 the encoder is called from one thread at a time.</value>
    public int Threads { get; init; }

    /// <summary>Whether small pictures are kept for contact sheets, about 2 KB an item.</summary>
    /// <value>The default is true.</value>
    public bool Thumbnails { get; init; } = true;

    /// <summary>Tells what the attributes of the items are, by their names and values, where <see cref="IndexDescription.Roles"/> does not say.</summary>
    /// <value>The default is null: the index does not remember, and whoever reads it finds out.</value>
    public Func<IReadOnlyList<AttributeFacet>, IReadOnlyList<AttributeRole>>? Roles { get; init; }

    /// <summary>D, the length of an embedding.</summary>
    /// <value>The default is <see cref="Columns.EmbeddingDimension"/>.</value>
    public int Dimension { get; init; } = Columns.EmbeddingDimension;
}
