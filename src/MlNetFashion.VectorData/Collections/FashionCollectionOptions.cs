using Microsoft.Extensions.VectorData;

namespace MlNetFashion.VectorData;

/// <summary>How a <see cref="FashionCollection{TKey, TRecord}"/> works: the definition of its records, where attributes of the type do not say it, and
/// what makes
/// vectors of texts and pictures.</summary>
public sealed class FashionCollectionOptions : VectorStoreCollectionOptions;
