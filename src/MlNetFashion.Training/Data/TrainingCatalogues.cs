using MlNetFashion.Catalogues;
using MlNetFashion.Evaluation;
using MlNetFashion.Storage;

namespace MlNetFashion.Training.Data;

/// <summary>The catalogues that the shipped models learn from, and the split of them that is held out.</summary>
static class TrainingCatalogues
{
    /// <summary>Drawings for training use seeds from here on; the sample catalogue that users search has seed 1.</summary>
    const int FirstTrainingSeed = TrainingCheck.FirstTrainingSeed;

    /// <summary>The seed of the sample catalogue's captioned pairs for training.</summary>
    internal const int CaptionedSeed = FirstTrainingSeed + 1_000_000;

    /// <summary>Whether a data folder has a data set that is learned from.</summary>
    /// <param name="data">The folder.</param>
    /// <param name="dataSet">One of <see cref="DataSetNames"/>.</param>
    public static bool Has(string data, string dataSet) => dataSet switch
    {
        DataSetNames.Products => Presence.OfFile(Path.Combine(data, DataSetFiles.ProductRows))
            && DataSetFiles.ProductPacks.Any(pack => Presence.OfFile(Path.Combine(data, pack))),
        DataSetNames.Clothing => Presence.OfFile(Path.Combine(data, DataSetFiles.ClothingPhotos)),
        DataSetNames.FashionIq => Presence.OfFile(Path.Combine(data, DataSetFiles.FashionIqText)),
        _ => false,
    };

    /// <summary>Product photos with their rows; null when the data folder does not have them.</summary>
    /// <param name="data">The folder with the packs <c>myntra-*.tar.gz</c> and <c>myntra-styles.csv.gz</c>.</param>
    /// <param name="heldOut">Which data split: the held-out one, or training.</param>
    public static IEnumerable<CatalogueEntry>? Products(string data, bool heldOut) => Products(data, heldOut ? DataSplit.HeldOut : DataSplit.Training);

    /// <inheritdoc cref="Products(string, bool)"/>
    /// <param name="data">The folder with the packs <c>myntra-*.tar.gz</c> and <c>myntra-styles.csv.gz</c>.</param>
    /// <param name="wanted">Which data split.</param>
    public static IEnumerable<CatalogueEntry>? Products(string data, DataSplit wanted)
    {
        string table = Path.Combine(data, DataSetFiles.ProductRows);
        string[] packs = [.. DataSetFiles.ProductPacks.Select(pack => Path.Combine(data, pack)).Where(File.Exists)];
        if (!Presence.OfFile(table) || packs.Length == 0)
            return null;
        IdHashSplit split = ProductSplit(data);
        var rejects = new RejectLog();
        return new ProductCatalogue(packs, ProductTable.Load(table, new ProductCatalogueOptions(), rejects), rejects).Read()
            .Where(entry => split.IsOf(entry.Item.Id, wanted));
    }

    /// <summary>Product photos of one data split.</summary>
    /// <param name="data">The data folder, or null.</param>
    /// <param name="heldOut">Which data split: the held-out one, or training.</param>
    /// <exception cref="FileNotFoundException">The data folder has no products.</exception>
    public static IEnumerable<CatalogueEntry> RequireProducts(string? data, bool heldOut) => (data is null ? null : Products(data, heldOut))
        ?? throw new FileNotFoundException("The kinds of garments are learned and measured with photos of products, "
            + $"but {(data is null ? "no folder of data sets was found" : $"\"{data}\" has none")}. "
            + "Name another folder with --data; fashion data list says what is needed.");

    /// <summary>The rows of products alone, photos or not, in the order of their ids; null when the data folder does not have them.</summary>
    /// <param name="data">The folder with <c>myntra-styles.csv.gz</c>.</param>
    /// <param name="heldOut">Which data split: the same as that of <see cref="Products(string, bool)"/>.</param>
    public static IEnumerable<CatalogueItem>? ProductRows(string data, bool heldOut)
    {
        string table = Path.Combine(data, DataSetFiles.ProductRows);
        if (!Presence.OfFile(table))
            return null;
        IdHashSplit split = ProductSplit(data);
        return ProductTable.Load(table, new ProductCatalogueOptions(), new RejectLog()).Items.Where(item => split.IsHeldOut(item.Id) == heldOut)
            .OrderBy(item => item.Id, StringComparer.Ordinal);
    }

    /// <summary>Groups of products with identical photos.</summary>
    public static DuplicateGroups? ProductDuplicates(string data)
    {
        string file = Path.Combine(data, DataSetFiles.ProductDuplicates);
        return Presence.OfFile(file) ? DuplicateGroups.Load(file) : null;
    }

    /// <summary>User photos in class folders; null when the data folder does not have them.</summary>
    public static IEnumerable<CatalogueEntry>? ClassPhotos(string data, bool heldOut)
    {
        string archive = Path.Combine(data, DataSetFiles.ClothingPhotos);
        if (!Presence.OfFile(archive))
            return null;
        var split = new IdHashSplit();
        return new FolderCatalogue([archive], new RejectLog()).Read().Where(entry => split.IsHeldOut(entry.Item.Id) == heldOut);
    }

    /// <summary>Drawn garments in families: one drawn at random, and others that differ from it in one attribute.</summary>
    /// <param name="families">How many.</param>
    /// <param name="variants">Drawings in a family beside the first.</param>
    /// <returns>Entries whose id is <c>FAMILY/VARIANT</c>.</returns>
    public static IEnumerable<CatalogueEntry> Drawings(int families, int variants)
    {
        for (int family = 0; family < families; family++)
        {
            var random = new Random(FirstTrainingSeed + family);
            SampleGarment first = SampleCatalogue.Garment(family, FirstTrainingSeed);
            yield return Entry(first, family, 0);
            string[] changeable = [.. SampleAttributes.Changeable.Where(attribute => first.Kind.Values(attribute).Count > 1)];
            for (int variant = 1; variant <= variants && changeable.Length > 0; variant++)
            {
                // Every second change is one of colour: that is what people ask for most.
                string attribute = variant % 2 == 1 && changeable.Contains(SampleAttributes.Colour) ? SampleAttributes.Colour
                    : changeable[random.Next(changeable.Length)];
                string[] others = [.. first.Kind.Values(attribute).Where(value => value != first[attribute])];
                yield return Entry(SampleCatalogue.Vary(first, attribute, others[random.Next(others.Length)], random.Next()), family, variant);
            }
        }
    }

    /// <summary>What is known of the first garment of each family of <see cref="Drawings"/>, without drawing it.</summary>
    public static IEnumerable<CatalogueItem> DrawnItems(int families) =>
        Enumerable.Range(0, families).Select(family => SampleCatalogue.Garment(family, FirstTrainingSeed).ToItem($"drawing-{family:D5}/0"));

    /// <summary>The family of a drawing's id.</summary>
    public static string Family(CatalogueItem drawing) => drawing.Id[..drawing.Id.IndexOf('/')];

    /// <summary>Which products are in which data split.</summary>
    internal static IdHashSplit ProductSplit(string data) => new(groups: ProductDuplicates(data));

    static CatalogueEntry Entry(SampleGarment garment, int family, int variant) =>
        new(garment.ToItem($"drawing-{family:D5}/{variant}"), new CataloguePicture(garment.Draw()));
}
