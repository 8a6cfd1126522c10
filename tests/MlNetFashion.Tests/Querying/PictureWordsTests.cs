using MlNetFashion.Catalogues;
using MlNetFashion.Images;
using MlNetFashion.Models;
using MlNetFashion.Querying;
using MlNetFashion.Retrieval;
using MlNetFashion.Tests.Models;

namespace MlNetFashion.Tests.Querying;

public sealed class PictureWordsTests
{
    const int D = Columns.EmbeddingDimension;

    TemporaryFolder _sure = null!, _unsure = null!;

    [OneTimeSetUp]
    public void Write()
    {
        (_sure, _unsure) = (Models(1000), Models(0));

        static TemporaryFolder Models(float sureness)
        {
            var folder = new TemporaryFolder();
            TinyModels.Write(folder.Path);
            TinyModels.AddAttributeReader(folder.Path, sureness);
            return folder;
        }
    }

    [OneTimeTearDown]
    public void Delete()
    {
        _sure.Dispose();
        _unsure.Dispose();
    }

    [Test]
    public void What_is_read_is_the_likeliest_value_of_each_attribute()
    {
        using FashionPipeline pipeline = FashionPipeline.Load(_sure.Path);
        float[] embeddings = pipeline.EmbedImages([Picture(1), Picture(2), Picture(3)]);
        SeenAttribute[][] seen = pipeline.ReadPictures(embeddings);
        for (int row = 0; row < 3; row++)
        {
            int next = 0;
            for (int i = 0; i < TinyModels.Attributes.Count; i++)
            {
                ModelAttribute attribute = TinyModels.Attributes[i];
                double[] scores = [.. Enumerable.Range(next, attribute.Values.Count)
                    .Select(value =>
                        Math.Exp(1000 * Enumerable.Range(0, D).Sum(d => (double)embeddings[row * D + d] * TinyModels.AttributeVectors[d * 7 + value])))];
                Assert.That(seen[row][i].Kind, Is.EqualTo(attribute.Kind));
                Assert.That(seen[row][i].Value, Is.EqualTo(attribute.Values[Array.IndexOf(scores, scores.Max())]));
                Assert.That(seen[row][i].Confidence, Is.EqualTo(scores.Max() / scores.Sum()).Within(0.02));
                next += attribute.Values.Count;
            }
        }
    }

    [Test]
    public void Words_that_name_no_garment_get_the_kind_of_the_picture()
    {
        using FashionPipeline pipeline = FashionPipeline.Load(_sure.Path);
        RgbImage picture = Picture(4);
        string kind = Kind(pipeline, picture);
        Assert.That(pipeline.Compose(new FashionQuery("in red", picture)),
            Is.EqualTo(pipeline.Compose(new FashionQuery($"{kind}, in red", picture))).Within(1e-6));
        // Beside others the rows stay where they are.
        float[] together = pipeline.Compose([new("a skirt in red", picture), new("in red", picture), new("in red")]);
        Assert.That(together[D..(2 * D)], Is.EqualTo(pipeline.Compose(new FashionQuery("in red", picture))).Within(1e-6));
    }

    [Test]
    public void Of_several_pictures_and_where_requests_are_taken_literally_no_kind_is_said()
    {
        using FashionPipeline with = FashionPipeline.Load(_sure.Path), without = FashionPipeline.Load(TinyModels.Folder);
        FashionQuery several = FashionQuery.Of("in red", Picture(7), Picture(8)), one = new("in red", Picture(7));
        Assert.That(with.Compose(several), Is.EqualTo(without.Compose(several)).Within(1e-6));
        using EmbeddingIndex index = EmbeddingIndex.Create(with.Describe("numbers"), [.. Enumerable.Range(0, 20).Select(i => SmallIndex.Item($"{i}"))],
            SmallIndex.Vectors(20, D, 9));
        Assert.That(Scores(with, several, new SearchOptions()), Is.EqualTo(Scores(without, several, new SearchOptions())).Within(1e-5));
        Assert.That(Scores(with, one, new SearchOptions { Understand = null }),
            Is.EqualTo(Scores(without, one, new SearchOptions { Understand = null })).Within(1e-5));
        Assert.That(Scores(with, one, new SearchOptions()), Is.Not.EqualTo(Scores(without, one, new SearchOptions())).Within(1e-5));

        float[] Scores(FashionPipeline pipeline, FashionQuery query, SearchOptions options) =>
            [.. pipeline.Ask(query, index, options with { Top = 20 }).Neighbours.OrderBy(found => found.Position).Select(found => found.Score)];
    }

    [TestCase("a skirt in red")]
    [TestCase("without sleeves but as a dress")]
    [TestCase(null)]
    public void Words_that_name_one_and_pictures_without_words_stay_as_they_are(string? words)
    {
        using FashionPipeline with = FashionPipeline.Load(_sure.Path), without = FashionPipeline.Load(TinyModels.Folder);
        var query = new FashionQuery(words, Picture(5));
        Assert.That(with.Compose(query), Is.EqualTo(without.Compose(query)).Within(1e-6));
    }

    [Test]
    public void A_kind_that_is_not_sure_is_not_said()
    {
        using FashionPipeline with = FashionPipeline.Load(_unsure.Path), without = FashionPipeline.Load(TinyModels.Folder);
        var query = new FashionQuery("in red", Picture(6));
        Assert.That(with.Compose(query), Is.EqualTo(without.Compose(query)).Within(1e-6));
        Assert.That(with.ReadPictures(with.EmbedImages([Picture(6)]))[0].Select(seen => seen.Confidence),
            Is.EqualTo((float[])[1 / 3f, 1 / 2f, 1 / 2f]).Within(1e-5));
    }

    [Test]
    public void Without_a_reader_nothing_is_read()
    {
        using FashionPipeline pipeline = FashionPipeline.Load(TinyModels.Folder);
        Assert.That(pipeline.ReadPictures(pipeline.EmbedImages([Picture(1), Picture(2)])), Is.EqualTo((SeenAttribute[][])[[], []]));
        Assert.That(pipeline.ReadPictures([]), Is.Empty);
        Assert.That(() => pipeline.ReadPictures(new float[D + 1]), Throws.ArgumentException.With.Message.Contains($"{D + 1} numbers"));
    }

    [Test]
    public void Names_and_scores_that_do_not_go_together_are_refused()
    {
        using var folder = new TemporaryFolder();
        TinyModels.Write(folder.Path);
        TinyModels.AddAttributeReader(folder.Path, 1);
        ModelManifest manifest = ModelManifest.Read(folder.Path);
        ModelFile reader = manifest.Find(ModelRole.AttributeReader)!;
        Assert.That(reader.Attributes!.Select(attribute => attribute.Values), Is.EqualTo(TinyModels.Attributes.Select(attribute => attribute.Values)));
        foreach ((IReadOnlyList<ModelAttribute>? attributes, string said) in ((IReadOnlyList<ModelAttribute>?, string)[])[(null, "does not say what"),
            ([.. TinyModels.Attributes.Take(2)], "names 5 values of attributes, but 'attribute-reader.onnx' has 7 scores"),
            ([new(AttributeKind.Garment, [])], "does not say what")])
        {
            ModelManifest wrong = manifest.With(reader with { Attributes = attributes });
            Assert.That(Assert.Throws<InvalidDataException>(() => wrong.Write(folder.Path))!.Message, Does.Contain(said));
        }
    }

    static string Kind(FashionPipeline pipeline, RgbImage picture) =>
        pipeline.ReadPictures(pipeline.EmbedImages([picture]))[0].Single(seen => seen.Kind == AttributeKind.Garment).Value;

    static RgbImage Picture(int seed)
    {
        var picture = new RgbImage(40, 50);
        new Random(seed).NextBytes(picture.Pixels);
        return picture;
    }
}
