using MlNetFashion.Catalogues;
using MlNetFashion.Training.Data;
using MlNetFashion.Training.Pretraining;

namespace MlNetFashion.Training.Tests.Data;

public sealed class PretrainingCorpusTests
{
    [Test]
    public void WithoutDataItReadsTitlesOfDrawingsAndWordsRequests()
    {
        PretrainingCorpus corpus = PretrainingCorpus.Load(data: null, drawings: 30, new PretrainingMixture());
        HashSet<string> titles = [.. corpus.Titles];
        var random = new Random(1);
        string[] drawn = [.. Enumerable.Range(0, 2000).Select(_ => corpus.Draw(random))];
        Assert.That(drawn, Has.All.Not.Empty);
        // Captions and titles of Fashion IQ are not there: 0.3 of 0.6 is left for titles.
        Assert.That(drawn.Count(titles.Contains) / 2000.0, Is.EqualTo(0.5).Within(0.05));
        Assert.That(drawn.Distinct().Count(), Is.GreaterThan(700));
    }

    [Test]
    public void TheSameSeedDrawsTheSameTexts()
    {
        PretrainingCorpus one = PretrainingCorpus.Load(null, 30, new PretrainingMixture()), other = PretrainingCorpus.Load(null, 30, new PretrainingMixture());
        (Random first, Random second) = (new Random(4), new Random(4));
        Assert.That(Enumerable.Range(0, 50).Select(_ => one.Draw(first)).ToArray(),
            Is.EqualTo(Enumerable.Range(0, 50).Select(_ => other.Draw(second)).ToArray()));
    }

    [Test]
    public void AMixtureOfNothingIsRefused() =>
        Assert.That(() => PretrainingCorpus.Load(null, 5, new PretrainingMixture { Titles = 0, Requests = 0, Changes = 0 }),
            Throws.ArgumentException.With.Message.Contains("share"));

    [Test]
    public void NothingThatIsHeldOutIsLearned()
    {
        string styles = FashionData.Require("myntra-styles.csv.gz"), fashionIq = FashionData.Require("fashioniq-text.tar.gz");
        string data = Path.GetDirectoryName(styles)!;
        PretrainingCorpus corpus = PretrainingCorpus.Load(data, drawings: 0, new PretrainingMixture());

        // Counted from the files by other means: rows whose group's hash falls on the training side, captions of the split.
        ProductTable table = ProductTable.Load(styles, new ProductCatalogueOptions(), new RejectLog());
        var split = new IdHashSplit(IdHashSplit.DefaultHeldOutShare, DuplicateGroups.Load(FashionData.Require("myntra-duplicate-images.txt")));
        Assert.That(corpus.Titles, Is.EquivalentTo(table.Items.Where(item => !split.IsHeldOut(item.Id) && item.Title.Length > 0).Select(item => item.Title)));

        FashionIqCatalogue catalogue = FashionIqCatalogue.Load(fashionIq);
        Assert.That(corpus.Captions,
            Has.Count.EqualTo(catalogue.Parts.Where(part => part.Split == "train").Sum(part => part.Pairs.Sum(pair => pair.Captions.Count)))
            .And.Count.GreaterThan(35_000));
        HashSet<string> other = [.. catalogue.Parts.Where(part => part.Split != "train")
            .SelectMany(part => part.Gallery.Select(id => catalogue.Item(part, id).Title))];
        HashSet<string> training = [.. catalogue.Parts.Where(part => part.Split == "train")
            .SelectMany(part => part.Gallery.Select(id => catalogue.Item(part, id).Title))];
        Assert.That(corpus.FashionIqTitles.Where(title => other.Contains(title) && !training.Contains(title)), Is.Empty);
        Assert.That(corpus.FashionIqTitles, Has.Count.GreaterThan(5000));

        HashSet<string> learned = [.. corpus.Titles, .. corpus.FashionIqTitles, .. corpus.Captions];
        foreach ((string kind, IReadOnlyList<string> texts) in PretrainingRecipe.LoadHeldOut(data, corpus))
        {
            Assert.That(texts, Has.Count.GreaterThan(1000), kind);
            Assert.That(texts.Where(learned.Contains), Is.Empty, kind);
        }
    }
}
