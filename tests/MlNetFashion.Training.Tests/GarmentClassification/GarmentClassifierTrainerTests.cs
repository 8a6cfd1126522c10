using MlNetFashion.Catalogues;
using MlNetFashion.Evaluation;
using MlNetFashion.Training.Data;
using MlNetFashion.Training.Export;
using MlNetFashion.Training.GarmentClassification;
using MlNetFashion.Training.Runs;

namespace MlNetFashion.Training.Tests.GarmentClassification;

public sealed class GarmentClassifierTrainerTests
{
    static readonly string[] s_learned = ["handbag", "jeans"];

    string _folder = "";

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("garments-").FullName;

    [TearDown]
    public void DeleteFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void ItLearnsKindsKnowsOthersOfThemAndIsExportedWithTheirNames()
    {
        GarmentPhotos photos = Draw(60, seed: 1), others = Draw(60, seed: 2);
        var validation = new GarmentClassifierValidation(others);
        using (var trainer = new GarmentClassifierTrainer(photos, GarmentClassifierOptions.Tiny(photos.Classes.Count),
            GarmentClassifierTrainingOptions.Tiny with { Steps = 80, LearningRate = 1e-2, ReportEvery = 40, CheckpointEvery = 1000, ValidateEvery = 1000 },
            Run("learns"), resume: false))
            trainer.Run(validation.Score);
        double accuracy = Run("learns").LastMetrics()["accuracy"];
        Assert.That(accuracy, Is.GreaterThan(0.9));

        using GarmentClassifier model = GarmentClassifierRunOptions.Checkpoint.Load(Run("learns"));
        ExportedModel file = TrainingRecipes.GarmentClassifier.Export(Run("learns"), _folder).Single();
        using var exported = new FeatureClassifier(Path.Combine(_folder, file.File));
        Assert.That(exported.Classes, Is.EqualTo(GarmentKinds.Names));
        ReadPictures read = exported.Read(others.Numbers([.. Enumerable.Range(0, others.Count)]));
        Assert.That(LabelAccuracy.Of([.. others.Labels], [.. read.Classes], others.Classes).Accuracy, Is.EqualTo(accuracy).Within(1e-9));
    }

    [Test]
    public void RareKindsAreDrawnMoreOftenThanTheyCome()
    {
        // Of 30 handbags and 2 jeans, a power of 0 draws half of each: what is learned of jeans is right as often.
        GarmentPhotos photos = GarmentPhotos.Load([.. Drawings("handbag", 30, 1), .. Drawings("jeans", 2, 1)]);
        foreach ((double power, double least, double most) in new[] { (0.0, 0.4, 0.6), (1.0, 0.0, 0.15) })
        {
            using var trainer = new GarmentClassifierTrainer(photos,
                GarmentClassifierOptions.Tiny(photos.Classes.Count), GarmentClassifierTrainingOptions.Tiny with { ClassPower = power },
                Run($"power {power}"), resume: false);
            double share = Enumerable.Range(0, 4000).Average(i => photos.Labels[trainer.DrawRow(new Random(i))] == GarmentKinds.Of("jeans") ? 1.0 : 0.0);
            Assert.That(share, Is.InRange(least, most));
        }
    }

    [Test]
    public void NoPhotosAreNotEnough() => Assert.That(
        () => new GarmentClassifierTrainer(GarmentPhotos.Load([]), GarmentClassifierOptions.Tiny(3), GarmentClassifierTrainingOptions.Tiny, Run("none"),
            resume: false), Throws.ArgumentException);

    RunFolder Run(string name) => new(Path.Combine(_folder, name));

    static GarmentPhotos Draw(int count, int seed) => GarmentPhotos.Load(s_learned.SelectMany(kind => Drawings(kind, count, seed)));

    static IEnumerable<CatalogueEntry> Drawings(string kind, int count, int seed)
    {
        SampleKind drawn = SampleAttributes.Kind(kind);
        for (int i = 0; i < count; i++)
        {
            SampleGarment garment = SampleCatalogue.Garment(drawn, drawn.Colours[i % drawn.Colours.Count], seed * 1000 + i);
            yield return new CatalogueEntry(garment.ToItem($"{kind}-{i}"), new CataloguePicture(garment.Draw()));
        }
    }
}
