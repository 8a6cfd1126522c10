using MlNetFashion.Catalogues;

namespace MlNetFashion.Evaluation;

/// <summary>How many queries are made, and of what.</summary>
public sealed record QueryMakerOptions
{
    /// <value>The most queries of each kind, 1 or more. The default is 250.</value>
    public int PerKind { get; init; } = 250;

    /// <value>The fewest relevant items that attribute, composed and image queries have, 1 or more. The default is 10, so that a perfect
    /// search has precision@10 of 1.</value>
    public int MinimumRelevant { get; init; } = 10;

    /// <value>Equal seeds give equal queries. The default is 1.</value>
    public int Seed { get; init; } = 1;

    /// <value>Items that show the same picture: they answer each other's title queries, and count once. The default is none.</value>
    public DuplicateGroups? Duplicates { get; init; }
}
