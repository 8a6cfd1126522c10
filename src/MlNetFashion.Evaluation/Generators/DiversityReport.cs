using System.Globalization;

namespace MlNetFashion.Evaluation;

/// <summary>How different a generator's pictures of one query are, against real ones; 0 is a generator that ignores its noise.</summary>
/// <remarks>The mean pairwise distance of Zhu et al., Toward Multimodal Image-to-Image Translation, 2017, in the features of the named network.</remarks>
/// <param name="Network">What the features were computed with.</param>
/// <param name="Queries">Query by query, one or more.</param>
sealed record DiversityReport(FeatureNetwork Network, IReadOnlyList<QueryDiversity> Queries)
{
    /// <summary>The mean of the queries' distances.</summary>
    public double Distance => Queries.Average(query => query.Distance);

    /// <summary>The same of real pictures.</summary>
    public double RealDistance => Queries.Average(query => query.RealDistance);

    /// <summary>1 where generated pictures differ as much as real ones.</summary>
    public double Ratio => Distance / RealDistance;

    /// <summary>One line for people.</summary>
    public string ToText() => string.Create(CultureInfo.InvariantCulture,
        $"diversity {Ratio:F3}: distance {Distance:F3} within a query, {RealDistance:F3} among real pictures, {Queries.Count:N0} queries, "
            + $"features of {Network}");
}
