using MlNetFashion.Training.Data;
using MlNetFashion.Training.Models;
using static TorchSharp.torch;

namespace MlNetFashion.Training.Tests.Training;

public sealed class ClassifierTrainerTests
{
    static readonly GreyPictures s_pictures = BarPictures.Make(70, seed: 1);

    string _folder = "";

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("classifier-").FullName;

    [TearDown]
    public void DeleteFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void ARunThatStopsAndGoesOnEndsWhereItWouldHaveWithoutStopping()
    {
        // Four steps see all pictures once: the stop lies within the first round, the end in the second.
        Train("straight", ClassifierTrainingOptions.Tiny);
        using (var cancellation = new CancellationTokenSource())
            Train("stopped", ClassifierTrainingOptions.Tiny, progress: new CancelAt(3, cancellation), cancellation: cancellation.Token);
        Assert.That(Run("stopped").CheckpointStep, Is.EqualTo(3));
        Train("stopped", ClassifierTrainingOptions.Tiny);
        Train("elsewhere", ClassifierTrainingOptions.Tiny with { Seed = 2 });
        using FashionMnistClassifier one = ClassifierCheckpoint.Load(Run("straight")), other = ClassifierCheckpoint.Load(Run("stopped")), third = ClassifierCheckpoint.Load(Run("elsewhere"));
        Weights.AssertSame(one, other);
        Assert.That(third.state_dict()["logits.weight"].equal(one.state_dict()["logits.weight"]).all().item<bool>(), Is.False, "the seed decides");
    }

    [Test]
    public void ItLearnsClassesFromPicturesThatAreInMemoryAndKnowsOthersOfTheirKind()
    {
        var validation = new ClassifierValidation(BarPictures.Make(300, seed: 2));
        using var trainer = new ClassifierTrainer(BarPictures.Make(600, seed: 1), FashionMnistClassifierOptions.Tiny with { Dropout = 0 },
            ClassifierTrainingOptions.Tiny with { Steps = 150, Batch = 32, LearningRate = 2e-2, WarmUpSteps = 10, Shift = 0, ReportEvery = 50, CheckpointEvery = 1000, ValidateEvery = 1000 }, Run("learns"), resume: false);
        trainer.Model.eval();
        using (no_grad())
            Assert.That(validation.Score(trainer.Model)["accuracy"], Is.LessThan(0.4));
        trainer.Run(validation.Score);
        IReadOnlyDictionary<string, double> scores = Run("learns").LastMetrics();
        Assert.That(scores["accuracy"], Is.GreaterThan(0.95));
        Assert.That(scores["crossEntropy"], Is.LessThan(0.3));
        using FashionMnistClassifier model = ClassifierCheckpoint.Load(Run("learns"));
        using IDisposable _ = no_grad();
        Assert.That(validation.Score(model)["accuracy"], Is.EqualTo(scores["accuracy"]));
    }

    [Test]
    public void ALossThatIsNoNumberStopsTheRun()
    {
        using var trainer = new ClassifierTrainer(s_pictures, FashionMnistClassifierOptions.Tiny, ClassifierTrainingOptions.Tiny, Run("diverges"), resume: false);
        using (no_grad())
            trainer.Model.parameters().First().fill_(float.NaN);
        Assert.That(() => trainer.Run(), Throws.InstanceOf<TrainingDivergedException>());
    }

    [Test]
    public void FewerPicturesThanAStepTakesAreEnoughAndNoneAreNot()
    {
        Train("few", ClassifierTrainingOptions.Tiny, BarPictures.Make(5, seed: 1));
        Assert.That(Run("few").CheckpointStep, Is.EqualTo(ClassifierTrainingOptions.Tiny.Steps));
        Assert.That(() => Train("none", ClassifierTrainingOptions.Tiny, new GreyPictures([], [])), Throws.ArgumentException);
    }

    RunFolder Run(string name) => new(Path.Combine(_folder, name));

    void Train(string name, ClassifierTrainingOptions options, GreyPictures? pictures = null, IProgress<TrainingProgress>? progress = null, CancellationToken cancellation = default)
    {
        using var trainer = new ClassifierTrainer(pictures ?? s_pictures, FashionMnistClassifierOptions.Tiny, options, Run(name), resume: true);
        trainer.Run(progress: progress, cancellation: cancellation);
    }

    sealed class CancelAt(int step, CancellationTokenSource cancellation) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value)
        {
            if (value.Step >= step)
                cancellation.Cancel();
        }
    }
}
