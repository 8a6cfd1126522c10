namespace MlNetFashion;

/// <summary>How a catalogue is indexed.</summary>
public sealed record IndexingOptions
{
    /// <summary>Pictures that are embedded at once.</summary>
    /// <value>1 or more. The default is 256: larger is not faster on a CPU and holds more pictures in memory.</value>
    public int BatchSize { get; init; } = 256;

    /// <summary>Whether small pictures are kept for contact sheets, about 2 KB an item.</summary>
    /// <value>The default is true.</value>
    public bool Thumbnails { get; init; } = true;

    /// <summary>D, the length of an embedding.</summary>
    /// <value>The default is <see cref="Columns.EmbeddingDimension"/>.</value>
    public int Dimension { get; init; } = Columns.EmbeddingDimension;
}
