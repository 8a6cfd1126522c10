namespace MlNetFashion.Retrieval;

/// <summary>How a graph of neighbours is built.</summary>
/// <remarks>Malkov and Yashunin, <em>Efficient and robust approximate nearest neighbor search using Hierarchical Navigable Small World graphs</em>,
/// 2018.</remarks>
public sealed record GraphOptions
{
    internal const int MostDegree = 64;

    /// <summary>Neighbours that a row is linked to, twice as many on the ground.</summary>
    /// <value>2 to 64. The default is 16.</value>
    public int Degree { get; init; } = 16;

    /// <summary>Rows that are looked at to find a row's neighbours: more take longer and find better ones.</summary>
    /// <value>1 or more. The default is 200.</value>
    public int Effort { get; init; } = 200;

    /// <summary>Threads that build.</summary>
    /// <value>0 or more; 0, the default, for as many as there are cores. With 1 the same rows and seed give the same graph.</value>
    public int Threads { get; init; }

    /// <summary>Of the random heights of rows.</summary>
    /// <value>The default is 1.</value>
    public int Seed { get; init; } = 1;

    /// <summary>Segments of fewer rows get no graph: looking at all of them is as fast.</summary>
    /// <value>1 or more. The default is 10,000.</value>
    public int LeastRows { get; init; } = 10_000;

    internal void Check()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Degree, 2);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Degree, MostDegree);
        ArgumentOutOfRangeException.ThrowIfLessThan(Effort, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(Threads);
    }
}
