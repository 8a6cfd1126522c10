using CsCheck;
using MlNetFashion.Catalogues;

namespace MlNetFashion.Tests.Catalogues;

public class IdHashSplitTests
{
    // python: int.from_bytes(hashlib.sha256(id.encode()).digest()[:8], "big") / 2**64
    [TestCase("1163", 0.5997876176267886)]
    [TestCase("sample-00001", 0.1313770548828156)]
    [TestCase("साड़ी", 0.31386560246078593)]
    public void TheSideIsThatOfTheDocumentedHash(string id, double position)
    {
        Assert.That(new IdHashSplit(position + 1e-9).IsHeldOut(id));
        Assert.That(new IdHashSplit(position - 1e-9).IsHeldOut(id), Is.False);
    }

    [Test]
    public void ALargerShareHoldsOutEverythingThatASmallerOneDoes() =>
        Gen.Select(Gen.String, Gen.Double[0, 1], Gen.Double[0, 1]).Sample((id, one, other) =>
            !new IdHashSplit(Math.Min(one, other)).IsHeldOut(id) || new IdHashSplit(Math.Max(one, other)).IsHeldOut(id));

    [Test]
    public void EveryItemIsOfOneSideAndTheValidationSideIsPartOfTraining() =>
        Gen.Select(Gen.String, Gen.Double[0, 0.5]).Sample((id, share) =>
        {
            var split = new IdHashSplit(share);
            Assert.That(split.IsOf(id, DataSplit.All));
            Assert.That(split.IsOf(id, DataSplit.HeldOut), Is.EqualTo(split.IsHeldOut(id)).And.Not.EqualTo(split.IsOf(id, DataSplit.Training)));
            Assert.That(split.IsOf(id, DataSplit.Validation), Is.EqualTo(new IdHashSplit(2 * share).IsHeldOut(id) && !split.IsHeldOut(id)));
        });

    [TestCase(0.05)]
    [TestCase(0.5)]
    public void NumbersInARowAreSplitByTheShare(double share)
    {
        var split = new IdHashSplit(share);
        double held = Enumerable.Range(0, 20_000).Count(i => split.IsHeldOut($"{i}")) / 20_000.0;
        Assert.That(held, Is.EqualTo(share).Within(0.01));
    }

    [Test]
    public void NothingAndEverythingAreShares()
    {
        Assert.That(new IdHashSplit(0).IsHeldOut("1"), Is.False);
        Assert.That(new IdHashSplit(1).IsHeldOut("1"));
        Assert.That(() => new IdHashSplit(5), Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.Contains("from 0 to 1"));
        Assert.That(() => new IdHashSplit(double.NaN), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    [Test]
    public void DuplicatesGoWithTheFirstOfTheirGroup() =>
        Gen.String[Gen.Char["0123456789"], 1, 6].HashSet[2, 6].Sample(ids =>
        {
            string[] group = [.. ids];
            var split = new IdHashSplit(0.5, new DuplicateGroups([group]));
            Assert.That(group.Select(split.IsHeldOut), Has.All.EqualTo(new IdHashSplit(0.5).IsHeldOut(group[0])));
        });

    [Test]
    public void GroupsThatShareAnIdAreOne()
    {
        var groups = new DuplicateGroups([["a", "b"], ["c", "d"], ["e", "b"], ["d", "e"]]);
        string[] all = ["a", "b", "c", "d", "e"];
        foreach (string id in all)
            Assert.That(groups.GroupOf(id), Is.EquivalentTo(all));
        Assert.That(all.Select(groups.KeyOf).Distinct().Count(), Is.EqualTo(1));
        Assert.That(groups.GroupOf("f"), Is.EqualTo(new[] { "f" }));
    }

    [Test]
    public void AFileOfGroupsIsReadWithoutItsRemarks()
    {
        using TemporaryFolder folder = new();
        DuplicateGroups groups = DuplicateGroups.Load(folder.Write("groups.txt", "# remark 1 2\r\n1165 5062\r\n\r\n  7\t8  9\n"));
        Assert.That(groups.GroupOf("5062"), Is.EqualTo(new[] { "1165", "5062" }));
        Assert.That(groups.GroupOf("9"), Is.EqualTo(new[] { "7", "8", "9" }));
        Assert.That(groups.KeyOf("2"), Is.EqualTo("2"));
        Assert.That(() => DuplicateGroups.Load(folder["none.txt"]), Throws.InstanceOf<FileNotFoundException>());
    }
}
