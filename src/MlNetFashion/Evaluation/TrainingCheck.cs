using MlNetFashion.Catalogues;
using MlNetFashion.Models;

namespace MlNetFashion.Evaluation;

/// <summary>Whether models are measured on items that they learned from.</summary>
/// <remarks>What the models learned from stands in models.json ("products (training side)"); which side an index is of stands in its description, and else is
/// found by <see cref="CatalogueSplit"/> from the ids.</remarks>
/// <param name="Standing">The answer.</param>
/// <param name="Gallery">Items that are searched and were learned from.</param>
/// <param name="Relevant">Relevant items that were learned from.</param>
/// <param name="Reason">The answer in a sentence without its full stop.</param>
public sealed record TrainingCheck(TrainingStanding Standing, int Gallery, int Relevant, string Reason)
{
    /// <summary>The share that training holds out.</summary>
    public const double HeldOutShare = 0.05;

    /// <summary>Drawings that training draws have this seed or a larger one.</summary>
    public const int FirstTrainingSeed = 7000;

    const string TrainingSide = " (training side)", SamplePrefix = "sample-";

    /// <summary>The standing as JSON says it.</summary>
    public string StandingWord => Standing switch
    {
        TrainingStanding.HeldOut => "held-out",
        TrainingStanding.NeverLearned => "never-learned",
        TrainingStanding.Learned => "learned",
        _ => "unknown",
    };

    /// <summary>Looks.</summary>
    /// <param name="models">What the models say they learned from.</param>
    /// <param name="index">What is searched.</param>
    /// <param name="queries">Whose relevant items count too.</param>
    /// <param name="duplicates">Items with the same picture, which are on one side.</param>
    /// <param name="inGallery">Which of the index's items are searched; null for all.</param>
    public static TrainingCheck Of(
        ModelManifest models, EmbeddingIndex index, IEnumerable<RetrievalQuery> queries, DuplicateGroups? duplicates = null, Func<string, bool>? inGallery = null)
    {
        string first = index.Item(0).Id;
        IndexedItems? indexed = index.Description.Items;
        if (indexed?.SampleSeed is { } || first.StartsWith(SamplePrefix, StringComparison.Ordinal))
            return OfSample(indexed?.SampleSeed, index, queries, inGallery);

        string[] learned = [.. models.Models.SelectMany(model => model.Data.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)).Distinct()];
        if (learned.Length == 0)
            return new(TrainingStanding.Unknown, 0, 0, "not checked: models.json does not say what the models learned from");
        string[] names = DataSetOf(index, first);
        string? taught = learned.FirstOrDefault(data => names.Contains(data.Replace(TrainingSide, "", StringComparison.Ordinal)));
        if (taught is null)
            return new(TrainingStanding.NeverLearned, 0, 0, $"the models learned from {string.Join(", ", learned)}, and this catalogue is none of these");

        var split = new CatalogueSplit(HeldOutShare, duplicates);
        // What the index says counts for its own items: who made it knew of duplicates, which the ids do not show.
        if (indexed is { Side: CatalogueSide.HeldOut, HeldOutShare: <= HeldOutShare } && taught.EndsWith(TrainingSide, StringComparison.Ordinal))
            return Count(taught, id => index.PositionOf(id) < 0 && !split.IsHeldOut(id), index, queries, inGallery);
        bool bySplitFile = names.Contains("fashion-iq");
        return Count(taught, id => !taught.EndsWith(TrainingSide, StringComparison.Ordinal) || indexed?.Side is CatalogueSide.Training or CatalogueSide.Validation
            || (bySplitFile ? IsOfTrain(index, id) : !split.IsHeldOut(id)), index, queries, inGallery);
    }

    static TrainingCheck OfSample(int? seed, EmbeddingIndex index, IEnumerable<RetrievalQuery> queries, Func<string, bool>? inGallery) => seed is >= FirstTrainingSeed
        ? Count($"drawn garments of seeds from {FirstTrainingSeed} on", _ => true, index, queries, inGallery)
        : new(TrainingStanding.HeldOut, 0, 0, $"the sample catalogue{(seed is null ? "" : $" of seed {seed}")} is never learned from: training draws with seeds from {FirstTrainingSeed} on");

    static TrainingCheck Count(string taught, Func<string, bool> isLearned, EmbeddingIndex index, IEnumerable<RetrievalQuery> queries, Func<string, bool>? inGallery)
    {
        int searched = 0, gallery = 0;
        for (int row = 0; row < index.Count; row++)
        {
            string id = index.Item(row).Id;
            if (inGallery?.Invoke(id) == false)
                continue;
            searched++;
            gallery += isLearned(id) ? 1 : 0;
        }

        string[] relevant = [.. queries.SelectMany(query => query.Relevant).Distinct(StringComparer.Ordinal)];
        int asked = relevant.Count(isLearned);
        return gallery + asked == 0
            ? new(TrainingStanding.HeldOut, 0, 0, $"all {searched:N0} items searched and all {relevant.Length:N0} relevant ones were held out: the models learned from {taught}")
            : new(TrainingStanding.Learned, gallery, asked, $"{gallery:N0} of the {searched:N0} items searched and {asked:N0} of the {relevant.Length:N0} relevant ones were learned from ({taught})");
    }

    static bool IsOfTrain(EmbeddingIndex index, string id) =>
        index.PositionOf(id) is >= 0 and int row && index.Item(row).Attributes.TryGetValue(FolderCatalogue.SplitAttribute, out string? split) && split == "train";

    // A catalogue has no name of its own: what it is made of says which it is.
    static string[] DataSetOf(EmbeddingIndex index, string firstId)
    {
        bool Has(string attribute) => index.AttributeNames.Contains(attribute, StringComparer.OrdinalIgnoreCase);
        if (Has(QueryVocabulary.Products.TypeAttribute) && Has(QueryVocabulary.Products.ColourAttribute))
            return ["products"];
        if (Has(FolderCatalogue.ClassAttribute) && firstId.StartsWith("clothing-dataset", StringComparison.Ordinal))
            return ["class photos", "clothing"];
        return Has("category") && Has(FolderCatalogue.SplitAttribute) ? ["fashion-iq"] : [];
    }
}
