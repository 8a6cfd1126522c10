using MlNetFashion.Training.Adversarial;
using MlNetFashion.Training.Engine;
using MlNetFashion.Training.FashionMnist;
using MlNetFashion.Training.Runs;
using TorchSharp;
using static TorchSharp.torch;

namespace MlNetFashion.Training.Tests.FashionMnist;

public sealed class FashionMnistGanTrainerTests
{
    static readonly FashionMnistPictures s_pictures = BarPictures.Make(20, seed: 8);

    string _folder = "";

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("gan-").FullName;

    [TearDown]
    public void DeleteFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void ReportsHaveLossesAndAccuraciesOfBoth()
    {
        using (var dense = new FashionMnistGanTrainer(s_pictures,
            FashionMnistDenseGeneratorOptions.Tiny, FashionMnistDenseDiscriminatorOptions.Tiny, FashionMnistGanTrainingOptions.Tiny,
            Run("dense"), resume: false))
            dense.Run();
        Assert.That(Run("dense").LastMetrics().Keys,
            Is.SupersetOf((string[])["discriminator", "generator", "realAccuracy", "fakeAccuracy", "generatorAccuracy"]));
        using Tensor classes = FashionMnistConditionalTrainer.ByClass();
        using (var conditional = new FashionMnistConditionalTrainer(s_pictures, classes,
            FashionMnistConditionalGeneratorOptions.Tiny, FashionMnistConditionalDiscriminatorOptions.Tiny, FashionMnistConditionalTrainingOptions.Tiny,
            Run("conditional"), resume: false))
            conditional.Run();
        Assert.That(Run("conditional").LastMetrics().Keys,
            Is.SupersetOf((string[])["discriminator", "generator", "realScore", "fakeScore", "realAccuracy", "fakeAccuracy"]));
    }

    [Test]
    public void TheConditionalGanLearnsToDrawTheBarOfTheClassThatIsAskedFor()
    {
        using Tensor classes = FashionMnistConditionalTrainer.ByClass();
        FashionMnistConditionalTrainingOptions options = FashionMnistConditionalTrainingOptions.Tiny with
        {
            Steps = 250,
            Batch = 32,
            ReportEvery = 50,
            CheckpointEvery = 1000,
            Adversarial =
                AdversarialOptions.Hinge with { GeneratorLearningRate = 2e-3, DiscriminatorLearningRate = 4e-3, Mismatched = 0.25, AverageDecay = 0.9 },
        };
        using var trainer = new FashionMnistConditionalTrainer(BarPictures.Make(600, seed: 1), classes,
            FashionMnistConditionalGeneratorOptions.Tiny with { Widths = [16, 16, 8] },
            FashionMnistConditionalDiscriminatorOptions.Tiny with { FeatureDimension = 32 }, options, Run("bars"), resume: false);
        trainer.Run();
        using IDisposable _ = no_grad();
        trainer.Model.eval();
        Tensor drawn = trainer.Model.forward(classes.squeeze(1).repeat_interleave(4, 0), randn(40, 4)).Tensor;
        // Of the ten places where a bar can be, two rows each from the fourth, the lightest.
        Tensor places = drawn[.., 0, 4..24].reshape(40, 10, -1).mean([2]).argmax(1);
        Assert.That(places.eq(arange(10).repeat_interleave(4, 0)).to(ScalarType.Float32).mean().item<float>(), Is.GreaterThan(0.6));
    }

    [Test]
    public void ALossThatIsNoNumberStopsTheRunWithItsStep()
    {
        FashionMnistGanTrainingOptions options = FashionMnistGanTrainingOptions.Tiny with { GeneratorLearningRate = 1e37, DiscriminatorLearningRate = 1e37 };
        using var trainer = new FashionMnistGanTrainer(s_pictures, FashionMnistDenseGeneratorOptions.Tiny, FashionMnistDenseDiscriminatorOptions.Tiny, options,
            Run("run"), resume: false);
        Assert.That(() => trainer.Run(), Throws.TypeOf<TrainingDivergedException>().With.Property("Step").InRange(0, 3));
    }

    [Test]
    public void ConditionsThatDoNotFitTheNetworksAreRefused()
    {
        foreach (long[] shape in (long[][])[[10, 10], [9, 1, 10], [10, 2, 12]])
        {
            Assert.That(() => new FashionMnistConditionalTrainer(s_pictures, zeros(shape),
                FashionMnistConditionalGeneratorOptions.Tiny, FashionMnistConditionalDiscriminatorOptions.Tiny,
                FashionMnistConditionalTrainingOptions.Tiny, Run("run"), false),
                Throws.ArgumentException);
        }
    }

    [Test]
    public void TheDiscriminatorsScoreIsLinearInTheConditionAndOfEachPictureByItself()
    {
        using IDisposable _ = no_grad();
        torch.random.manual_seed(2);
        using var discriminator = new FashionMnistConditionalDiscriminator(FashionMnistConditionalDiscriminatorOptions.Tiny);
        discriminator.eval();
        Tensor pictures = rand(3, 1, 28, 28), one = randn(3, 10), other = randn(3, 10);
        Tensor Score(Tensor x, Tensor condition) => discriminator.forward(x, condition).Tensor;
        Assert.That((Score(pictures, (one + other) / 2) - (Score(pictures, one) + Score(pictures, other)) / 2).abs().max().item<float>(), Is.LessThan(1e-5));
        Assert.That((Score(pictures, one)[1..] - Score(pictures[1..], one[1..])).abs().max().item<float>(), Is.LessThan(1e-5));
        Assert.That((Score(pictures, one) - Score(pictures, other)).abs().max().item<float>(), Is.GreaterThan(1e-4), "the condition makes no difference");
    }

    RunFolder Run(string name) => new(Path.Combine(_folder, name));
}
