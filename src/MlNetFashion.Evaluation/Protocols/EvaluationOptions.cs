using MlNetFashion.Catalogues;

namespace MlNetFashion.Evaluation;

/// <summary>How rankings are scored.</summary>
public sealed record EvaluationOptions
{
    /// <value>The k of recall@k and precision@k, each 1 or more. The default is 1, 10 and 50.</value>
    public IReadOnlyList<int> Cutoffs { get; init; } = [1, 10, 50];

    /// <value>How many places of each ranking are looked at, as many as the largest cutoff or more. The default is 1,000.</value>
    public int Depth { get; init; } = 1000;

    /// <value>Items that count as one, or null for none. The default is null.</value>
    public DuplicateGroups? Duplicates { get; init; }

    /// <value>The rules. The default is <see cref="RetrievalProtocol.OwnQueries"/>.</value>
    public RetrievalProtocol Protocol { get; init; } = RetrievalProtocol.OwnQueries;

    /// <value>How intervals are made.</value>
    public ResamplingOptions Resampling { get; init; } = new();

    /// <summary>Refuses what cannot be measured.</summary>
    /// <exception cref="ArgumentException">There is no cutoff, one is less than 1, or one is beyond the depth.</exception>
    public void Check()
    {
        if (Cutoffs.Count == 0 || Cutoffs.Any(k => k < 1) || Cutoffs.Distinct().Count() != Cutoffs.Count)
            throw new ArgumentException("The places that recall and precision are measured at are whole numbers of 1 or more, each once, "
                + $"but are: {string.Join(", ", Cutoffs)}.");
        if (Cutoffs.Max() > Depth)
            throw new ArgumentException($"Recall at {Cutoffs.Max():N0} cannot be measured in the first {Depth:N0} places of a ranking. Look at more of them.");
    }
}
