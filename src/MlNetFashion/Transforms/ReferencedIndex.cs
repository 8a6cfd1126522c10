using MlNetFashion.Retrieval;

namespace MlNetFashion.Transforms;

/// <summary>The open index of an <see cref="IndexReference"/>.</summary>
sealed class ReferencedIndex(EmbeddingIndex index, int top)
{
    /// <exception cref="InvalidDataException">The folder holds another index than when the chain was made.</exception>
    public static ReferencedIndex Open(string text)
    {
        IndexReference reference = IndexReference.Parse(text);
        EmbeddingIndex index = EmbeddingIndex.Open(reference.Folder);
        string? actual = index.Version;
        if (actual == reference.Sha256)
            return new ReferencedIndex(index, reference.Top);
        index.Dispose();
        throw new InvalidDataException(
            $"The index in '{reference.Folder}' was replaced since the chain was made: "
                + $"its SHA-256 is {actual}, but the chain was made with {reference.Sha256}. " +
            "Make the chain again with RetrieveNeighbours, or search with FashionPipeline, which takes the index as it is.");
    }

    public Neighbour[] Search(float[] query) => index.Search(query, top);
}
