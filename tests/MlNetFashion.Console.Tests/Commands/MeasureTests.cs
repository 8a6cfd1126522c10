using System.Text.Json;
using MlNetFashion.Catalogues;
using MlNetFashion.Evaluation;
using MlNetFashion.Images;
using MlNetFashion.Models;
using MlNetFashion.Querying;
using MlNetFashion.Tests.Models;
using MlNetFashion.Training;
using MlNetFashion.Training.Data;
using MlNetFashion.Training.Generator.Measuring;

namespace MlNetFashion.Tests.Commands;

[NonParallelizable]
public sealed class MeasureTests
{
    TemporaryFolder _folder = null!;
    string _classifier = "";

    [OneTimeSetUp]
    public void TrainClassifier()
    {
        _folder = new();
        ToolRun.Of("train", "garment-classifier", "--preset", "tiny", "--out", _folder["run"]).Succeeded();
        _classifier = ToolRun.Of("export", _folder["run"], "--out", _folder["measures"], "--json").Succeeded().Json.Single().GetProperty("file").GetString()!;
    }

    [OneTimeTearDown]
    public void DeleteFolder() => _folder.Dispose();

    [Test]
    public void A_generator_is_measured_on_the_sample_catalogue_and_a_file_as_the_folder_that_it_is_of()
    {
        Assert.That(ToolRun.Of("info", _classifier).Succeeded().Output, Does.Contain("Logits").And.Contain("Features").And.Contain("t-shirt, shirt"));
        string sheet = _folder["failures.png"];
        JsonElement folder = Measure(TinyModels.Folder, "--json", "--picture", sheet).Succeeded().Json.Single();
        JsonElement file = Measure(Path.Combine(TinyModels.Folder, "generator.onnx"), "--models", TinyModels.Folder, "--json").Succeeded().Json.Single();
        Assert.That(folder.GetProperty("catalogue").GetString(), Is.EqualTo("sample catalogue"));
        foreach (
            string figure in new[]
            {
                "rPrecision",
                "rPrecisionOfTitles",
                "askedColour",
                "askedColourOfReal",
                "askedKind",
                "askedKindOfReal",
                "newColour",
                "keptKind",
                "keptAsRead",
                "frechetDistance",
                "floor",
                "diversity",
                "suspects"
            })
            Assert.That(file.GetProperty(figure).GetDouble(), Is.EqualTo(folder.GetProperty(figure).GetDouble()).And.GreaterThanOrEqualTo(0), figure);
        Assert.That(folder.GetProperty("pictures").GetInt32(), Is.EqualTo(folder.GetProperty("floorCount").GetInt32()), "the floor has as many pictures");
        Assert.That(folder.GetProperty("frechetDistance").GetDouble(), Is.GreaterThan(folder.GetProperty("floor").GetDouble()),
            "weights by chance draw no garments");
        Assert.That(folder.GetProperty("coloursOfReal").GetDouble(), Is.GreaterThan(0.9));
        Assert.That(folder.GetProperty("askedKindCount").GetInt32(), Is.EqualTo(12));
        Assert.That(RgbImage.Load(sheet).Height, Is.GreaterThan(100));
    }

    [Test]
    public void The_best_of_one_is_what_is_measured_unless_more_are_asked_for()
    {
        string usual = Measure(TinyModels.Folder, "--json").Succeeded().Output;
        Assert.That(Measure(TinyModels.Folder, "--best-of", "1", "--json").Succeeded().Output, Is.EqualTo(usual));
        JsonElement best = Measure(TinyModels.Folder, "--best-of", "4", "--json").Succeeded().Json.Single(), one = JsonDocument.Parse(usual).RootElement;
        Assert.That((one.GetProperty("bestOf").GetInt32(), best.GetProperty("bestOf").GetInt32()), Is.EqualTo((1, 4)));
        foreach (string figure in new[] { "frechetDistance", "diversity", "askedKindOfReal" })
            Assert.That(best.GetProperty(figure).GetDouble(), Is.EqualTo(one.GetProperty(figure).GetDouble()), $"{figure} is not of answers to requests");
        Assert.That(Measure(TinyModels.Folder, "--best-of", "0").ErrorLine, Does.StartWith("--best-of is a whole number, 1 or more"));
    }

    [Test]
    public void Larger_pictures_are_judged_as_their_averages_at_the_judges_size()
    {
        const int JudgeSide = 64;
        Directory.CreateDirectory(_folder["large"]);
        TinyModels.Write(_folder["large"]);
        TinyModels.AddLargeGenerator(_folder["large"], 2 * JudgeSide);
        using FashionPipeline pipeline = FashionPipeline.Load(_folder["large"]);
        using var classifier = new FeatureClassifier(_classifier);
        var evaluator = new GarmentEvaluator(classifier, QueryVocabulary.Sample, GarmentPhotos.Load(Garments(GarmentQueries.FewestLearned, seed: 1)),
            GarmentPhotos.Load(Garments(2, seed: 1000)));
        var painter = new QueryPainter(pipeline, pipeline.Models, drawings: true, bestOf: 2);
        GarmentMeasures whole = Measures(painter.Draw),
            averaged = Measures((queries, seed, picture, progress, cancellation) =>
                [.. painter.Draw(queries, seed, picture, progress, cancellation).Select(drawn => ImagePreprocessing.Letterbox(drawn, JudgeSide))]);
        Assert.That((whole.Pictures[0].Picture.Width, averaged.Pictures[0].Picture.Width), Is.EqualTo((2 * JudgeSide, JudgeSide)));
        Assert.That(whole.Pictures.Select(judged => (judged.Kind, judged.Colour)),
            Is.EqualTo(averaged.Pictures.Select(judged => (judged.Kind, judged.Colour))));
        Assert.That((whole.Frechet.Generated.Distance, whole.Asked.Score), Is.EqualTo((averaged.Frechet.Generated.Distance, averaged.Asked.Score)));

        GarmentMeasures Measures(DrawQueries draw) => evaluator.Measure(pipeline, draw, draw, count: 12, seed: 1);
    }

    [Test]
    public void Who_copies_the_reference_keeps_what_it_is_read_as()
    {
        using FashionPipeline pipeline = FashionPipeline.Load(TinyModels.Folder);
        using var classifier = new FeatureClassifier(_classifier);
        var evaluator = new GarmentEvaluator(classifier, QueryVocabulary.Sample, GarmentPhotos.Load(Garments(GarmentQueries.FewestLearned, seed: 1)),
            GarmentPhotos.Load(Garments(2, seed: 1000)));
        GarmentMeasures copied = Measures((query, drawn) => query.Image ?? drawn), drawn = Measures((_, drawn) => drawn);
        Assert.That(copied.KeptAsRead, Is.EqualTo(1));
        Assert.That(drawn.KeptAsRead, Is.LessThan(1).And.GreaterThanOrEqualTo(0));
        Assert.That(copied.KeptKind.Share, Is.LessThan(1), "a judge that has hardly learned misreads copies, too");

        GarmentMeasures Measures(Func<FashionQuery, RgbImage, RgbImage> answer)
        {
            DrawQueries draw = new QueryPainter(pipeline, pipeline.Models, drawings: true).Draw;
            return evaluator.Measure(pipeline, draw, (queries, seed, picture, progress, cancellation) =>
                [.. draw(queries, seed, picture, progress, cancellation).Zip(queries, (drawn, query) => answer(query, drawn))], count: 12, seed: 1);
        }
    }

    [Test]
    public void A_file_of_a_larger_generator_says_its_size_itself()
    {
        using TemporaryFolder folder = new();
        TinyModels.Write(folder.Path);
        TinyModels.AddLargeGenerator(folder.Path, 2 * Columns.ImageSize);
        using var generator = MeasuredGenerator.Open(folder["generator.onnx"], folder.Path, TrainingRecipes.Generator);
        const int Side = 2 * Columns.ImageSize;
        Assert.That((generator.Models.GeneratedSize, generator.Models[ModelRole.Generator].Outputs[0].Shape), Is.EqualTo((Side, $"N,3,{Side},{Side}")));
    }

    [Test]
    public void What_does_not_fit_is_refused_in_a_sentence()
    {
        Assert.That(Measure(TinyModels.Folder, "--steps", "3").ErrorLine, Does.StartWith("--steps is not what generators of garments are measured with"));
        Assert.That(ToolRun.Of("measure", "--classifier", _folder["none"]).ErrorLine, Does.Contain("fashion train garment-classifier"));
        Assert.That(ToolRun.Of("measure", _folder["none"], "--classifier", _classifier).ErrorLine, Does.StartWith("There is neither a folder nor a file"));
        Directory.CreateDirectory(_folder["empty"]);
        Assert.That(ToolRun.Of("measure", TinyModels.Folder, "--classifier", _classifier, "--on", "products", "--data", _folder["empty"]).ErrorLine,
            Does.Contain("photos of products, but").And.Contain("has none"));
        Assert.That(ToolRun.Of("measure", Path.Combine(TinyModels.Folder, "image-encoder.onnx"), "--classifier",
            _classifier, "--on", "sample", "--data", _folder["empty"]).ErrorLine,
            Does.StartWith("--on is not what generators of Fashion-MNIST pictures are measured with"));
    }

    // A few garments in all their colours, each several times.
    static IEnumerable<CatalogueEntry> Garments(int ofEach, int seed) =>
        from kind in Enumerable.Range(0, 3)
        let garment = SampleCatalogue.Garment(kind)
        from colour in garment.Kind.Values(SampleAttributes.Colour)
        from style in Enumerable.Range(seed, ofEach)
        let varied = SampleCatalogue.Vary(garment, SampleAttributes.Colour, colour, style)
        select new CatalogueEntry(varied.ToItem($"{kind} {colour} {style}"), new CataloguePicture(varied.Draw()));

    ToolRun Measure(string model, params string[] more) =>
        ToolRun.Of(["measure", model, "--classifier", _classifier, "--on", "sample", "--count", "12", .. more]);
}
