using MlNetFashion.Catalogues;
using MlNetFashion.Retrieval;
using MlNetFashion.Understanding;

namespace MlNetFashion.Batch;

/// <summary>Makes an index of items that are embedded already. The index before answers until the last step, which is one rename.</summary>
/// <param name="words">Reads what columns tell.</param>
/// <param name="roles">What a person says that columns tell.</param>
sealed class IndexPublisher(QueryUnderstanding words, IReadOnlyList<AttributeRole>? roles = null)
{
    /// <summary>Writes an index.</summary>
    /// <param name="items">In the order that the index is to have, ids unlike one another.</param>
    /// <param name="folder">Where the index goes.</param>
    /// <param name="description">What it remembers.</param>
    /// <param name="rejects">Takes items whose id was there before.</param>
    /// <param name="switching">Is given what makes the index the folder's, and calls it; null to call it at once.</param>
    /// <param name="progress">Told after every item.</param>
    /// <param name="cancellation">Stops, and leaves the folder as it was.</param>
    /// <returns>How many items the index has.</returns>
    /// <exception cref="InvalidDataException">There was no item.</exception>
    public int Publish(IEnumerable<EmbeddedItem> items, string folder, IndexDescription description, RejectLog rejects, Action<Func<int>>? switching = null,
        IProgress<long>? progress = null, CancellationToken cancellation = default)
    {
        IndexWriter? writer = null;
        try
        {
            foreach (EmbeddedItem item in items)
            {
                cancellation.ThrowIfCancellationRequested();
                writer ??= new IndexWriter(folder, description, item.Embedding.Length);
                if (writer.Contains(item.Item.Id))
                {
                    rejects.Add(new RejectedEntry(description.Source, item.Item.Id, $"The id \"{item.Item.Id}\" was there already; the first is kept.",
                        RejectKind.DuplicateId));
                    continue;
                }

                writer.Add(item.Item, item.Embedding.Span, item.Thumbnail);
                progress?.Report(writer.Count);
            }

            if (writer is null)
                throw new InvalidDataException($"There is no item to index. The index in \"{folder}\", if any, stays.");
            if (switching is null)
                Switch();
            else
                switching(Switch);
            return writer.Count;

            int Switch()
            {
                writer.Commit(columns => RoleFinder.Find(columns, words, roles));
                return writer.Count;
            }
        }
        finally
        {
            writer?.Dispose();
        }
    }
}
