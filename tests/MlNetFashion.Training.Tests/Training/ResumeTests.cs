using MlNetFashion.Text;
using MlNetFashion.Training.Models;
using static TorchSharp.torch;

namespace MlNetFashion.Training.Tests.Training;

public sealed class ResumeTests
{
    string _folder = "";

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("run-").FullName;

    [TearDown]
    public void DeleteFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void EncodersThatStopAndGoOnEndWhereTheyWouldHaveWithoutStopping()
    {
        string straight = Path.Combine(_folder, "straight"), stopped = Path.Combine(_folder, "stopped");
        TrainEncoders(straight, stopAfter: int.MaxValue);
        TrainEncoders(stopped, stopAfter: 3);
        Assert.That(new RunFolder(stopped).CheckpointStep, Is.EqualTo(3));
        TrainEncoders(stopped, stopAfter: int.MaxValue);
        using EmbeddingModel one = EmbeddingCheckpoint.Load(new RunFolder(straight)), other = EmbeddingCheckpoint.Load(new RunFolder(stopped));
        AssertSame(one, other);
    }

    [Test]
    public void AGeneratorThatStopsAndGoesOnEndsWhereItWouldHaveWithoutStopping()
    {
        string encoders = Path.Combine(_folder, "encoders"), straight = Path.Combine(_folder, "straight"), stopped = Path.Combine(_folder, "stopped");
        TrainEncoders(encoders, stopAfter: int.MaxValue);
        TrainGenerator(encoders, straight, stopAfter: int.MaxValue);
        TrainGenerator(encoders, stopped, stopAfter: 4); // the discriminator joins in at step 3
        TrainGenerator(encoders, stopped, stopAfter: int.MaxValue);
        using FashionGenerator one = GeneratorCheckpoint.Load(new RunFolder(straight)), other = GeneratorCheckpoint.Load(new RunFolder(stopped));
        AssertSame(one, other);
    }

    [Test]
    public void TunedTextStopsAndGoesOnExactlyAndLeavesTheImageEncoderAsItWas()
    {
        string encoders = Path.Combine(_folder, "encoders"), straight = Path.Combine(_folder, "straight"), stopped = Path.Combine(_folder, "stopped");
        TrainEncoders(encoders, stopAfter: int.MaxValue);
        Tune(encoders, straight, stopAfter: int.MaxValue);
        Tune(encoders, stopped, stopAfter: 2);
        Tune(encoders, stopped, stopAfter: int.MaxValue);
        using EmbeddingModel before = EmbeddingCheckpoint.Load(new RunFolder(encoders)), one = EmbeddingCheckpoint.Load(new RunFolder(straight)), other = EmbeddingCheckpoint.Load(new RunFolder(stopped));
        AssertSame(one, other);
        AssertSame(before.Image, one.Image);
        Assert.That(before.Text.state_dict()["projection.weight"].equal(one.Text.state_dict()["projection.weight"]).all().item<bool>(), Is.False, "the text encoder has learned nothing");
    }

    static void Tune(string encoders, string folder, int stopAfter)
    {
        using var cancellation = new CancellationTokenSource();
        using var tuner = new TextTuner(TinyTrainingSet.Drawings, WordPieceTokenizer.Default, new RunFolder(encoders), TextTuningOptions.Tiny with { Steps = 4 }, new RunFolder(folder), resume: true);
        tuner.Run(progress: new StopAt(stopAfter, cancellation), cancellation: cancellation.Token);
    }

    static void TrainEncoders(string folder, int stopAfter)
    {
        using var cancellation = new CancellationTokenSource();
        WordPieceTokenizer tokenizer = WordPieceTokenizer.Default;
        EmbeddingTrainingOptions options = EmbeddingTrainingOptions.Tiny with { Steps = 6, ReportEvery = 1 };
        using var trainer = new EmbeddingTrainer(TinyTrainingSet.Drawings, tokenizer, EmbeddingModelOptions.Tiny(tokenizer.Vocabulary.Size), options, new RunFolder(folder), resume: true);
        trainer.Run(progress: new StopAt(stopAfter, cancellation), cancellation: cancellation.Token);
    }

    static void TrainGenerator(string encoders, string folder, int stopAfter)
    {
        using var cancellation = new CancellationTokenSource();
        using EmbeddingModel frozen = EmbeddingCheckpoint.Load(new RunFolder(encoders));
        GeneratorTrainingOptions options = GeneratorTrainingOptions.Tiny with { Steps = 6, AdversarialFrom = 3, ReportEvery = 1 };
        using var trainer = new GeneratorTrainer(TinyTrainingSet.Drawings, WordPieceTokenizer.Default, frozen, FashionGeneratorOptions.Tiny, FashionDiscriminatorOptions.Tiny, options, new RunFolder(folder), resume: true);
        trainer.Run(progress: new StopAt(stopAfter, cancellation), cancellation: cancellation.Token);
    }

    static void AssertSame(nn.Module one, nn.Module other)
    {
        Dictionary<string, Tensor> expected = one.state_dict(), actual = other.state_dict();
        Assert.That(actual.Keys, Is.EquivalentTo(expected.Keys));
        foreach ((string name, Tensor value) in expected)
            Assert.That(actual[name].equal(value).all().item<bool>(), Is.True, $"{name} differs");
    }

    sealed class StopAt(int step, CancellationTokenSource cancellation) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value)
        {
            if (value.Step == step)
                cancellation.Cancel();
        }
    }
}
