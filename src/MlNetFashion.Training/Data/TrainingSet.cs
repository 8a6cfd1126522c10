using System.Collections.Concurrent;
using MlNetFashion.Catalogues;
using MlNetFashion.Images;

namespace MlNetFashion.Training.Data;

/// <summary>Every training picture in memory, decoded once (12 kB each at 64x64, 48 kB at 128x128), with what is known of it.</summary>
/// <param name="imageSize">Side at which pictures are kept.</param>
sealed class TrainingSet(int imageSize = Columns.ImageSize)
{
    readonly List<TrainingItem> _items = [];

    /// <summary>Width and height of all pictures, in pixels.</summary>
    public int ImageSize => imageSize;

    /// <summary>The numbers behind <see cref="TrainingItem.Facts"/>.</summary>
    public FactVocabulary Vocabulary { get; } = new();

    /// <summary>The items, in the order they were added.</summary>
    public IReadOnlyList<TrainingItem> Items => _items;

    /// <summary>Reads the training split of every catalogue in the data folder, of products without the validation share, and draws garments.</summary>
    /// <param name="data">See <see cref="TrainingCatalogues"/>; what it lacks is left out, and drawings are always there.</param>
    /// <param name="families">Families of drawings; each has four.</param>
    /// <param name="imageSize">Side at which pictures are kept.</param>
    public static TrainingSet LoadLearned(string? data, int families, int imageSize = Columns.ImageSize)
    {
        var set = new TrainingSet(imageSize);
        if (data is not null)
            set.AddProducts(data, DataSplit.Training);

        set.Add(TrainingCatalogues.Drawings(families, variants: 3), TrainingDomain.Sample, TrainingCatalogues.Family);
        if (data is not null && TrainingCatalogues.ClassPhotos(data, heldOut: false) is { } photos)
            set.Add(photos, TrainingDomain.ClassPhoto);
        TitleFacts.Read(set);
        return set;
    }

    /// <summary>Reads what is chosen by: products of the validation share, and drawings of another seed than those that users search.</summary>
    /// <param name="data">The data folder; null for drawings alone.</param>
    /// <param name="samples">Drawn garments.</param>
    public static TrainingSet LoadValidation(string? data, int samples)
    {
        const int Seed = 2;
        var set = new TrainingSet();
        if (data is not null)
            set.AddProducts(data, DataSplit.Validation);
        set.Add(SampleCatalogue.Draw(samples, Seed), TrainingDomain.Sample);
        TitleFacts.Read(set);
        return set;
    }

    /// <summary>Decodes a catalogue's pictures on all cores and adds its items in the catalogue's order.</summary>
    /// <param name="entries">The catalogue's training split: leave held-out items away before.</param>
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

    /// <summary>Adds the products of a data folder, where it has some.</summary>
    /// <param name="data">The data folder.</param>
    /// <param name="split">Which of them; those of training without the validation share.</param>
    public void AddProducts(string data, DataSplit split)
    {
        if (TrainingCatalogues.Products(data, split) is not { } products)
            return;
        DuplicateGroups? duplicates = TrainingCatalogues.ProductDuplicates(data);
        IdHashSplit shares = TrainingCatalogues.ProductSplit(data);
        Add(products.Where(entry => split != DataSplit.Training || !shares.IsOf(entry.Item.Id, DataSplit.Validation)), TrainingDomain.Product,
            item => duplicates?.KeyOf(item.Id) ?? item.Id);
    }
}
