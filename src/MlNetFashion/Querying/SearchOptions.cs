using MlNetFashion.Retrieval;
using MlNetFashion.Understanding;

namespace MlNetFashion.Querying;

/// <summary>How a query is searched.</summary>
public sealed record SearchOptions
{
    /// <summary>The cosine from which nobody tells two pictures apart that the shipped image encoder saw, 0.998; pictures of equal pixels have 1.</summary>
    public const float NearDuplicate = NearDuplicates.Cosine;

    /// <value>Items returned, 1 or more. The default is 10.</value>
    public int Top { get; init; } = 10;

    /// <value>Which vectors are compared. The default is <see cref="SearchBy.Fused"/>.</value>
    public SearchBy By { get; init; } = SearchBy.Fused;

    /// <value>Answers that are passed over before the first that is returned, 0 or more: 10 for the second page of ten. The default is 0.</value>
    public int Skip { get; init; }

    /// <value>What comes earlier beside what fits: in stock, newest. The default is none.</value>
    public IReadOnlyList<AttributeBoost> Boosts { get; init; } = [];

    /// <value>Whether items whose titles are the same but for their colours are one answer,
    /// the best of them, with the others among its <see cref="Neighbour.Variants"/>. The default is no.</value>
    public bool GroupVariants { get; init; }

    /// <value>Attributes, or roles of attributes, whose values are counted over all items that have what
    /// is asked (<see cref="SearchAnswer.Facets"/>). The default is none.</value>
    public IReadOnlyList<string> Facets { get; init; } = [];

    /// <value>Only items that pass, or null for all.</value>
    public AttributeFilter? Where { get; init; }

    /// <value>Shares of the vectors when <see cref="By"/> is <see cref="SearchBy.Fused"/>; null, the default, for <see cref="FusionWeights.Words"/>
    /// or <see cref="FusionWeights.Picture"/>, whichever suits the query; pictures that are shown are not searched by then.</value>
    public FusionWeights? Weights { get; init; }

    /// <value>How much counts what <see cref="QueryUnderstanding"/> finds in the words: items whose attributes are as asked come earlier, unwanted ones later,
    /// and what the request insists on ("must be black") filters where the index has such an attribute;
    /// and how much counts what a picture shows (<see cref="UnderstandingWeights.Seen"/>).
    /// Null for words and pictures as they are. The default is
    /// <see cref="UnderstandingWeights.Default"/>.</value>
    public UnderstandingWeights? Understand { get; init; } = UnderstandingWeights.Default;

    /// <value>How much a <see cref="QueryTerm"/> of weight 1 counts beside the query's own
    /// vectors, whose shares add up to 1; 0 or more. The default is 0.2.</value>
    public float TermWeight { get; init; } = 0.2f;

    /// <value>The cosine from which two items are near-duplicates, of which only the better is an answer and has the other among its
    /// <see cref="Neighbour.Alike"/>; more than 0. Null, the default, for every item by itself. <see cref="NearDuplicate"/> suits the shipped models.</value>
    public float? FoldFrom { get; init; }

    /// <value>How unlike each other the first ten answers are to be, from 0 (the best,
    /// however alike) to 1: of the sixty best that one is taken next whose score, less this share of its
    /// cosine to the nearest one that is taken already, is highest (maximal marginal relevance). The ten are given best first,
    /// and then all others; the item of a picture that asks stands beside the ten and pushes nothing away. Null, the default,
    /// for <see cref="PictureDiversity"/> where a picture alone asks in a fused search and what it shows is read, and 0 elsewhere.</value>
    /// <remarks>Carbonell and Goldstein, The Use of MMR, Diversity-Based Reranking for Reordering Documents and Producing Summaries, 1998.</remarks>
    public float? Diversity { get; init; }

    /// <summary>The <see cref="Diversity"/> of a picture without words: a picture that is misread would be misread
    /// ten times. Chosen on the validation split of the products (docs/composers.md).</summary>
    public const float PictureDiversity = 0.6f;

    /// <value>Pictures of what was understood that the answer shows, 0 or more, shared among the
    /// garments that are asked for. The default is 0: none are drawn to be shown.</value>
    public int Pictures { get; init; }

    /// <value>Pictures generated for one query, 1 or more; their embeddings are averaged. The default is 4.</value>
    public int GeneratedPictures { get; init; } = 4;

    /// <value>Seed of the generated pictures. The default is 1, as in <see cref="FashionPipeline.Draw"/>, so that what is shown is what is searched.</value>
    public long Seed { get; init; } = 1;

    /// <summary>Sees that every number is in its range.</summary>
    /// <exception cref="ArgumentException">One is not; the message has its value.</exception>
    internal void Check()
    {
        if (!(TermWeight >= 0) || float.IsInfinity(TermWeight))
            throw new ArgumentException($"The weight of terms is 0 or more, but is {TermWeight}.");
        if (Diversity is { } asked && !(asked is >= 0 and <= 1))
            throw new ArgumentException($"Diversity is from 0 to 1, but is {asked}.");
        ArgumentOutOfRangeException.ThrowIfLessThan(GeneratedPictures, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(Pictures);
        ArgumentOutOfRangeException.ThrowIfNegative(Skip);
    }
}
