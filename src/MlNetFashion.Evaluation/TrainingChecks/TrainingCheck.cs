using MlNetFashion.Catalogues;
using MlNetFashion.Models;
using MlNetFashion.Retrieval;

namespace MlNetFashion.Evaluation;

/// <summary>Whether models are measured on items that they learned from.</summary>
/// <remarks>What the models learned from stands in models.json: as fingerprints, which tell of each item,
/// or else as names alone ("products (training side)"). By names, which data split an
/// index is of stands in its description, and else is found by <see cref="IdHashSplit"/> from the ids.</remarks>
/// <param name="Standing">The answer.</param>
/// <param name="Gallery">Items that are searched and were learned from.</param>
/// <param name="Relevant">Relevant items that were learned from.</param>
/// <param name="Reason">The answer in a sentence without its full stop.</param>
public sealed record TrainingCheck(TrainingStanding Standing, int Gallery, int Relevant, string Reason)
{
    /// <summary>Drawings that training draws have this seed or a larger one.</summary>
    public const int FirstTrainingSeed = 7000;

    const string SamplePrefix = "sample-";

    /// <value>What was compared.</value>
    public TrainingBasis Basis { get; init; }

    /// <value>The fingerprint of the items that were searched (<see cref="IdFingerprint.Of"/>); null where it was not needed.</value>
    public string? SearchedSha256 { get; init; }

    /// <value>The models' fingerprints of this catalogue.</value>
    public IReadOnlyList<LearnedItems> Fingerprints { get; init; } = [];

    /// <summary>The standing as JSON says it.</summary>
    public string StandingWord => Standing switch
    {
        TrainingStanding.HeldOut => "held-out",
        TrainingStanding.NeverLearned => "never-learned",
        TrainingStanding.Learned => "learned",
        _ => "unknown",
    };

    /// <summary>The data sets that a model says it learned the training split of, by name.</summary>
    public static IReadOnlyList<string> TrainingSplits(ModelFile model) =>
        [.. new TaughtNames(model, []).All.Where(data => data.EndsWith(TaughtNames.TrainingSplit, StringComparison.Ordinal))
            .Select(data => data[..^TaughtNames.TrainingSplit.Length])];

    /// <summary>Looks.</summary>
    /// <param name="models">What the models say they learned from.</param>
    /// <param name="index">What is searched.</param>
    /// <param name="queries">Whose relevant items count too.</param>
    /// <param name="duplicates">Items with the same picture, which are in one data split.</param>
    /// <param name="inGallery">Which of the index's items are searched; null for all.</param>
    public static TrainingCheck Of(
        ModelManifest models, EmbeddingIndex index, IEnumerable<RetrievalQuery> queries, DuplicateGroups? duplicates = null,
            Func<string, bool>? inGallery = null)
    {
        var searched = new SearchedItems(index, queries, inGallery);
        string first = index.Item(0).Id;
        if (index.Description.Items?.SampleSeed is { } || first.StartsWith(SamplePrefix, StringComparison.Ordinal))
            return OfSample(index.Description.Items?.SampleSeed, searched);

        string[] names = searched.DataSets;
        LearnedItems[] fingerprints =
            [.. LearnedItems.Join(models.Models.SelectMany(model => model.Learned ?? [])).Where(learned => names.Contains(learned.Catalogue))];
        TaughtNames[] named = [.. models.Models.Select(model => new TaughtNames(model, names))];
        TaughtNames[] bare = [.. named.Where(model => model.Taught is not null && !model.HasFingerprint)];
        string missing = bare.Length == 0 ? ""
            : $"no fingerprint of it in {(bare.Length == models.Models.Count ? "any model" : string.Join(", ", bare.Select(model => model.File)))} "
            + $"(fashion data fingerprint adds it), so by the names in {ModelManifest.FileName}: ";
        if (fingerprints.Length == 0 && bare.Length == 0)
        {
            string[] learned = [.. named.SelectMany(model => model.All).Distinct()];
            return learned.Length == 0
                ? new(TrainingStanding.Unknown, 0, 0,
                    $"not checked: {ModelManifest.FileName} has no fingerprint of what the models learned from, nor a name of it")
                : new(TrainingStanding.NeverLearned, 0, 0,
                    $"the models learned from {string.Join(", ", learned)}, and this catalogue is none of these")
                { Basis = TrainingBasis.Names };
        }

        Func<string, bool>[] rules =
        [
            .. fingerprints.Select(learned => learned.HeldOutShare is null ? searched.IsOfTrain : learned.Rule()),
            .. bare.Select(model => model.Taught!).Distinct().Select(taught => ByName(taught, searched, duplicates)),
        ];
        (int gallery, int relevant) = searched.Count(id => rules.Any(rule => rule(id)));
        string taughtBy = fingerprints.Length > 0 ? string.Join("; ", fingerprints.Select(each => $"{each}")) : bare[0].Taught!;
        TrainingCheck check = Say(searched, gallery, relevant, missing, taughtBy, fingerprints);
        return check with
        {
            Basis = bare.Length > 0 ? TrainingBasis.Names : TrainingBasis.Fingerprint,
            Fingerprints = fingerprints,
            SearchedSha256 = searched.Sha256
        };
    }

    static TrainingCheck Say(SearchedItems searched, int gallery, int relevant, string missing, string taught, LearnedItems[] fingerprints)
    {
        string all = $"{searched.Gallery.Length:N0}", asked = $"{searched.Relevant.Length:N0}";
        if (gallery + relevant > 0)
        {
            string claim = searched.SaysHeldOut && gallery > 0 ? ", although the index says that its items were held out" : "";
            string hash = fingerprints.Length > 0 ? $"; searched are {all} ({searched.Sha256[..8]})" : "";
            return new(TrainingStanding.Learned, gallery,
                relevant, $"{missing}{gallery:N0} of the {all} items searched and {relevant:N0} of the {asked} relevant ones were learned from "
                + $"({taught}{hash}){claim}");
        }

        LearnedItems? whole = Array.Find(fingerprints, learned => learned.HeldOutSha256 == searched.Sha256);
        string how = missing.Length > 0 || fingerprints.Length == 0 ? "" : whole is null ? "by fingerprint, item by item: "
            : "by fingerprint, the very items that were held out: ";
        return new(TrainingStanding.HeldOut, 0, 0,
            $"{missing}{how}all {all} items searched and all {asked} relevant ones were held out: the models learned from {taught}");
    }

    static TrainingCheck OfSample(int? seed, SearchedItems searched)
    {
        if (seed is >= FirstTrainingSeed)
            return Say(searched, searched.Gallery.Length, searched.Relevant.Length, "", $"drawn garments of seeds from {FirstTrainingSeed} on",
                []) with
            { Basis = TrainingBasis.Seed };
        return new(TrainingStanding.HeldOut, 0, 0,
            $"the sample catalogue{(seed is null ? "" : $" of seed {seed}")} is never learned from: "
            + $"training draws with seeds from {FirstTrainingSeed} on")
        { Basis = TrainingBasis.Seed };
    }

    static Func<string, bool> ByName(string taught, SearchedItems searched, DuplicateGroups? duplicates)
    {
        if (!taught.EndsWith(TaughtNames.TrainingSplit, StringComparison.Ordinal))
            return _ => true;
        var split = new IdHashSplit(groups: duplicates);
        // What the index says counts for its own items: who made it knew of duplicates, which the ids do not show.
        if (searched.Indexed is { Split: DataSplit.HeldOut, HeldOutShare: <= IdHashSplit.DefaultHeldOutShare })
            return id => !searched.Has(id) && !split.IsHeldOut(id);
        if (searched.Indexed?.Split is DataSplit.Training or DataSplit.Validation)
            return _ => true;
        return searched.DataSets.Contains(DataSetNames.FashionIq) ? searched.IsOfTrain : id => !split.IsHeldOut(id);
    }
}
