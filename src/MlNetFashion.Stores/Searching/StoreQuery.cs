using System.Numerics.Tensors;
using MlNetFashion.Querying;
using MlNetFashion.Retrieval;
using MlNetFashion.Understanding;

namespace MlNetFashion.Stores;

/// <summary>What a store is asked for one query: vectors, conditions, and an id that may have been typed.</summary>
/// <param name="Vectors">Unit length, or none where nothing but an id can be looked for.</param>
/// <param name="Where">What has to hold; null for nothing.</param>
/// <param name="Id">The text as it was typed, which may be an id; null where there is none.</param>
sealed record StoreQuery(IReadOnlyList<ReadOnlyMemory<float>> Vectors, AttributeFilter? Where, string? Id)
{
    /// <param name="query">Prepared.</param>
    /// <param name="options">As it was prepared.</param>
    /// <param name="catalogue">Its attributes say which of them are prices and sizes.</param>
    /// <param name="words">Reads numbers.</param>
    public static StoreQuery Of(PreparedQuery query, SearchOptions options, StoredCatalogue catalogue, QueryUnderstanding words)
    {
        NumberRequest numbers = query.Understood is { } understood ? NumberRequest.Read(understood.Text, catalogue.Frame, words) : new NumberRequest(null, [], []);
        AttributeCondition[] conditions = [.. options.Where?.Conditions ?? [], .. numbers.Filter?.Conditions ?? []];
        return new StoreQuery([.. query.Wanted.SelectMany(garment => VectorsOf(garment, options)).Where(vector => vector.Length > 0)],
            conditions.Length == 0 ? null : new AttributeFilter(conditions), query.Query is { Text: { } text, HasPicture: false } ? text.Trim() : null);
    }

    // The sum, by which scores are reckoned; and each part by itself: what attributes and words bring forward is near to one of them.
    static IEnumerable<ReadOnlyMemory<float>> VectorsOf(WantedGarment garment, SearchOptions options)
    {
        QueryPart[] parts = [.. garment.Parts, .. garment.TermParts.Select(part => part with { Weight = options.TermWeight * part.Weight })];
        if (parts.Length == 0)
            yield break;
        float[] sum = new float[parts[0].Vector.Length];
        foreach (QueryPart part in parts)
            TensorPrimitives.MultiplyAdd(part.Vector.Span, part.Weight, sum, sum);
        yield return Unit(sum);
        foreach (QueryPart part in garment.Parts.Count > 1 ? garment.Parts : [])
            yield return Unit(part.Vector.ToArray());
    }

    // A text without words has the zero vector, to which nothing is near.
    static ReadOnlyMemory<float> Unit(float[] vector)
    {
        float norm = TensorPrimitives.Norm(vector);
        if (!(norm > 0))
            return default;
        TensorPrimitives.Divide(vector, norm, vector);
        return vector;
    }
}
