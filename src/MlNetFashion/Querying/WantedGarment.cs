using MlNetFashion.Retrieval;
using MlNetFashion.Understanding;

namespace MlNetFashion.Querying;

/// <summary>One garment that a query asks for, without the words that name what is not wanted: an embedding of "not black" is near black.</summary>
public sealed class WantedGarment
{
    internal WantedGarment(FashionQuery query, UnderstoodQuery? understood) => (Query, Understood) = (query, understood);

    /// <summary>The query for it.</summary>
    public FashionQuery Query { get; }

    /// <summary>What was read of it; null where words are taken literally or there are none.</summary>
    public UnderstoodQuery? Understood { get; }

    /// <summary>The vectors that are compared with the items, weights adding up to 1.</summary>
    public IReadOnlyList<QueryPart> Parts { get; internal set; } = [];

    /// <summary>What the query composer makes of it, D numbers of unit length; empty where it was not needed.</summary>
    public ReadOnlyMemory<float> QueryEmbedding { get; internal set; }

    /// <summary>Pictures of it, the one that fits best first.</summary>
    public IReadOnlyList<DrawnPicture> Pictures { get; internal set; } = [];

    /// <summary>The kind of garment that a picture shows and the words leave alone; null where they name one, or it is not sure.</summary>
    public string? KeptKind { get; internal set; }

    /// <summary>What there should be more or less of.</summary>
    internal IReadOnlyList<UnderstoodTerm> Terms { get; set; } = [];

    /// <summary>What is refused, by its canonical words, with its embedding: where no attribute tells, items are kept away from it.</summary>
    internal IReadOnlyList<QueryPart> Refused { get; set; } = [];

    /// <summary>The terms' vectors.</summary>
    internal IReadOnlyList<QueryPart> TermParts { get; set; } = [];
}
