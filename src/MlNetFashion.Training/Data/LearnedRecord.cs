using MlNetFashion.Catalogues;
using MlNetFashion.Models;
using MlNetFashion.Storage;

namespace MlNetFashion.Training.Data;

/// <summary>Fingerprints of what runs learn from: the ids that were read, against those of the catalogues that were not.</summary>
static class LearnedRecord
{
    // Neither the held-out share of products nor the validation share beside it is learned from.
    const double OtherShare = 2 * IdHashSplit.DefaultHeldOutShare;

    /// <summary>Of a set of pictures.</summary>
    /// <param name="items">What is learned from.</param>
    /// <param name="data">The data folder that they were read from; null for drawings alone.</param>
    public static IReadOnlyList<LearnedItems> Of(IEnumerable<TrainingItem> items, string? data)
    {
        ILookup<TrainingDomain, string> ids = items.ToLookup(item => item.Domain, item => item.Id);
        var learned = new List<LearnedItems>();
        if (ids[TrainingDomain.Product].Any())
            learned.Add(LearnedItems.Of(DataSetNames.Products, ids[TrainingDomain.Product],
                Ids(data is null ? null : TrainingCatalogues.Products(data, DataSplit.All)), OtherShare));
        if (ids[TrainingDomain.ClassPhoto].Any())
            learned.Add(LearnedItems.Of(DataSetNames.Clothing,
                ids[TrainingDomain.ClassPhoto], Ids(data is null ? null : TrainingCatalogues.ClassPhotos(data, heldOut: true)),
                IdHashSplit.DefaultHeldOutShare));
        if (ids[TrainingDomain.Captioned].Any())
            learned.Add(LearnedItems.Of(DataSetNames.FashionIq, ids[TrainingDomain.Captioned], [], heldOutShare: null));
        if (ids[TrainingDomain.Sample].Any())
            learned.Add(LearnedItems.Of(DataSetNames.DrawnGarments, ids[TrainingDomain.Sample], [], heldOutShare: null));
        return learned;
    }

    /// <summary>Of texts.</summary>
    /// <param name="corpus">What is learned from.</param>
    /// <param name="data">The data folder that it was read from; null for drawings alone.</param>
    public static IReadOnlyList<LearnedItems> Of(PretrainingCorpus corpus, string? data)
    {
        // Rows without a photo are read, too, so that the other split is that of the rows.
        ILookup<TrainingDomain, string> ids = corpus.Items.ToLookup(item => item.Domain, item => item.Id);
        var learned = new List<LearnedItems>();
        if (data is not null && ids[TrainingDomain.Product].Any())
            learned.Add(LearnedItems.Of(DataSetNames.Products,
                ids[TrainingDomain.Product], (TrainingCatalogues.ProductRows(data, heldOut: true) ?? []).Select(item => item.Id),
                IdHashSplit.DefaultHeldOutShare));
        if (data is not null && corpus.Captions.Count > 0)
            learned.Add(Captions(data));
        if (ids[TrainingDomain.Sample].Any())
            learned.Add(LearnedItems.Of(DataSetNames.DrawnGarments, ids[TrainingDomain.Sample], [], heldOutShare: null));
        return learned;
    }

    /// <summary>What the rule makes of a data set: for models whose run wrote nothing down.
    /// Null where the folder lacks it, or its items cannot be known again (drawings).</summary>
    /// <param name="dataSet">The data set's name.</param>
    /// <param name="data">The data folder.</param>
    /// <param name="rowsAlone">Whether titles were read, and no photos.</param>
    public static LearnedItems? Afterwards(string dataSet, string data, bool rowsAlone)
    {
        LearnedItems? found = dataSet switch
        {
            DataSetNames.Products when rowsAlone =>
                Splits(DataSetNames.Products, heldOut => TrainingCatalogues.ProductRows(data, heldOut)?.Select(item => item.Id)),
            DataSetNames.Products => Splits(DataSetNames.Products, heldOut => TrainingCatalogues.Products(data, heldOut)?.Select(entry => entry.Item.Id)),
            DataSetNames.Clothing => Splits(DataSetNames.Clothing, heldOut => TrainingCatalogues.ClassPhotos(data, heldOut)?.Select(entry => entry.Item.Id)),
            DataSetNames.FashionIq when Presence.OfFile(Path.Combine(data, DataSetFiles.FashionIqText)) => Captions(data),
            _ => null,
        };
        return found is null ? null : found with { Afterwards = true };
    }

    static LearnedItems? Splits(string name, Func<bool, IEnumerable<string>?> split) =>
        split(false) is { } learned && split(true) is { } others ? LearnedItems.Of(name, learned, others, IdHashSplit.DefaultHeldOutShare) : null;

    // Captions of the train split; its garments may be in galleries of other splits, too.
    static LearnedItems Captions(string data)
    {
        FashionIqCatalogue catalogue = FashionIqCatalogue.Load(Path.Combine(data, DataSetFiles.FashionIqText));
        return LearnedItems.Of(DataSetNames.FashionIq, Garments(part => part.Split == "train"), Garments(part => part.Split != "train"), heldOutShare: null);

        IEnumerable<string> Garments(Func<FashionIqPart, bool> isOf) => catalogue.Parts.Where(isOf).SelectMany(part => part.Gallery.Concat(part.PairGallery));
    }

    static IEnumerable<string> Ids(IEnumerable<CatalogueEntry>? entries) => (entries ?? []).Select(entry => entry.Item.Id);
}
