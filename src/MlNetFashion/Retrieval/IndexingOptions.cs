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

    /// <summary>What a person says that attributes tell; what the others tell is found out by their names and values.</summary>
    /// <value>The default is empty.</value>
    public IReadOnlyList<AttributeRole> Roles { get; init; } = [];

    /// <summary>Which part of the catalogue it is; the index remembers.</summary>
    /// <value>The default is null: nobody says.</value>
    public IndexedItems? Items { get; init; }

    /// <summary>Whether an update leaves items in the index that the catalogue has not: it adds, then, and replaces.</summary>
    /// <value>The default is false: the index has what the catalogue has.</value>
    public bool KeepsMissing { get; init; }

    /// <summary>D, the length of an embedding.</summary>
    /// <value>The default is <see cref="Columns.EmbeddingDimension"/>.</value>
    public int Dimension { get; init; } = Columns.EmbeddingDimension;
}
