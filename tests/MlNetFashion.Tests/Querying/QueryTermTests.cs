using MlNetFashion.Catalogues;
using MlNetFashion.Images;
using MlNetFashion.Models;
using MlNetFashion.Querying;
using MlNetFashion.Retrieval;
using MlNetFashion.Tests.Models;
using MlNetFashion.Understanding;

namespace MlNetFashion.Tests.Querying;

/// <summary>Terms that a query weighs by themselves, and why its answers were found.</summary>
public sealed class QueryTermTests
{
    static readonly string[] s_types = ["Tshirts", "Dresses", "Heels"], s_colours = ["Black", "Navy Blue", "Red"];

    FashionPipeline _pipeline = null!;
    EmbeddingIndex _index = null!;

    [OneTimeSetUp]
    public void Open()
    {
        _pipeline = FashionPipeline.Load(TinyModels.Folder, new OnnxScorerOptions { Threads = 1 });
        CatalogueItem[] items =
            [.. from type in s_types from colour in s_colours select SmallIndex.Item($"{type}-{colour}", "", ("articleType", type), ("baseColour", colour))];
        _index = EmbeddingIndex.Create(_pipeline.Describe("attributes"), items, SmallIndex.Vectors(items.Length, Columns.EmbeddingDimension, 5));
    }

    [OneTimeTearDown]
    public void Close()
    {
        _pipeline.Dispose();
        _index.Dispose();
    }

    [TestCase("red", 1)]
    [TestCase("red", 2.5f)]
    [TestCase("black", -1)]
    [TestCase("wavy", -3)]
    public void A_term_adds_its_cosine_and_what_attributes_tell_times_its_weight(string words, float weight)
    {
        UnderstandingWeights weights = UnderstandingWeights.Default;
        Neighbour[] plain = Search(new FashionQuery("a dress")), weighed = Search(new FashionQuery("a dress") { Terms = [new(words, weight)] });
        float[] vector = _pipeline.EmbedTexts([words]);
        foreach (Neighbour found in weighed)
        {
            double told = found.Item.Attributes["baseColour"].Equals(words, StringComparison.OrdinalIgnoreCase)
                ? (weight > 0 ? weights.Match : weights.Unwanted) * weight : 0;
            double expected = plain.Single(other => other.Id == found.Id)
                .Score + 0.2 * weight * SmallIndex.Dot(vector, _index.Embedding(found.Position)) + told;
            Assert.That(found.Score, Is.EqualTo(expected).Within(1e-5));
            Assert.That(found.Parts.Sum(part => part.Adds), Is.EqualTo(found.Score).Within(1e-5));
        }

        Assert.That(weighed.Select(found => found.Score), Is.Ordered.Descending);
    }

    [Test]
    public void Taken_literally_a_term_is_its_embedding_alone()
    {
        var query = new FashionQuery("a dress") { Terms = [new("red")] };
        Neighbour[] plain = Search(new FashionQuery("a dress"), literal: true);
        float[] vector = _pipeline.EmbedTexts(["red"]);
        foreach (Neighbour found in Search(query, literal: true))
            Assert.That(found.Score,
                Is.EqualTo(plain.Single(other => other.Id == found.Id).Score + 0.2 * SmallIndex.Dot(vector, _index.Embedding(found.Position))).Within(1e-5));
    }

    [Test]
    public void Every_answer_tells_what_of_the_request_it_has()
    {
        var query = new FashionQuery("a red striped dress, not heels") { Terms = [new("black", -1)] };
        foreach (Neighbour found in Search(query))
        {
            string type = found.Item.Attributes["articleType"], colour = found.Item.Attributes["baseColour"];
            Assert.That(found.Attributes.Select(match => (match.Asked, match.Has, match.IsAsAsked, match.Value)), Is.EqualTo(((string, bool?, bool?, string)[])
            [
                ("red", colour == "Red", colour == "Red", colour),
                ("striped", null, null, ""),
                ("dress", type == "Dresses", type == "Dresses", type),
                ("heels", type == "Heels", type != "Heels", type),
                ("black", colour == "Black", colour != "Black", colour),
            ]));
        }
    }

    [TestCase("", 1, "has no word")]
    [TestCase("red", 0, "more than 0")]
    [TestCase("red", float.NaN, "more than 0")]
    [TestCase("red", float.NegativeInfinity, "more than 0")]
    public void A_term_without_words_or_weight_is_refused(string words, float weight, string reason) =>
        Assert.That(() => new FashionQuery("a dress") { Terms = [new(words, weight)] }, Throws.ArgumentException.With.Message.Contains(reason));

    [Test]
    public void Several_pictures_are_their_mean_whichever_comes_first_and_however_they_are_given()
    {
        RgbImage[] pictures = [SmallIndex.Picture(200, 30, 30), SmallIndex.Picture(20, 90, 200), SmallIndex.Picture(220, 220, 40)];
        float[][] each = [.. pictures.Select(picture => _pipeline.EmbedImages([picture]))];
        double[] mean = [.. Enumerable.Range(0, Columns.EmbeddingDimension).Select(i => (double)each[0][i] + each[1][i] + each[2][i])];
        double length = Math.Sqrt(mean.Sum(number => number * number));
        float[] expected = _pipeline.Compose(FashionQuery.OfEmbeddings("in blue", mean.Select(number => (float)(number / length)).ToArray()));

        Assert.That(_pipeline.Compose(FashionQuery.Of("in blue", pictures)), Is.EqualTo(expected).Within(1e-5));
        Assert.That(_pipeline.Compose(FashionQuery.Of("in blue", pictures[2], pictures[0], pictures[1])), Is.EqualTo(expected).Within(1e-5));
        Assert.That(_pipeline.Compose(FashionQuery.OfEmbeddings("in blue", each[1], each[2], each[0])), Is.EqualTo(expected).Within(1e-5));
        Assert.That(_pipeline.Compose(FashionQuery.Of("in blue", pictures[0])), Is.EqualTo(_pipeline.Compose(new FashionQuery("in blue", pictures[0]))));
        Assert.That(() => FashionQuery.OfEmbeddings(null, new float[5]), Throws.ArgumentException.With.Message.Contains($"{Columns.EmbeddingDimension}").And.Message.Contains("5"));
    }

    Neighbour[] Search(FashionQuery query, bool literal = false) =>
        [.. _pipeline.Ask(query, _index, new SearchOptions { Top = 100, By = SearchBy.Text, Understand = literal ? null : UnderstandingWeights.Default })
            .Neighbours];
}
