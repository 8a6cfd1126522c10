using Microsoft.Extensions.VectorData;
using MlNetFashion.Catalogues;
using MlNetFashion.Retrieval;

namespace MlNetFashion.VectorData;

/// <summary>Brings the items of an index into a collection of any vector store.</summary>
public static class CataloguePublisher
{
    /// <summary>The names of what every record has; its attributes come beside them under their own.</summary>
    public const string Id = "id", Title = "title", Embedding = "embedding";

    /// <summary>What the records are: an id, a title, the index's attributes as strings, and a vector.</summary>
    /// <remarks>A property is stored under its name with everything but letters, digits and _ replaced, which every store takes.</remarks>
    public static VectorStoreCollectionDefinition Define(EmbeddingIndex index)
    {
        var taken = new HashSet<string>([Id, Title, Embedding], StringComparer.OrdinalIgnoreCase);
        return new VectorStoreCollectionDefinition
        {
            Properties =
            [
                new VectorStoreKeyProperty(Id, typeof(string)),
                new VectorStoreDataProperty(Title, typeof(string)) { IsFullTextIndexed = true },
                .. Attributes(index).Select(name => new VectorStoreDataProperty(name, typeof(string)) { IsIndexed = true, StorageName = Stored(name, taken) }),
                new VectorStoreVectorProperty(Embedding, typeof(ReadOnlyMemory<float>),
                    index.Dimension) { DistanceFunction = DistanceFunction.CosineSimilarity },
            ],
        };
    }

    /// <summary>Upserts all items into a collection, which is made if it is missing.</summary>
    /// <param name="index">The items.</param>
    /// <param name="store">Where they go.</param>
    /// <param name="collection">The collection's name.</param>
    /// <param name="batch">Records at once, 1 or more.</param>
    /// <param name="progress">Told how many are there after each batch.</param>
    /// <param name="cancellation">Stops between batches; what was upserted stays.</param>
    /// <returns>How many.</returns>
    public static async Task<int> PublishAsync(EmbeddingIndex index, VectorStore store, string collection, int batch = 1000, IProgress<int>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(batch, 1);
        using VectorStoreCollection<object, Dictionary<string, object?>> target = store.GetDynamicCollection(collection, Define(index));
        await target.EnsureCollectionExistsAsync(cancellation).ConfigureAwait(false);
        string[] attributes = [.. Attributes(index)];
        for (int from = 0; from < index.Count; from += batch)
        {
            cancellation.ThrowIfCancellationRequested();
            int to = (int)Math.Min(from + (long)batch, index.Count);
            await target.UpsertAsync(Enumerable.Range(from, to - from).Select(position => Record(index, position, attributes)),
                cancellation).ConfigureAwait(false);
            progress?.Report(to);
        }

        return index.Count;
    }

    // An attribute that is named as what every record has gives way.
    static IEnumerable<string> Attributes(EmbeddingIndex index) =>
        index.AttributeNames.Where(name => !name.Equals(Id, StringComparison.OrdinalIgnoreCase) && !name.Equals(Title, StringComparison.OrdinalIgnoreCase)
            && !name.Equals(Embedding, StringComparison.OrdinalIgnoreCase));

    static Dictionary<string, object?> Record(EmbeddingIndex index, int position, string[] attributes)
    {
        CatalogueItem item = index.Item(position);
        var record = new Dictionary<string, object?>
        {
            [Id] = item.Id,
            [Title] = item.Title,
            [Embedding] = new ReadOnlyMemory<float>(index.Embedding(position).ToArray()),
        };
        foreach (string name in attributes)
            record[name] = item.Attributes.GetValueOrDefault(name);
        return record;
    }

    static string Stored(string name, HashSet<string> taken)
    {
        string plain = string.Concat(name.Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : '_')), stored = plain;
        for (int number = 2; !taken.Add(stored); number++)
            stored = $"{plain}_{number}";
        return stored;
    }
}
