using System.Numerics.Tensors;
using MlNetFashion.Catalogues;
using MlNetFashion.Images;
using MlNetFashion.Models;
using MlNetFashion.Querying;
using MlNetFashion.Retrieval;
using MlNetFashion.Tests.Images;
using MlNetFashion.Tests.Models;
using MlNetFashion.Understanding;

namespace MlNetFashion.Tests.Querying;

/// <summary>What a picture shows is read from its nearest items, and computed here again from their attributes.</summary>
public sealed class PictureReadingTests
{
    const int Voters = 40;
    const double Sharpness = 20, Doubt = 1.0 / 50;

    static readonly string[] s_columns = ["articleType", "baseColour", "gender"];

    FashionPipeline _pipeline = null!;
    EmbeddingIndex _index = null!;
    CatalogueItem[] _items = null!;
    float[] _vectors = null!;

    [OneTimeSetUp]
    public void Open()
    {
        _pipeline = FashionPipeline.Load(TinyModels.Folder, new OnnxScorerOptions { Threads = 1 });
        var random = new Random(4);
        string[] types = ["Tshirts", "Dresses", "Heels"], colours = ["Black", "Red", ""], genders = ["Men", "Women"];
        _items = [.. Enumerable.Range(0, 150)
            .Select(i => SmallIndex.Item($"{i}", "", ("articleType", Any(types)), ("baseColour", Any(colours)), ("gender", Any(genders))))];
        _vectors = SmallIndex.Vectors(_items.Length, Columns.EmbeddingDimension, 6);
        _index = EmbeddingIndex.Create(_pipeline.Describe("attributes"), _items, _vectors);

        string Any(string[] values) => values[random.Next(values.Length)];
    }

    [OneTimeTearDown]
    public void Close()
    {
        _pipeline.Dispose();
        _index.Dispose();
    }

    [TestCase(null, 3)]
    [TestCase("in red", 2)]
    [TestCase("a dress for women in red", 0)]
    public void Each_item_gains_by_how_sure_its_values_are_where_the_words_say_nothing(string? text, int facets)
    {
        float[] picture = Vector(3);
        string[] read = facets switch { 3 => s_columns, 2 => ["articleType", "gender"], _ => [] };
        var weights = UnderstandingWeights.Default with { Seen = 0.3f };
        Dictionary<string, double> with = Bonus(text, picture, weights), without = Bonus(text, picture, weights with { Seen = 0 });
        double[] expected = Expected(picture, read, 0.3);
        for (int row = 0; row < _items.Length; row++)
            Assert.That(with.GetValueOrDefault(_items[row].Id) - without.GetValueOrDefault(_items[row].Id),
                Is.EqualTo(expected[row]).Within(1e-4), _items[row].Id);
        Assert.That(expected.Distinct().Count(), facets == 0 ? Is.EqualTo(1) : Is.GreaterThan(3));
    }

    [TestCase("more formal")]
    [TestCase("for a party")]
    [TestCase("is longer")]
    public void A_change_keeps_the_kind_of_an_items_picture_and_whom_it_is_for(string change)
    {
        foreach (int row in (int[])[3, 40, 77])
        {
            SearchAnswer answer = _pipeline.Ask(FashionQuery.OfEmbeddings(change, Row(row).ToArray()), _index);
            foreach (string column in (string[])["articleType", "gender"])
                Assert.That(answer.Neighbours.Select(found => found.Item.Attributes[column]), Is.All.EqualTo(_items[row].Attributes[column]));
        }
    }

    [Test]
    public void The_picture_s_own_item_does_not_vote()
    {
        CatalogueItem[] items = [.. _items[..60], SmallIndex.Item("own", "", ("articleType", "Saree"), ("baseColour", "Gold"), ("gender", "Girls"))];
        float[] vectors = [.. _vectors[..(60 * Columns.EmbeddingDimension)], .. Vector(7)];
        using EmbeddingIndex index = EmbeddingIndex.Create(_pipeline.Describe("own"), items, vectors);
        Neighbour own = _pipeline.Ask(FashionQuery.OfEmbeddings(null, Vector(7)), index, new SearchOptions { Top = 61 })
            .Neighbours.Single(found => found.Id == "own");
        Assert.That(Attributes(own), Is.Zero.Within(1e-6));
    }

    [Test]
    public void Pictures_as_they_are_and_words_alone_are_searched_as_before()
    {
        var query = FashionQuery.OfEmbeddings("a dress", Vector(9));
        Assert.That(_pipeline.Ask(query, _index, new SearchOptions { Understand = null }).Neighbours.SelectMany(found => found.Parts).Select(part => part.Name),
            Has.None.EqualTo("attributes"));
        Assert.That(Scores(query, UnderstandingWeights.Default, SearchBy.Text),
            Is.EqualTo(Scores(new FashionQuery("a dress"), UnderstandingWeights.Default, SearchBy.Text)));

        (string, float)[] Scores(FashionQuery query, UnderstandingWeights weights, SearchBy by) =>
            [.. _pipeline.Ask(query, _index, new SearchOptions { By = by, Understand = weights }).Neighbours.Select(found => (found.Id, found.Score))];
    }

    [Test]
    public void A_picture_gives_the_same_answers_as_its_embedding()
    {
        RgbImage image = Pictures.Noise(64, 64, 3);
        var shown = new FashionQuery("in red", image);
        var embedded = FashionQuery.OfEmbeddings("in red", _pipeline.EmbedImages([image]));
        Assert.That(_pipeline.Ask(shown, _index).Neighbours.Select(found => (found.Id, found.Score)),
            Is.EqualTo(_pipeline.Ask(embedded, _index).Neighbours.Select(found => (found.Id, found.Score))));
    }

    double[] Expected(float[] picture, string[] columns, double weight)
    {
        double[] cosines = [.. Enumerable.Range(0, _items.Length).Select(row => (double)TensorPrimitives.Dot(Row(row), picture))];
        int[] voters = [.. Enumerable.Range(0, _items.Length).Where(row => cosines[row] < SearchOptions.NearDuplicate)
            .OrderByDescending(row => cosines[row]).Take(Voters)];
        double all = voters.Sum(row => Math.Exp(Sharpness * cosines[row]));
        double[] sums = new double[_items.Length];
        foreach (string column in columns)
        {
            for (int row = 0; row < sums.Length; row++)
            {
                string value = Value(row);
                if (value.Length == 0)
                    continue;
                double share = voters.Where(voter => Value(voter) == value).Sum(voter => Math.Exp(Sharpness * cosines[voter])) / all;
                sums[row] += weight * Math.Log(1 + share / Doubt) / Math.Log(1 + 1 / Doubt);
            }

            string Value(int row) => _items[row].Attributes.GetValueOrDefault(column) ?? "";
        }

        return sums;
    }

    Dictionary<string, double> Bonus(string? text, float[] picture, UnderstandingWeights weights) =>
        _pipeline.Ask(FashionQuery.OfEmbeddings(text, picture), _index, new SearchOptions { Top = _items.Length, Understand = weights })
            .Neighbours.ToDictionary(found => found.Id, Attributes);

    static double Attributes(Neighbour found) => (double)(found.Parts.SingleOrDefault(part => part.Name == "attributes")?.Adds ?? 0f);

    ReadOnlySpan<float> Row(int row) => _vectors.AsSpan(row * Columns.EmbeddingDimension, Columns.EmbeddingDimension);

    static float[] Vector(int seed) => SmallIndex.Vectors(1, Columns.EmbeddingDimension, seed);
}
