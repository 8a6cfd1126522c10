using MlNetFashion.Querying;

namespace MlNetFashion.Understanding;

/// <summary>How much what was understood of a request counts beside the embeddings' cosines, which lie within −1 to 1.</summary>
/// <param name="Match">Added to the score of an item whose attributes are all as asked,
/// a share of it where some are, and once more where it is for whom it is asked; 0 or more.</param>
/// <param name="Unwanted">Taken from the score for each unwanted value that an item has; 0 or more.</param>
/// <param name="UnwantedWords">Share of the embedding of unwanted words that is subtracted from the query where no attribute tells; 0 or more.</param>
public sealed record UnderstandingWeights(float Match, float Unwanted, float UnwantedWords)
{
    /// <value>Added to the score of an item for each of kind, colour and gender that it shares
    /// with what a query's picture shows and the words leave alone, times how
    /// sure that is, 0 to 1 on a logarithmic scale: the items nearest to the picture vote. 0 or more; 0 for the picture's embedding alone.</value>
    public float Seen { get; init; } = 0.04f;

    /// <value>Added to the score of an item whose title and attributes have all the words of the request,
    /// a share of it where they have some (<see cref="CatalogueWords"/>). 0 or more.</value>
    public float Words { get; init; } = 0.3f;

    /// <value>Added to the score of an item that has all the names of the request, words that items have and the
    /// lexicon has not: brands and models say; a share of it for some of them. 0 or more.</value>
    public float Names { get; init; } = 0.5f;

    /// <value>Added to the score of an item of the kind that a picture shows, where the words name no other,
    /// and half of it to one for whom the picture's is: a change of something else keeps them. It is
    /// times how sure that is: the items nearest to the picture vote. 0 or more.</value>
    public float Kept { get; init; } = 0.5f;

    /// <summary>The shipped weights; the match was chosen with <see cref="FusionWeights"/>.</summary>
    public static UnderstandingWeights Default { get; } = new(0.4f, 0.5f, 0.2f);
}
