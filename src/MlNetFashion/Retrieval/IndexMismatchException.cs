namespace MlNetFashion.Retrieval;

/// <summary>A query was made with another model, or other preprocessing, than the index: their embeddings cannot be compared.</summary>
public sealed class IndexMismatchException : Exception
{
    /// <summary>Makes the exception.</summary>
    /// <param name="what">What differs: "model" or "preprocessing".</param>
    /// <param name="ofIndex">The index's value.</param>
    /// <param name="ofQuery">The query's value.</param>
    public IndexMismatchException(string what, string ofIndex, string ofQuery)
        : base($"The index was made with {what} {ofIndex}, but the query with {what} {ofQuery}; their embeddings cannot be compared. " +
            $"Index the catalogue again (fashion index SOURCE --out DIR), or ask with the {what} that made the index.")
    {
        OfIndex = ofIndex;
        OfQuery = ofQuery;
    }

    /// <summary>The value that the index was made with.</summary>
    public string OfIndex { get; }

    /// <summary>The value that the query was made with.</summary>
    public string OfQuery { get; }
}
