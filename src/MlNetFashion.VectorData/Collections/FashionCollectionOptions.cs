using Microsoft.Extensions.VectorData;

namespace MlNetFashion.VectorData;

/// <summary>How a <see cref="FashionCollection{TKey, TRecord}"/> works: the definition of its records, where attributes of the type do not say it, and
/// what makes
/// vectors of texts and pictures.</summary>
public sealed class FashionCollectionOptions : VectorStoreCollectionOptions
{
    /// <summary>Where the vector's index kind is Hnsw, how many of the nearest are kept on the way to them: more take longer and miss less.</summary>
    /// <value>1 or more. The default is 100.</value>
    public int SearchEffort { get; set; } = 100;
}
