using MlNetFashion.Training.Engine;
using MlNetFashion.Training.FashionMnist;
using MlNetFashion.Training.Runs;
using static TorchSharp.torch;

namespace MlNetFashion.Training.Tests.FashionMnist;

public sealed class FashionMnistClassifierTrainerTests
{
    static readonly FashionMnistPictures s_pictures = BarPictures.Make(70, seed: 1);

    string _folder = "";

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("classifier-").FullName;

    [TearDown]
    public void DeleteFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void TheSeedDecides()
    {
        Train("one", FashionMnistClassifierTrainingOptions.Tiny);
        Train("other", FashionMnistClassifierTrainingOptions.Tiny with { Seed = 2 });
        Assert.That(Hashes.Of(Run("other")), Is.Not.EqualTo(Hashes.Of(Run("one"))));
    }

    [Test]
    public void ItLearnsClassesFromPicturesThatAreInMemoryAndKnowsOthersOfTheirKind()
    {
        var validation = new FashionMnistClassifierValidation(BarPictures.Make(300, seed: 2));
        using var trainer = new FashionMnistClassifierTrainer(BarPictures.Make(600, seed: 1), FashionMnistClassifierOptions.Tiny with { Dropout = 0 },
            FashionMnistClassifierTrainingOptions.Tiny with
            {
                Steps = 150,
                Batch = 32,
                LearningRate = 2e-2,
                WarmUpSteps = 10,
                Shift = 0,
                ReportEvery = 50,
                CheckpointEvery = 1000,
                ValidateEvery = 1000
            }, Run("learns"), resume: false);
        trainer.Model.eval();
        using (no_grad())
            Assert.That(validation.Score(trainer.Model)["accuracy"], Is.LessThan(0.4));
        trainer.Run(validation.Score);
        IReadOnlyDictionary<string, double> scores = Run("learns").LastMetrics();
        Assert.That(scores["accuracy"], Is.GreaterThan(0.95));
        Assert.That(scores["crossEntropy"], Is.LessThan(0.3));
        using FashionMnistClassifier model = FashionMnistClassifierRunOptions.Checkpoint.Load(Run("learns"));
        using IDisposable _ = no_grad();
        Assert.That(validation.Score(model)["accuracy"], Is.EqualTo(scores["accuracy"]));
    }

    [Test]
    public void ALossThatIsNoNumberStopsTheRun()
    {
        using var trainer = new FashionMnistClassifierTrainer(s_pictures, FashionMnistClassifierOptions.Tiny, FashionMnistClassifierTrainingOptions.Tiny,
            Run("diverges"), resume: false);
        using (no_grad())
            trainer.Model.parameters().First().fill_(float.NaN);
        Assert.That(() => trainer.Run(), Throws.InstanceOf<TrainingDivergedException>());
    }

    [Test]
    public void FewerPicturesThanAStepTakesAreEnoughAndNoneAreNot()
    {
        Train("few", FashionMnistClassifierTrainingOptions.Tiny, BarPictures.Make(5, seed: 1));
        Assert.That(Run("few").CheckpointStep, Is.EqualTo(FashionMnistClassifierTrainingOptions.Tiny.Steps));
        Assert.That(() => Train("none", FashionMnistClassifierTrainingOptions.Tiny, new FashionMnistPictures([], [])), Throws.ArgumentException);
    }

    RunFolder Run(string name) => new(Path.Combine(_folder, name));

    void Train(string name, FashionMnistClassifierTrainingOptions options, FashionMnistPictures? pictures = null)
    {
        using var trainer = new FashionMnistClassifierTrainer(pictures ?? s_pictures, FashionMnistClassifierOptions.Tiny, options, Run(name), resume: true);
        trainer.Run();
    }
}
