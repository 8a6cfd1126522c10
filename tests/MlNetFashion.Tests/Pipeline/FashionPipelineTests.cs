using MlNetFashion.Images;
using MlNetFashion.Models;
using MlNetFashion.Querying;
using MlNetFashion.Retrieval;
using MlNetFashion.Tests.Models;
using MlNetFashion.Tests.Text;
using MlNetFashion.Text;
using MlNetFashion.Understanding;

namespace MlNetFashion.Tests.Pipeline;

public sealed class FashionPipelineTests
{
    const int D = Columns.EmbeddingDimension;

    static readonly string[] s_titles =
        [.. Enumerable.Range(0, 60).Select(i => $"{FashionWords.All.ElementAt(i * 5)} {FashionWords.All.ElementAt(i * 7 + 3)} {i}")];

    FashionPipeline _pipeline = null!;
    EmbeddingIndex _index = null!;

    [OneTimeSetUp]
    public void Open()
    {
        _pipeline = FashionPipeline.Load(TinyModels.Folder, new OnnxScorerOptions { Threads = 1, BatchSize = 16 });
        // An index of "pictures" whose embeddings are those of the titles, so that words find them.
        _index = EmbeddingIndex.Create(_pipeline.Describe("titles"),
            [.. s_titles.Select((title, i) => SmallIndex.Item($"i{i}", title, ("parity", i % 2 == 0 ? "even" : "odd")))], _pipeline.EmbedTexts(s_titles));
    }

    [OneTimeTearDown]
    public void Close()
    {
        _pipeline.Dispose();
        _index.Dispose();
    }

    [Test]
    public void A_text_embedding_is_what_the_models_arithmetic_gives()
    {
        float[] sum = new float[D];
        foreach (int id in (int[])[2, .. WordPieceTokenizer.Default.EncodeToTokens("a red dress").Select(token => token.Id), 3])
        {
            for (int i = 0; i < D; i++)
                sum[i] += TinyModels.WordVectors[id * D + i];
        }

        double length = Math.Sqrt(sum.Sum(value => (double)value * value));
        Assert.That(_pipeline.EmbedTexts(["A RED dréss"]), Is.EqualTo(sum.Select(value => (float)(value / length))).Within(1e-5));
    }

    [Test]
    public void Models_that_are_opened_ahead_answer_as_others_do_and_one_that_cannot_be_opened_is_told_of_when_it_is_needed()
    {
        var query = new FashionQuery("a red dress");
        var options = new SearchOptions { Pictures = 2 };
        using (FashionPipeline ahead = FashionPipeline.Load(TinyModels.Folder, new OnnxScorerOptions { Threads = 1, BatchSize = 16 }))
        {
            ahead.OpenAhead([query], options);
            Assert.That(ahead.Ask(query, _index, options).Neighbours.Select(found => (found.Id, found.Score)),
                Is.EqualTo(_pipeline.Ask(query, _index, options).Neighbours.Select(found => (found.Id, found.Score))));
        }

        using TemporaryFolder folder = new();
        TinyModels.Write(folder.Path);
        File.WriteAllText(folder["text-encoder.onnx"], "damaged");
        using FashionPipeline damaged = FashionPipeline.Load(folder.Path);
        damaged.OpenAhead([query], options);
        Assert.That(() => damaged.EmbedTexts(["a red dress"]), Throws.TypeOf<InvalidDataException>().With.Message.Contains("text-encoder.onnx"));
        damaged.Dispose();
        Assert.That(() => damaged.OpenAhead([query], options), Throws.TypeOf<ObjectDisposedException>());
    }

    [Test]
    public void Texts_give_the_same_together_and_alone_and_texts_without_words_give_zeros()
    {
        string?[] texts = ["red dress", null, "", " \t\u200b\u0301", "नमस्ते 😀", string.Join(' ', Enumerable.Repeat("very long", 5_000)), .. s_titles];
        float[] together = _pipeline.EmbedTexts(texts);
        for (int row = 0; row < texts.Length; row++)
        {
            Span<float> embedding = together.AsSpan(row * D, D);
            Assert.That(embedding.ToArray(), Is.EqualTo(_pipeline.EmbedTexts([texts[row]])).Within(1e-6));
            Assert.That(SmallIndex.Dot(embedding, embedding), Is.EqualTo(row is >= 1 and <= 3 ? 0 : 1).Within(1e-5));
        }
    }

    [Test]
    public void Pictures_give_the_same_together_and_alone_and_letterboxed_or_not()
    {
        RgbImage[] pictures = [.. Enumerable.Range(0, 40).Select(i => Picture(30 + i, 80 - i, i))];
        float[] together = _pipeline.EmbedImages(pictures);
        Assert.That(_pipeline.EmbedImages([.. pictures.Select(picture => ImagePreprocessing.Letterbox(picture))]), Is.EqualTo(together));
        for (int row = 0; row < pictures.Length; row++)
            Assert.That(together[(row * D)..((row + 1) * D)], Is.EqualTo(_pipeline.EmbedImages([pictures[row]])).Within(1e-6));
    }

    [Test]
    public void What_is_missing_counts_as_zeros_for_the_composer()
    {
        RgbImage picture = Picture(40, 60, 9);
        float[] text = _pipeline.EmbedTexts(["blue jeans"]), image = _pipeline.EmbedImages([picture]), none = new float[D];
        float[] composed = _pipeline.Compose([new("blue jeans"), new(" ", picture), new("blue jeans", picture)]);
        Assert.That(composed[..D], Is.EqualTo(Composed(text, none)).Within(1e-5));
        Assert.That(composed[D..(2 * D)], Is.EqualTo(Composed(none, image)).Within(1e-5));
        Assert.That(composed[(2 * D)..], Is.EqualTo(Composed(text, image)).Within(1e-5));
    }

    [Test]
    public void Best_first_is_the_same_pictures_in_the_order_of_their_likeness_to_the_query()
    {
        var query = new FashionQuery("a red dress");
        RgbImage[] best = [.. _pipeline.Draw(query, 12, seed: 3).Select(drawn => drawn.Image)];
        Assert.That(best.Select(picture => Convert.ToBase64String(picture.Pixels)),
            Is.EquivalentTo(_pipeline.Generate(query, 12, seed: 3).Select(picture => Convert.ToBase64String(picture.Pixels))));

        float[] asked = _pipeline.Compose(query), seen = _pipeline.EmbedImages(best);
        double[] likeness = [.. Enumerable.Range(0, best.Length).Select(row => Enumerable.Range(0, D).Sum(i => (double)asked[i] * seen[row * D + i]))];
        for (int i = 1; i < likeness.Length; i++)
            Assert.That(likeness[i], Is.LessThanOrEqualTo(likeness[i - 1] + 1e-6));
    }

    [Test]
    public void The_way_between_two_queries_ends_in_their_own_pictures_and_draws_the_middle_between_them()
    {
        FashionQuery from = new("a red dress"), to = new("blue jeans", Picture(40, 60, 9));
        RgbImage[] way = _pipeline.Interpolate(from, to, 5, seed: 3);
        Assert.That(way, Has.Length.EqualTo(5));
        AssertSame(way[0], _pipeline.Generate(from, 1, seed: 3)[0]);
        AssertSame(way[4], _pipeline.Generate(to, 1, seed: 3)[0]);

        // The bisector of two vectors of one length is their sum.
        float[] a = _pipeline.Compose(from), b = _pipeline.Compose(to), sum = [.. a.Zip(b, (x, y) => x + y)];
        float length = (float)Math.Sqrt(SmallIndex.Dot(sum, sum));
        float[] middle = [.. sum.Select(value => value / length)], noise = new float[Columns.NoiseDimension];
        NoiseSource.Fill(3, 0, noise);
        AssertSame(way[2],
            ImagePreprocessing.FromTensor(_pipeline.Models[ModelRole.Generator]
                .Run(1, new ScorerInput(Columns.QueryEmbedding, middle), new ScorerInput(Columns.Noise, noise))));
        Assert.Throws<ArgumentOutOfRangeException>(() => _pipeline.Interpolate(from, to, 1));

        static void AssertSame(RgbImage one, RgbImage other) =>
            Assert.That(one.Pixels.Zip(other.Pixels, (x, y) => Math.Abs(x - y)).Max(), Is.LessThanOrEqualTo(1));
    }

    [Test]
    public void A_seed_gives_the_same_pictures_and_another_seed_others()
    {
        var query = new FashionQuery("red dress");
        RgbImage[] pictures = _pipeline.Generate(query, 20, seed: 5);
        Assert.That(pictures.Select(picture => Convert.ToHexString(picture.Pixels)).Distinct().Count(), Is.EqualTo(20));
        RgbImage[] fewer = _pipeline.Generate(query, 3, seed: 5);
        for (int i = 0; i < 3; i++)
            Assert.That(fewer[i].Pixels.Zip(pictures[i].Pixels, (a, b) => Math.Abs(a - b)).Max(), Is.LessThanOrEqualTo(1));
        Assert.That(_pipeline.Generate(query, 1, seed: 6)[0].Pixels, Is.Not.EqualTo(pictures[0].Pixels));
        Assert.That((pictures[0].Width, pictures[0].Height), Is.EqualTo((Columns.ImageSize, Columns.ImageSize)));
    }

    [Test]
    public void Words_find_the_item_that_is_called_so()
    {
        foreach (string title in s_titles.Take(10))
        {
            Neighbour best = _pipeline.Ask(new FashionQuery(title), _index, new SearchOptions { Top = 1, By = SearchBy.Text, Understand = null }).Neighbours[0];
            Assert.That((best.Item.Title, best.Score),
                Is.EqualTo((title, 1f)).Using<(string, float)>((a, b) => a.Item1 == b.Item1 && Math.Abs(a.Item2 - b.Item2) < 1e-4));
        }
    }

    [Test]
    public void A_fused_score_is_the_weighted_sum_of_the_three_ways()
    {
        var query = new FashionQuery("blue jeans", Picture(40, 60, 9));
        var weights = new FusionWeights(1, 2, 1);
        Neighbour[] fused =
            [.. _pipeline.Ask(query, _index, new SearchOptions { Top = 60, Weights = weights, Understand = UnderstandingWeights.Default with { Words = 0 } })
                .Neighbours];
        Dictionary<string, double> text = Scores(SearchBy.Text), composed = Scores(SearchBy.Composed), generated = Scores(SearchBy.Generated);
        foreach (Neighbour found in fused)
        {
            Assert.That(found.Score, Is.EqualTo(0.25 * text[found.Id] + 0.5 * composed[found.Id] + 0.25 * generated[found.Id]).Within(1e-5));
            Assert.That(found.Parts.Take(3).Select(part => (part.Name, part.Weight)), Is.EqualTo([("text", 0.25f), ("composed", 0.5f), ("generated", 0.25f)]));
        }

        Assert.That(fused.Select(found => found.Score), Is.Ordered.Descending);

        Dictionary<string, double> Scores(SearchBy by) =>
            _pipeline.Ask(query, _index, new SearchOptions { Top = 60, By = by, Understand = UnderstandingWeights.Default with { Words = 0 } })
                .Neighbours.ToDictionary(found => found.Id, found => (double)found.Score);
    }

    [Test]
    public void The_generated_way_searches_with_the_mean_of_the_pictures_that_are_shown()
    {
        var query = new FashionQuery("green hat");
        float[] each = _pipeline.EmbedImages(_pipeline.Generate(query, 4, seed: 1));
        float[] mean = [.. Enumerable.Range(0, D).Select(i => each[i] + each[D + i] + each[2 * D + i] + each[3 * D + i])];
        double length = Math.Sqrt(SmallIndex.Dot(mean, mean));
        QueryPart part = _pipeline.Prepare([query], new SearchOptions { By = SearchBy.Generated })[0].Wanted.Single().Parts.Single();
        Assert.That(SmallIndex.Dot(part.Vector.Span, mean) / length, Is.EqualTo(1).Within(1e-4)); // pixels are bytes on one side
        Assert.That(SmallIndex.Dot(part.Vector.Span, part.Vector.Span), Is.EqualTo(1).Within(1e-5));
    }

    [Test]
    public void A_larger_generated_picture_is_shown_whole_and_embedded_as_the_average_of_its_pixels()
    {
        const int Side = 2 * Columns.ImageSize;
        using TemporaryFolder folder = new();
        TinyModels.Write(folder.Path);
        TinyModels.AddLargeGenerator(folder.Path, Side);
        using FashionPipeline pipeline = FashionPipeline.Load(folder.Path, new OnnxScorerOptions { Threads = 1 });
        FashionQuery query = new("green hat"), other = new("red dress");
        RgbImage[] pictures = pipeline.Generate(query, 3, seed: 5);
        Assert.That(pictures.Concat(pipeline.Draw(query, 3).Select(drawn => drawn.Image)).Concat(pipeline.Interpolate(query, other, 3))
            .Select(picture => (picture.Width, picture.Height)), Is.All.EqualTo((Side, Side)));

        float[] noise = new float[Columns.NoiseDimension], whole, shown = new float[3 * Columns.ImageSize * Columns.ImageSize];
        NoiseSource.Fill(5, 0, noise);
        whole = pipeline.Models[ModelRole.Generator]
            .Run(1, new ScorerInput(Columns.QueryEmbedding, pipeline.Compose(query)), new ScorerInput(Columns.Noise, noise));
        Assert.That(ImagePreprocessing.FromTensor(whole, Side).Pixels, Is.EqualTo(pictures[0].Pixels));
        for (int i = 0; i < shown.Length; i++)
        {
            (int row, int x) = Math.DivRem(i, Columns.ImageSize);
            int corner = 2 * row * Side + 2 * x;
            shown[i] = (whole[corner] + whole[corner + 1] + whole[corner + Side] + whole[corner + Side + 1]) / 4;
        }

        float[] expected = pipeline.Models[ModelRole.ImageEncoder].Run(1, new ScorerInput(Columns.Image, shown));
        QueryPart part = pipeline.Prepare([query], new SearchOptions { By = SearchBy.Generated, GeneratedPictures = 1, Seed = 5 })[0]
            .Wanted.Single().Parts.Single();
        Assert.That(part.Vector.ToArray(), Is.EqualTo(expected).Within(1e-5));

        // A picture that was shown has bytes for pixels, and is averaged as any larger picture is.
        RgbImage average = ImagePreprocessing.FromTensor(shown);
        Assert.That(SmallIndex.Dot(pipeline.EmbedImages([pictures[0]]), expected), Is.EqualTo(1).Within(1e-4));
        Assert.That(ImagePreprocessing.Letterbox(pictures[0]).Pixels.Zip(average.Pixels, (a, b) => Math.Abs(a - b)).Max(), Is.LessThanOrEqualTo(1));
    }

    [Test]
    public void A_picture_alone_is_searched_by_what_the_composer_makes_of_it()
    {
        var query = new FashionQuery(null, Picture(40, 60, 9));
        string[] byText = [.. _pipeline.Ask(query, _index, new SearchOptions { By = SearchBy.Text }).Neighbours.Select(found => found.Id)];
        Assert.That(byText, Is.EqualTo(_pipeline.Ask(query, _index, new SearchOptions { By = SearchBy.Composed }).Neighbours.Select(found => found.Id)));
        Assert.That(_pipeline.Ask(query, _index).Neighbours[0].Parts.Select(part => part.Name), Is.EqualTo(["composed"]));
    }

    [Test]
    public void Many_queries_at_once_are_answered_as_one_by_one()
    {
        FashionQuery[] queries = [new("red dress"), new(null, Picture(9, 9, 1)), new("in blue", Picture(70, 20, 2)),
            .. s_titles.Take(30).Select(title => new FashionQuery(title))];
        Neighbour[][] together = [.. _pipeline.Ask(queries, _index, new SearchOptions { Top = 5 }).Select(answer => answer.Neighbours.ToArray())];
        for (int i = 0; i < queries.Length; i++)
        {
            Neighbour[] alone = [.. _pipeline.Ask(queries[i], _index, new SearchOptions { Top = 5 }).Neighbours];
            Assert.That(together[i].Select(found => found.Score), Is.EqualTo(alone.Select(found => found.Score)).Within(1e-5));
        }

        Assert.That(_pipeline.Ask((FashionQuery[])[], _index), Is.Empty);
    }

    [Test]
    public void A_filter_holds()
    {
        Neighbour[] found = [.. _pipeline.Ask(new FashionQuery("red dress"), _index, new SearchOptions { Where = AttributeFilter.Parse("parity=odd") })
            .Neighbours];
        Assert.That(found.Select(each => each.Item.Attributes["parity"]), Is.EqualTo(Enumerable.Repeat("odd", 10)));
    }

    [Test]
    public void A_text_search_opens_the_text_encoder_only()
    {
        using TemporaryFolder folder = new();
        TinyModels.Write(folder.Path);
        using FashionPipeline pipeline = FashionPipeline.Load(folder.Path);
        foreach (string file in (string[])["image-encoder.onnx", "query-composer.onnx", "generator.onnx"])
            File.WriteAllText(folder[file], "not opened");
        Assert.That(pipeline.Ask(new FashionQuery("red dress"), _index, new SearchOptions { By = SearchBy.Text }).Neighbours, Has.Count.EqualTo(10));
        Assert.That(() => pipeline.Ask(new FashionQuery("red dress"), _index, new SearchOptions { By = SearchBy.Composed }).Neighbours,
            Throws.TypeOf<InvalidDataException>());
    }

    [Test]
    public void Without_a_generator_a_fused_search_uses_what_there_is()
    {
        using TemporaryFolder folder = new();
        TinyModels.Write(folder.Path);
        ModelManifest manifest = ModelManifest.Read(folder.Path);
        (manifest with { Models = [.. manifest.Models.Where(model => model.Role != ModelRole.Generator)] }).Write(folder.Path);
        using FashionPipeline pipeline = FashionPipeline.Load(folder.Path);
        Neighbour best = pipeline.Ask(new FashionQuery("red dress"), _index).Neighbours[0];
        Assert.That(best.Parts.Select(part => part.Name), Is.EqualTo(["text", "composed"]));
        Assert.That(best.Parts.Sum(part => part.Weight), Is.EqualTo(1).Within(1e-6));
        Assert.That(() => pipeline.Ask(new FashionQuery("red dress"), _index, new SearchOptions { By = SearchBy.Generated }).Neighbours,
            Throws.TypeOf<FileNotFoundException>());
    }

    [TestCase(null)]
    [TestCase("")]
    [TestCase(" \t\u200b")]
    public void A_query_without_words_and_picture_is_refused(string? text) =>
        Assert.That(() => new FashionQuery(text),
            Throws.ArgumentException.With.Message.EqualTo("The query has neither text nor picture. Say what you look for, show a picture, or do both."));

    [Test]
    public void Weights_that_give_no_score_are_refused()
    {
        Assert.That(() => Search(new FusionWeights(0, 0, 0)), Throws.ArgumentException.With.Message.StartsWith("A fused search needs a weight above 0"));
        Assert.That(() => Search(new FusionWeights(1, -1, 0)), Throws.ArgumentException.With.Message.StartsWith("A weight of a fused search is 0 or more"));
        Assert.That(() => Search(new FusionWeights(1, float.NaN, 0)), Throws.ArgumentException);

        Neighbour[] Search(FusionWeights weights) => [.. _pipeline.Ask(new FashionQuery("red"), _index, new SearchOptions { Weights = weights }).Neighbours];
    }

    [Test]
    public void An_index_of_another_model_is_refused()
    {
        using EmbeddingIndex other = EmbeddingIndex.Create(SmallIndex.Description, [SmallIndex.Item("a")], SmallIndex.Vectors(1, D, 1));
        Assert.That(() => _pipeline.Ask(new FashionQuery("red"), other).Neighbours, Throws.TypeOf<IndexMismatchException>());
    }

    [Test]
    public void Any_text_can_be_asked() => CsCheck.Check.Sample(RandomText.Any, text =>
    {
        if (WordPieceTokenizer.Default.CountTokens(text) > 0)
            Assert.That(_pipeline.Ask(new FashionQuery(text), _index, new SearchOptions { Top = 3 }).Neighbours.All(found => float.IsFinite(found.Score)));
    }, iter: 300);

    static RgbImage Picture(int width, int height, int seed)
    {
        var picture = new RgbImage(width, height);
        new Random(seed).NextBytes(picture.Pixels);
        return picture;
    }

    static float[] Composed(float[] text, float[] image)
    {
        float[] sum = [.. text.Select((value, i) => value + image[i] + TinyModels.ComposerBias[i])];
        double length = Math.Sqrt(SmallIndex.Dot(sum, sum));
        return [.. sum.Select(value => (float)(value / length))];
    }
}
