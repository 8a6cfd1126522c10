using Microsoft.Extensions.AI;

namespace MlNetFashion.VectorData;

/// <summary>How a <see cref="FashionVectorStore"/> works.</summary>
public sealed record FashionVectorStoreOptions
{
    /// <summary>Makes vectors of texts and pictures for collections that have no generator of their own.</summary>
    /// <value>The default is null: records and searches bring vectors.</value>
    public IEmbeddingGenerator? EmbeddingGenerator { get; init; }
}
