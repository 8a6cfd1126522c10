using MlNetFashion.Catalogues;
using MlNetFashion.Models;
using MlNetFashion.Retrieval;

namespace MlNetFashion.Evaluation.Tests;

sealed class TrainingCheckTests
{
    const string Shipped = "products (training side), class photos (training side), drawn garments";

    static readonly IdHashSplit s_split = new(IdHashSplit.DefaultHeldOutShare);
    static readonly string[] s_heldOut = [.. Enumerable.Range(1000, 2000).Select(i => $"{i}").Where(s_split.IsHeldOut)];
    static readonly string[] s_training = [.. Enumerable.Range(1000, 2000).Select(i => $"{i}").Where(id => !s_split.IsHeldOut(id)).Take(50)];

    static ModelManifest Models(string data) =>
        new([new ModelFile { Role = ModelRole.ImageEncoder, File = "m.onnx", Sha256 = "", Inputs = [], Outputs = [], Data = data }]);

    static EmbeddingIndex Index(IEnumerable<string> ids, IndexedItems? items = null, params (string, string)[] attributes)
    {
        if (attributes.Length == 0)
            attributes = [("articleType", "Tshirts"), ("baseColour", "Blue")];
        CatalogueItem[] all = [.. ids.Select(id => SmallIndex.Item(id, "", attributes))];
        return EmbeddingIndex.Create(SmallIndex.Description with { Items = items }, all, SmallIndex.Vectors(all.Length, 4, 1), 4);
    }

    static TrainingCheck Check(string data, EmbeddingIndex index, string[]? relevant = null, DuplicateGroups? duplicates = null) =>
        TrainingCheck.Of(Models(data), index, [new RetrievalQuery("q", "x", null, relevant ?? [])], duplicates);

    [Test]
    public void Held_out_items_pass_whether_the_index_says_so_or_their_ids_do()
    {
        Assert.That(Check(Shipped, Index(s_heldOut), s_heldOut).Standing, Is.EqualTo(TrainingStanding.HeldOut));
        Assert.That(Check(Shipped, Index(s_training, new IndexedItems(DataSplit.HeldOut, 0.05)), s_training).Standing, Is.EqualTo(TrainingStanding.HeldOut),
            "duplicates decide, which ids do not show");
    }

    [Test]
    public void Items_that_were_learned_from_are_counted_in_the_gallery_and_among_the_right_answers()
    {
        TrainingCheck check = Check(Shipped, Index([.. s_heldOut, .. s_training]), [s_heldOut[0], s_training[0], s_training[1]]);
        Assert.That((check.Standing, check.Gallery, check.Relevant), Is.EqualTo((TrainingStanding.Learned, s_training.Length, 2)));
        Assert.That(check.Reason, Does.Contain("products (training side)"));
        Assert.That(Check(Shipped, Index(s_heldOut, new IndexedItems(DataSplit.HeldOut, 0.05)), [s_training[3]]).Relevant, Is.EqualTo(1),
            "right answers that the index lacks are looked at by their ids");
        Assert.That(Check(Shipped, Index(s_heldOut, new IndexedItems(DataSplit.Training, 0.05))).Gallery, Is.EqualTo(s_heldOut.Length));
    }

    [Test]
    public void A_larger_share_held_out_than_in_training_is_looked_at_item_by_item()
    {
        var wide = new IdHashSplit(0.2);
        string[] ids = [.. Enumerable.Range(0, 500).Select(i => $"{i}").Where(wide.IsHeldOut)];
        TrainingCheck check = Check(Shipped, Index(ids, new IndexedItems(DataSplit.HeldOut, 0.2)));
        Assert.That(check.Gallery, Is.EqualTo(ids.Count(id => !s_split.IsHeldOut(id))).And.GreaterThan(0));
    }

    [Test]
    public void Duplicates_go_with_their_group()
    {
        var duplicates = new DuplicateGroups([[s_heldOut[0], s_training[0]]]);
        Assert.That(Check(Shipped, Index([s_heldOut[0], s_training[0]]), duplicates: duplicates).Standing, Is.EqualTo(TrainingStanding.HeldOut));
        Assert.That(Check(Shipped, Index([s_heldOut[0], s_training[0]])).Gallery, Is.EqualTo(1));
    }

    [Test]
    public void A_catalogue_that_models_never_saw_passes_and_models_that_do_not_say_are_unknown()
    {
        Assert.That(Check(Shipped, Index(s_training, null, ("kind", "hat"))).Standing, Is.EqualTo(TrainingStanding.NeverLearned));
        Assert.That(Check("drawn garments", Index(s_training)).Standing, Is.EqualTo(TrainingStanding.NeverLearned));
        Assert.That(Check("", Index(s_training)).Standing, Is.EqualTo(TrainingStanding.Unknown));
        Assert.That(Check("products", Index(s_heldOut)).Gallery, Is.EqualTo(s_heldOut.Length), "without a side all was learned");
    }

    static ModelManifest Fingerprinted(params LearnedItems[] learned) => new([.. Models(Shipped).Models.Select(model => model with { Learned = learned })]);

    [Test]
    public void A_fingerprint_tells_the_sides_apart_without_duplicates_and_without_what_the_index_says()
    {
        // Two go with a duplicate to the other side, which neither their ids nor the index shows.
        (string learnedAllTheSame, string keptAllTheSame) = (s_heldOut[0], s_training[0]);
        string[] learned = [.. s_training.Skip(1), learnedAllTheSame], kept = [.. s_heldOut.Skip(1), keptAllTheSame];
        ModelManifest models = Fingerprinted(LearnedItems.Of("products", learned, kept, IdHashSplit.DefaultHeldOutShare));
        TrainingCheck On(string[] ids, DataSplit side, params string[] relevant) =>
            TrainingCheck.Of(models, Index(ids, new IndexedItems(side, 0.05)), [new RetrievalQuery("q", "x", null, relevant)]);

        TrainingCheck whole = On(kept, DataSplit.Training, kept);
        Assert.That((whole.Standing, whole.Basis), Is.EqualTo((TrainingStanding.HeldOut, TrainingBasis.Fingerprint)));
        Assert.That(whole.Reason, Does.Contain("the very items that were held out").And.Contain(IdFingerprint.Of(kept)[..8]));
        Assert.That(On(kept[..^2], DataSplit.All).Reason, Does.Contain("item by item"));
        TrainingCheck one = On([.. s_heldOut], DataSplit.HeldOut, learnedAllTheSame);
        Assert.That((one.Standing, one.Gallery, one.Relevant), Is.EqualTo((TrainingStanding.Learned, 1, 1)),
            "of the same items, by names, none was learned from");
        Assert.That(one.Reason, Does.Contain("although the index says").And.Contain(IdFingerprint.Of(learned)[..8])
            .And.Contain(IdFingerprint.Of(s_heldOut)[..8]));
        Assert.That(On(learned, DataSplit.HeldOut).Gallery, Is.EqualTo(learned.Length));
    }

    [Test]
    public void What_any_model_learned_from_counts_and_models_without_a_fingerprint_are_named()
    {
        LearnedItems narrow = LearnedItems.Of("products", s_training.Skip(1), s_heldOut.Append(s_training[0]), IdHashSplit.DefaultHeldOutShare),
            wide = LearnedItems.Of("products", s_training, s_heldOut, IdHashSplit.DefaultHeldOutShare);
        Assert.That(TrainingCheck.Of(Fingerprinted(narrow), Index([s_training[0]]), []).Standing, Is.EqualTo(TrainingStanding.HeldOut));
        Assert.That(TrainingCheck.Of(Fingerprinted(narrow, wide), Index([s_training[0]]), []).Gallery, Is.EqualTo(1));
        ModelFile bare = new() { Role = ModelRole.TextEncoder, File = "bare.onnx", Sha256 = "", Inputs = [], Outputs = [], Data = Shipped };
        TrainingCheck mixed = TrainingCheck.Of(Fingerprinted(narrow).With(bare), Index([s_training[0]]), []);
        Assert.That((mixed.Gallery, mixed.Basis), Is.EqualTo((1, TrainingBasis.Names)));
        Assert.That(mixed.Reason, Does.StartWith("no fingerprint of it in bare.onnx"));
        Assert.That(TrainingCheck.Of(Fingerprinted(), Index(s_heldOut), []).Reason, Does.StartWith("no fingerprint of it in any model"));
        Assert.That(TrainingCheck.Of(Fingerprinted(wide), Index(s_training, null, ("kind", "hat")), []).Standing, Is.EqualTo(TrainingStanding.NeverLearned));
    }

    [Test]
    public void The_sample_catalogue_passes_but_for_the_seeds_that_training_draws_with()
    {
        string[] ids = ["sample-00000", "sample-00001"];
        (string, string) attribute = ("garment", "dress");
        Assert.That(Check(Shipped, Index(ids, null, attribute)).Standing, Is.EqualTo(TrainingStanding.HeldOut));
        Assert.That(Check("", Index(ids, new IndexedItems(DataSplit.All, 0.05, 1), attribute)).Standing, Is.EqualTo(TrainingStanding.HeldOut));
        Assert.That(Check(Shipped, Index(ids, new IndexedItems(DataSplit.All, 0.05, TrainingCheck.FirstTrainingSeed), attribute)).Gallery, Is.EqualTo(2));
    }

    [Test]
    public void Class_photos_and_fashion_iq_are_known_by_what_they_are_made_of()
    {
        string[] photos = [.. Enumerable.Range(0, 200).Select(i => $"clothing-dataset-small/train/dress/{i}")];
        Assert.That(Check(Shipped, Index(photos, null, ("class", "dress"))).Gallery, Is.EqualTo(photos.Count(id => !s_split.IsHeldOut(id))));
        Assert.That(Check(Shipped, Index(s_training, null, ("class", "dress"))).Standing, Is.EqualTo(TrainingStanding.NeverLearned), "somebody's own folders");
        const string Tagger = "fashion-iq (training side)";
        Assert.That(Check(Tagger, Index(s_training, null, ("category", "dress"), ("split", "val"))).Standing, Is.EqualTo(TrainingStanding.HeldOut));
        Assert.That(Check(Tagger, Index(s_training, null, ("category", "dress"), ("split", "train"))).Gallery, Is.EqualTo(s_training.Length));
    }
}
