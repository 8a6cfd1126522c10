using MlNetFashion.Querying;
using MlNetFashion.Retrieval;

namespace MlNetFashion.Stores;

/// <summary>The answer of a stored catalogue to a query.</summary>
/// <param name="Answer">As of an index of the candidates. What counts all items of an index, such as what words nothing knows, is left out.</param>
/// <param name="Candidates">The items that the store gave, with the small pictures of those that were found; rows are <see cref="Neighbour.Position"/>.</param>
/// <param name="Missing">The parts of the catalogue that did not answer, whose items are not among the candidates; empty where the answer is whole.</param>
public sealed record StoreAnswer(SearchAnswer Answer, EmbeddingIndex Candidates, IReadOnlyList<MissingShard> Missing)
{
    /// <summary>Whether all parts of the catalogue answered.</summary>
    public bool IsWhole => Missing.Count == 0;
}
