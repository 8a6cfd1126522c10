using CsCheck;
using MlNetFashion.Catalogues;
using MlNetFashion.Models;
using MlNetFashion.Querying;
using MlNetFashion.Retrieval;
using MlNetFashion.Tests.Models;
using MlNetFashion.Understanding;

namespace MlNetFashion.Tests.Understanding;

/// <summary>The tagger here knows three words, so that what becomes of its answers can be told from how good they are.</summary>
public sealed class TextTaggerTests
{
    FashionPipeline _pipeline = null!;

    [OneTimeSetUp]
    public void Open() => _pipeline = FashionPipeline.Load(TinyModels.Folder, new OnnxScorerOptions { Threads = 1 });

    [OneTimeTearDown]
    public void Close() => _pipeline.Dispose();

    [TestCase("a chartreuse dress", "chartreuse", AttributeKind.Colour, FindingChange.Want)]
    [TestCase("a dress, not chartreuse", "chartreuse", AttributeKind.Colour, FindingChange.Without)]
    [TestCase("is more chartreuse", "chartreuse", AttributeKind.Colour, FindingChange.More)]
    [TestCase("a Houndstooth coat", "houndstooth", AttributeKind.Pattern, FindingChange.Want)]
    [TestCase("puce chartreuse coat", "puce chartreuse", AttributeKind.Colour, FindingChange.Want)]
    public void A_word_that_the_lexicon_lacks_is_read_by_the_model(string text, string value, AttributeKind kind, FindingChange change)
    {
        QueryFinding finding = Read(text).Single(finding => finding.Source == FindingSource.Model);
        Assert.That((finding.Kind, finding.Value, finding.Change), Is.EqualTo((kind, value, change)));
        Assert.That(text.Substring(finding.Start, finding.Length).ToLowerInvariant(), Does.EndWith(value));
        Assert.That(finding.Confidence, Is.GreaterThan(0.99f).And.LessThanOrEqualTo(1f));
        Assert.That(QueryUnderstanding.Default.Read(text).Findings, Has.None.Property(nameof(QueryFinding.Source)).EqualTo(FindingSource.Model));
    }

    [Test]
    public void Two_words_with_a_comma_between_are_two_findings() =>
        Assert.That(Read("puce, chartreuse").Select(finding => finding.Value), Is.EqualTo(["puce", "chartreuse"]));

    [Test]
    public void Without_a_word_that_the_model_knows_requests_are_read_as_without_it()
    {
        foreach ((string text, _) in HeldOutRequests.Make(200, seed: 4))
            Assert.That(Read(text), Is.EqualTo(QueryUnderstanding.Default.Read(text).Findings), text);
    }

    [Test]
    public void Any_text_is_read_and_the_findings_lie_in_it() =>
        Gen.String.List[0, 60].Select(words => string.Join(' ', words.Append("chartreuse").Append("houndstooth").Concat(words))).Sample(text =>
        {
            foreach (QueryFinding finding in Read(text))
                Assert.That(finding.Start >= 0 && finding.Length > 0 && finding.End <= text.Length);
        }, iter: 300);

    [Test]
    public void What_lies_beyond_the_models_tokens_is_left_to_the_lexicon()
    {
        string text = string.Concat(Enumerable.Repeat("hello ", 40)) + "chartreuse dress";
        Assert.That(Read(text).Select(finding => finding.Value), Is.EqualTo(["dress"]));
    }

    [Test]
    public void Items_whose_attribute_has_the_word_gain_the_bonus_and_models_without_a_tagger_give_none()
    {
        CatalogueItem[] items =
            [.. new[] { "Chartreuse", "Light Chartreuse", "Red", "Chartreuseish" }.Select((colour, i) => SmallIndex.Item($"{i}", "", ("baseColour", colour)))];
        using EmbeddingIndex index = EmbeddingIndex.Create(_pipeline.Describe("colours"), items,
            SmallIndex.Vectors(items.Length, Columns.EmbeddingDimension, 6));
        using TemporaryFolder folder = new();
        TinyModels.Write(folder.Path);
        ModelManifest manifest = ModelManifest.Read(folder.Path);
        (manifest with { Models = [.. manifest.Models.Where(model => model.Role != ModelRole.TextTagger)] }).Write(folder.Path);
        using FashionPipeline without = FashionPipeline.Load(folder.Path);
        Assert.That(without.Understanding, Is.SameAs(QueryUnderstanding.Default));

        float[] bonus = [.. Enumerable.Range(0, items.Length).Select(i => Score(_pipeline, $"{i}") - Score(without, $"{i}"))];
        Assert.That(bonus, Is.EqualTo([UnderstandingWeights.Default.Match, UnderstandingWeights.Default.Match, 0, 0]).Within(1e-5));

        float Score(FashionPipeline pipeline, string id) =>
            pipeline.Ask(new FashionQuery("chartreuse"), index, new SearchOptions { Top = 4, By = SearchBy.Text })
                .Neighbours.Single(found => found.Id == id).Score;
    }

    IReadOnlyList<QueryFinding> Read(string text) => _pipeline.Understanding.Read(text).Findings;
}
