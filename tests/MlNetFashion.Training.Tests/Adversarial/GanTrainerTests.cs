using MlNetFashion.Onnx;
using MlNetFashion.Tests;
using MlNetFashion.Training.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace MlNetFashion.Training.Tests.Adversarial;

public sealed class GanTrainerTests
{
    string _folder = "";

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("gan-").FullName;

    [TearDown]
    public void DeleteFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void TheDenseGanThatStopsAndGoesOnEndsWhereItWouldHaveWithoutStopping()
    {
        RunFolder straight = new(Path.Combine(_folder, "straight")), stopped = new(Path.Combine(_folder, "stopped"));
        TrainDense(straight, int.MaxValue);
        TrainDense(stopped, 4);
        Assert.That(stopped.CheckpointStep, Is.EqualTo(4));
        TrainDense(stopped, int.MaxValue);
        using DenseGenerator one = FashionMnistGanCheckpoint.Load(straight), other = FashionMnistGanCheckpoint.Load(stopped);
        Weights.AssertSame(one, other);
        Assert.That(straight.LastMetrics().Keys, Is.SupersetOf((string[])["discriminator", "generator", "realAccuracy", "fakeAccuracy", "generatorAccuracy"]));
    }

    static readonly TestCaseData[] s_strategies =
    [
        new TestCaseData(AdversarialOptions.Hinge with { Mismatched = 0.3, Augmentation = DifferentiableAugmentation.Full }, true).SetArgDisplayNames("hinge"),
        new TestCaseData(AdversarialOptions.WassersteinPenalty with { CriticSteps = 2 }, false).SetArgDisplayNames("WGAN-GP"),
        new TestCaseData(AdversarialOptions.CrossEntropy with { LabelSmoothing = 0.1, R1 = 1, R1Every = 2 }, false).SetArgDisplayNames("cross-entropy"),
    ];

    [TestCaseSource(nameof(s_strategies))]
    public void TheConditionalGanThatStopsAndGoesOnEndsWhereItWouldHaveWithoutStopping(AdversarialOptions strategy, bool spectralNorm)
    {
        RunFolder straight = new(Path.Combine(_folder, "straight")), stopped = new(Path.Combine(_folder, "stopped"));
        TrainConditional(straight, int.MaxValue);
        TrainConditional(stopped, 3);
        Assert.That(stopped.CheckpointStep, Is.EqualTo(3));
        TrainConditional(stopped, int.MaxValue);
        using ConditionalGenerator one = ConditionalGanCheckpoint.Load(straight), other = ConditionalGanCheckpoint.Load(stopped);
        Weights.AssertSame(one, other);

        void TrainConditional(RunFolder run, int stopAfter)
        {
            using FashionMnistPictures pictures = Pictures();
            using Tensor texts = randn([10, 3, 6], generator: new Generator(5));
            using var cancellation = new CancellationTokenSource();
            ConditionalGanOptions options = ConditionalGanOptions.Tiny with { Adversarial = strategy };
            using var trainer = new ConditionalGanTrainer(pictures, texts, ConditionalGeneratorOptions.Tiny with { ConditionDimension = 6 },
                ConditionalDiscriminatorOptions.Tiny with { ConditionDimension = 6, SpectralNorm = spectralNorm }, options, run, resume: true);
            trainer.Run(progress: new StopAt(stopAfter, cancellation), cancellation: cancellation.Token);
        }
    }

    [Test]
    public void ALossThatIsNoNumberStopsTheRunWithItsStep()
    {
        using FashionMnistPictures pictures = Pictures();
        FashionMnistGanOptions options = FashionMnistGanOptions.Tiny with { GeneratorLearningRate = 1e37, DiscriminatorLearningRate = 1e37 };
        using var trainer = new FashionMnistGanTrainer(pictures, DenseGeneratorOptions.Tiny, DenseDiscriminatorOptions.Tiny, options, new RunFolder(_folder), resume: false);
        Assert.That(() => trainer.Run(), Throws.TypeOf<TrainingDivergedException>().With.Property("Step").InRange(0, 3));
    }

    [Test]
    public void ConditionsThatDoNotFitTheNetworksAreRefused()
    {
        using FashionMnistPictures pictures = Pictures();
        foreach (long[] shape in (long[][])[[10, 10], [9, 1, 10], [10, 2, 12]])
        {
            Assert.That(() => new ConditionalGanTrainer(pictures, zeros(shape), ConditionalGeneratorOptions.Tiny, ConditionalDiscriminatorOptions.Tiny, ConditionalGanOptions.Tiny, new RunFolder(_folder), false),
                Throws.ArgumentException);
        }
    }

    [Test]
    public void GeneratorsAreExportedAndDrawTheSame()
    {
        torch.random.manual_seed(1);
        using var dense = new DenseGenerator(DenseGeneratorOptions.Tiny);
        using var conditional = new ConditionalGenerator(ConditionalGeneratorOptions.Tiny);
        conditional.forward(rand(8, 10), randn(8, 4)); // so that the running statistics are not those of the beginning
        dense.eval();
        conditional.eval();
        var options = new OnnxExportOptions { Outputs = ["GeneratedImage"] };
        Assert.DoesNotThrow(() => OnnxExporter.Export(dense, [new OnnxInput("Noise", randn(2, 8), "N", null)], Path.Combine(_folder, "dense.onnx"), options));
        Assert.DoesNotThrow(() => OnnxExporter.Export(conditional, [new OnnxInput("Condition", rand(2, 10), "N", null), new OnnxInput("Noise", randn(2, 4), "N", null)], Path.Combine(_folder, "conditional.onnx"), options));
    }

    [Test]
    public void TheDiscriminatorsScoreIsLinearInTheConditionAndOfEachPictureByItself()
    {
        using IDisposable _ = no_grad();
        torch.random.manual_seed(2);
        using var discriminator = new ConditionalDiscriminator(ConditionalDiscriminatorOptions.Tiny);
        discriminator.eval();
        Tensor pictures = rand(3, 1, 28, 28), one = randn(3, 10), other = randn(3, 10);
        Tensor Score(Tensor x, Tensor condition) => discriminator.forward(x, condition).Tensor;
        Assert.That((Score(pictures, (one + other) / 2) - (Score(pictures, one) + Score(pictures, other)) / 2).abs().max().item<float>(), Is.LessThan(1e-5));
        Assert.That((Score(pictures, one)[1..] - Score(pictures[1..], one[1..])).abs().max().item<float>(), Is.LessThan(1e-5));
        Assert.That((Score(pictures, one) - Score(pictures, other)).abs().max().item<float>(), Is.GreaterThan(1e-4), "the condition makes no difference");
    }

    [Test]
    public void PicturesAreScaledFromMinusOneToOneAndKeepTheirLabels()
    {
        byte[] pixels = [.. Enumerable.Repeat((byte)0, 784), .. Enumerable.Repeat((byte)255, 784), .. Enumerable.Repeat((byte)51, 784)];
        using var pictures = new FashionMnistPictures(pixels, [3, 9, 0]);
        (Tensor batch, Tensor labels) = pictures.Batch(tensor((long[])[2, 0, 1]));
        Assert.That(batch.shape, Is.EqualTo((long[])[3, 1, 28, 28]));
        Assert.That(batch[.., 0, 5, 5].data<float>().ToArray(), Is.EqualTo((float[])[-0.6f, -1, 1]).Within(1e-6));
        Assert.That(labels.data<long>().ToArray(), Is.EqualTo((long[])[0, 3, 9]));
        Assert.That(() => new FashionMnistPictures(pixels, [3, 9]), Throws.ArgumentException);
        Assert.That(() => new FashionMnistPictures(pixels, [3, 9, 10]), Throws.ArgumentException);
    }

    [Test]
    public void TheRealTestPicturesAreAThousandOfEachClass()
    {
        string folder = Path.GetDirectoryName(FashionData.Require("t10k-images-idx3-ubyte.gz"))!;
        using FashionMnistPictures pictures = FashionMnistPictures.Load(folder, "t10k");
        (_, Tensor labels) = pictures.Batch(arange(pictures.Count));
        Assert.That(labels.bincount(null).data<long>().ToArray(), Is.EqualTo(Enumerable.Repeat(1000L, 10)));
    }

    static void TrainDense(RunFolder run, int stopAfter)
    {
        using FashionMnistPictures pictures = Pictures();
        using var cancellation = new CancellationTokenSource();
        using var trainer = new FashionMnistGanTrainer(pictures, DenseGeneratorOptions.Tiny, DenseDiscriminatorOptions.Tiny, FashionMnistGanOptions.Tiny, run, resume: true);
        trainer.Run(progress: new StopAt(stopAfter, cancellation), cancellation: cancellation.Token);
    }

    static FashionMnistPictures Pictures()
    {
        var random = new Random(8);
        byte[] pixels = new byte[20 * 784];
        random.NextBytes(pixels);
        return new FashionMnistPictures(pixels, [.. Enumerable.Range(0, 20).Select(i => (byte)(i % 10))]);
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
