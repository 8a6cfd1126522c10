using System.Text.Json.Serialization;

namespace MlNetFashion.Retrieval;

/// <summary>What the manifest knows of a segment.</summary>
/// <param name="Name">Eight hexadecimal digits, with which the names of its files begin.</param>
/// <param name="Rows">How many rows it has, removed ones included; 1 or more.</param>
/// <param name="Embeddings">Rows × D float32, little-endian, row after row.</param>
/// <param name="Codes">The same in 8 bits, see <see cref="SegmentCodes"/>.</param>
/// <param name="Items">See <see cref="SegmentItems"/>.</param>
/// <param name="Thumbnails">See <see cref="SegmentThumbnails"/>; null where none are kept.</param>
sealed record SegmentRecord(string Name, int Rows, IndexSection Embeddings, IndexSection Codes, IndexSection Items, IndexSection? Thumbnails)
{
    public const int NameLength = 8;

    /// <value>Rows that are no items any more; null for none.</value>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public RemovedRows? Removed { get; init; }

    /// <value>Its graph of neighbours; null for none.</value>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public GraphRecord? Graph { get; init; }

    /// <summary>What the names of all its files begin with.</summary>
    [JsonIgnore]
    public IEnumerable<string> Names => ((string?[])[Name, Removed?.Name, Graph?.Name]).OfType<string>();

    /// <summary>How many of its rows are items.</summary>
    [JsonIgnore]
    public int LiveRows => Rows - (Removed?.Count ?? 0);

    /// <summary>Whether the numbers agree with each other.</summary>
    public bool IsSound(int dimension, bool thumbnails) =>
        Rows >= 1 && IsName(Name) && Embeddings.Bytes == (long)Rows * dimension * sizeof(float) && Codes.Bytes == SegmentCodes.BytesOf(Rows, dimension)
        && Items.Bytes is >= 0 and < long.MaxValue / 2
        && (Thumbnails is not null) == thumbnails && Thumbnails is null or { Bytes: >= 0 and < long.MaxValue / 2 }
        && (Graph is null || (IsName(Graph.Name) && Graph.Links.Bytes is >= 0 and < long.MaxValue / 2))
        && (Removed is null || (IsName(Removed.Name) && Removed.Count >= 1 && Removed.Count < Rows && Removed.Rows.Bytes == (Rows + 7L) / 8));

    public static bool IsName(string name) => name.Length == NameLength && name.All(char.IsAsciiHexDigitLower);
}
