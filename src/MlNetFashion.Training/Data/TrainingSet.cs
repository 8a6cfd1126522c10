using System.Collections.Concurrent;
using MlNetFashion.Catalogues;
using MlNetFashion.Images;

namespace MlNetFashion.Training.Data;

/// <summary>Every training picture in memory, decoded once (12 kB each at 64x64, 48 kB at 128x128), with what is known of it.</summary>
/// <param name="imageSize">Side at which pictures are kept.</param>
public sealed class TrainingSet(int imageSize = Columns.ImageSize)
{
    readonly List<TrainingItem> _items = [];

    /// <summary>Width and height of all pictures, in pixels.</summary>
    public int ImageSize => imageSize;

    /// <summary>The numbers behind <see cref="TrainingItem.Facts"/>.</summary>
    public FactVocabulary Vocabulary { get; } = new();

    /// <summary>The items, in the order they were added.</summary>
    public IReadOnlyList<TrainingItem> Items => _items;

    /// <summary>Decodes a catalogue's pictures on all cores and adds its items in the catalogue's order.</summary>
    /// <param name="entries">The catalogue's training side: leave held-out items away before.</param>
    /// <param name="domain">Where it comes from.</param>
    /// <param name="group">The group of an item, see <see cref="TrainingItem.Group"/>; its id when null.</param>
    /// <returns>How many pictures were left out because they do not decode.</returns>
    public int Add(IEnumerable<CatalogueEntry> entries, TrainingDomain domain, Func<CatalogueItem, string>? group = null)
    {
        int undecodable = 0;
        const int Chunk = 2048;
        foreach (CatalogueEntry[] chunk in entries.Chunk(Chunk))
        {
            var pixels = new byte[chunk.Length][];
            Parallel.ForEach(Partitioner.Create(0, chunk.Length, 64), range =>
            {
                for (int i = range.Item1; i < range.Item2; i++)
                {
                    try
                    {
                        pixels[i] = chunk[i].Picture.Letterboxed(imageSize).Pixels;
                    }
                    catch (ImageRejectedException)
                    {
                        Interlocked.Increment(ref undecodable);
                    }
                }
            });
            for (int i = 0; i < chunk.Length; i++)
            {
                if (pixels[i] is null)
                    continue;
                CatalogueItem item = chunk[i].Item;
                _items.Add(new TrainingItem(item.Id, domain, item.Title, ItemFacts.Read(item, Vocabulary), group?.Invoke(item) ?? item.Id, pixels[i]));
            }
        }

        return undecodable;
    }
}
