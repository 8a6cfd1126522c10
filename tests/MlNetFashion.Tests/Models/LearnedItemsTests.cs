using CsCheck;
using MlNetFashion.Models;

namespace MlNetFashion.Tests.Models;

sealed class LearnedItemsTests
{
    [Test]
    public void Of_any_two_sides_it_knows_each_item_again_and_goes_through_models_json() =>
        Gen.Select(Gen.Int[0, 5000].HashSet[1, 300], Gen.Int[0, 5000].HashSet[0, 300], Gen.Double[0, 1]).Sample(
            (learned, others, share) =>
            {
                string[] seen = [.. learned.Select(id => $"{id}")], unseen = [.. others.Except(learned).Select(id => $"{id}")];
                using TemporaryFolder folder = new();
                ModelFile model =
                    new()
                    {
                        Role = ModelRole.ImageEncoder,
                        File = "image-encoder.onnx",
                        Sha256 = "",
                        Inputs = ModelContract.Of(ModelRole.ImageEncoder).Inputs,
                        Outputs = [ModelContract.Of(ModelRole.ImageEncoder).Output]
                    };
                new ModelManifest([model with { Learned = [LearnedItems.Of("products", seen, others.Select(id => $"{id}"), share)] }]).Write(folder.Path);
                LearnedItems read = ModelManifest.Read(folder.Path).Models[0].Learned!.Single();
                Func<string, bool> rule = read.Rule();
                Assert.That((read.Items, read.HeldOut), Is.EqualTo((seen.Length, unseen.Length)));
                Assert.That(seen.All(rule) && !unseen.Any(rule));
            }, iter: 50);

    [Test]
    public void Hashes_do_not_depend_on_order_and_change_with_any_item()
    {
        LearnedItems one = LearnedItems.Of("products", ["1", "2", "3"], ["4"], 0.05);
        Assert.That(LearnedItems.Of("products", ["3", "1", "2", "1"], ["4", "1"], 0.05),
            Is.EqualTo(one).Using<LearnedItems>((a, b) => (a.Items, a.Sha256, a.HeldOut, a.HeldOutSha256) == (b.Items, b.Sha256, b.HeldOut, b.HeldOutSha256)));
        Assert.That(LearnedItems.Of("products", ["1", "2"], ["4"], 0.05).Sha256, Is.Not.EqualTo(one.Sha256));
        Assert.That(LearnedItems.Of("products", ["1", "2", "3"], ["5"], 0.05).HeldOutSha256, Is.Not.EqualTo(one.HeldOutSha256));
    }

    [Test]
    public void Of_the_same_twice_the_one_that_a_run_wrote_is_kept()
    {
        LearnedItems recorded = LearnedItems.Of("products", ["1", "2"], ["4"], 0.05), other = LearnedItems.Of("clothing", ["1"], [], 0.05);
        IReadOnlyList<LearnedItems> joined = LearnedItems.Join([recorded with { Afterwards = true }, other, recorded, other]);
        Assert.That(joined.Select(each => (each.Catalogue, each.Afterwards)), Is.EqualTo(new[] { ("clothing", false), ("products", false) }));
    }

    [Test]
    public void Without_a_split_by_id_no_id_tells() =>
        Assert.That(() => LearnedItems.Of("fashion-iq", ["a"], [], null).Rule(), Throws.InvalidOperationException.With.Message.Contains("fashion-iq"));
}
