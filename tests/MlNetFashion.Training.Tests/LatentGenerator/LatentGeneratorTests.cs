using MlNetFashion.Models;
using MlNetFashion.Onnx;
using MlNetFashion.Training.Autoencoder;
using MlNetFashion.Training.Embedding;
using MlNetFashion.Training.Export;
using MlNetFashion.Training.LatentGenerator;
using MlNetFashion.Training.Recipes;
using MlNetFashion.Training.Runs;
using MlNetFashion.Training.Tests.Autoencoder;
using MlNetFashion.Training.Tests.Composer;
using TorchSharp;
using static TorchSharp.torch;

namespace MlNetFashion.Training.Tests.LatentGenerator;

public sealed class LatentGeneratorTests
{
    string _folder = "";

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("latent-").FullName;

    [TearDown]
    public void DeleteFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void TheLossFalls()
    {
        LatentGeneratorTrainingOptions options = LatentGeneratorTrainingOptions.Tiny with
        {
            Steps = 80,
            Batch = 16,
            LearningRate = 5e-3,
            CheckpointEvery = 1000,
            ReportEvery = 20
        };
        using PictureAutoencoder autoencoder = Autoencoder();
        using (LatentGeneratorTrainer trainer = TinyAutoencoder.LatentTrainer(autoencoder, Run("learns"),
            options: TinyAutoencoder.LatentOptions with { Training = options }))
            trainer.Run();
        double[] losses = [.. File.ReadLines(Path.Combine(_folder, "learns", "metrics.jsonl"))
            .Select(line => System.Text.Json.JsonDocument.Parse(line).RootElement.GetProperty("loss").GetDouble())];
        // Velocities have a variance of 2: that of the noise and that of the latents.
        Assert.That((losses.Length, losses[0]), Is.EqualTo((4, losses[0])));
        Assert.That(losses[^1], Is.LessThan(0.8 * losses[0]));
    }

    [Test]
    public void AGuidanceIsLearnedFromAnotherRunAndTheDecoderIsTheAutoencoders()
    {
        using PictureAutoencoder autoencoder = Autoencoder(), other = Autoencoder(seed: 2);
        using (LatentGeneratorTrainer trainer = TinyAutoencoder.LatentTrainer(autoencoder, Run("first")))
            trainer.Run();
        LatentGeneratorRunOptions guided = TinyAutoencoder.LatentOptions with { Training = LatentGeneratorTrainingOptions.Tiny with { Guidance = 2 } };
        using (LatentGeneratorTrainer trainer = TinyAutoencoder.LatentTrainer(other, Run("guided"), options: guided, start: Run("first")))
            trainer.Run();
        using var first = LatentGeneratorRunOptions.Checkpoint.Load(Run("first"));
        using var second = LatentGeneratorRunOptions.Checkpoint.Load(Run("guided"));
        Weights.AssertSame(autoencoder.Decoder, first.Decoder);
        Weights.AssertSame(other.Decoder, second.Decoder);
        Assert.That(first.Flow.parameters().Zip(second.Flow.parameters(), (one, two) => one.allclose(two, rtol: 0, atol: 0)),
            Has.Some.False, "the flow has learned nothing");
        Assert.That(() => TinyAutoencoder.LatentTrainer(autoencoder, Run("none"), options: guided), Throws.ArgumentException.With.Message.Contains("--from"));
    }

    [Test]
    public void WhatIsDrawnComesToBeSeenAsWhatWasAskedFor()
    {
        using DisposeScope _ = NewDisposeScope();
        using FlowGenerator generator = Random(steps: 2, guidance: 1);
        using var eye = new ImageEncoder(ImageEncoderOptions.Tiny);
        eye.eval();
        var matching = new DrawnMatching(eye);
        Tensor query = nn.functional.normalize(randn(4, Columns.EmbeddingDimension), dim: 1), kind = ones(4, 1);
        // The same noise before and after: what noise is drawn changes the loss of a batch as much as learning does.
        Tensor[] judged = [.. Enumerable.Range(0, 16).Select(_ => Noise())];
        double before = Mean();
        using optim.Optimizer optimiser = optim.Adam(generator.Flow.parameters(), 2e-2);
        for (int step = 0; step < 250; step++)
        {
            optimiser.zero_grad();
            Loss(Noise()).backward();
            optimiser.step();
        }

        Assert.That(Mean(), Is.LessThan(before - 0.04));

        Tensor Noise() => cat([kind, randn(4, generator.Options.NoiseDimension - 1)], 1);

        Tensor Loss(Tensor noise) => matching.Loss(generator.Draw(query, noise, learned: 1).Tensor, query);

        double Mean()
        {
            using IDisposable exact = no_grad();
            return judged.Average(noise => Loss(noise).item<float>());
        }
    }

    [Test]
    public void TheImageEncoderStaysAsItIsAndIsNeededWhereWhatIsDrawnHasToMatch()
    {
        using PictureAutoencoder autoencoder = Autoencoder();
        using var eye = new ImageEncoder(SizesOfEye());
        Dictionary<string, Tensor> before = eye.state_dict().ToDictionary(entry => entry.Key, entry => entry.Value.clone());
        LatentGeneratorRunOptions matching = TinyAutoencoder.LatentOptions with
        {
            Training = LatentGeneratorTrainingOptions.Tiny with { Drawn = 8, MatchingWeight = 1, SpectrumWeight = 0.1 }
        };
        Assert.That(() => TinyAutoencoder.LatentTrainer(autoencoder, Run("blind"), options: matching), Throws.ArgumentNullException);
        using (LatentGeneratorTrainer trainer = TinyAutoencoder.LatentTrainer(autoencoder, Run("matching"), options: matching, eye: eye))
            trainer.Run();
        using (LatentGeneratorTrainer trainer = TinyAutoencoder.LatentTrainer(autoencoder, Run("without")))
            trainer.Run();
        using var first = LatentGeneratorRunOptions.Checkpoint.Load(Run("matching"));
        using var second = LatentGeneratorRunOptions.Checkpoint.Load(Run("without"));
        Assert.That(eye.state_dict().All(entry => entry.Value.allclose(before[entry.Key], rtol: 0, atol: 0)));
        Assert.That(first.Flow.parameters().Zip(second.Flow.parameters(), (one, two) => one.allclose(two, rtol: 0, atol: 0)), Has.Some.False);
    }

    [Test]
    public void TheDecoderLearnsWhereADiscriminatorJudges()
    {
        using PictureAutoencoder autoencoder = Autoencoder();
        LatentGeneratorRunOptions judged = TinyAutoencoder.LatentOptions with
        {
            Training = LatentGeneratorTrainingOptions.Tiny with { Drawn = 4, AdversarialWeight = 0.1 }
        };
        using (LatentGeneratorTrainer trainer = TinyAutoencoder.LatentTrainer(autoencoder, Run("judged"), options: judged))
            trainer.Run();
        using var generator = LatentGeneratorRunOptions.Checkpoint.Load(Run("judged"));
        Assert.That(generator.Decoder.parameters().Zip(autoencoder.Decoder.parameters(), (one, two) => one.allclose(two, rtol: 0, atol: 0)), Has.Some.False);
    }

    [TestCase(2, 0.0)]
    [TestCase(3, 0.0625)]
    [TestCase(80, 1.0)]
    public void BlurTakesFineDetailAndLeavesTheRest(int period, double left)
    {
        using DisposeScope _ = NewDisposeScope();
        Tensor wave = (arange(80) * (2 * Math.PI / period)).cos().reshape(1, 1, 1, -1).expand(1, 3, 80, -1), blurred = DrawnMatching.Blur(wave);
        Assert.That(blurred.shape, Is.EqualTo(wave.shape));
        Tensor inner = blurred[TensorIndex.Ellipsis, TensorIndex.Slice(2, -2)], wanted = wave[TensorIndex.Ellipsis, TensorIndex.Slice(2, -2)] * left;
        Assert.That((inner - wanted).abs().max().item<float>(), Is.LessThan(0.005));
    }

    [TestCase(2)]
    [TestCase(4)]
    public void AGridInDrawnPicturesCostsByItsStrengthAndItsAbsenceNothing(int period)
    {
        using DisposeScope _ = NewDisposeScope();
        random.manual_seed(3);
        Tensor real = randn(64, 3, 80, 80) * 0.05, others = randn(64, 3, 80, 80) * 0.05, grid = (arange(80) * (2 * Math.PI / period)).cos();
        float[] losses = [.. new[] { 0, 0.02, 0.1 }.Select(strength => DrawnSpectrum.Loss(others + grid * strength, real).item<float>())];
        Assert.That(losses[0], Is.LessThan(0.01));
        Assert.That(losses, Is.Ordered.And.Some.GreaterThan(0.1));
        Assert.That(DrawnSpectrum.Loss(DrawnMatching.Blur(others), real).item<float>(), Is.GreaterThan(0.1), "blur costs, too");
    }

    [Test]
    public void GradientsFlowThroughTheLastStepsAlone()
    {
        using DisposeScope _ = NewDisposeScope();
        using FlowGenerator generator = Random(steps: 3, guidance: 1.5);
        Tensor query = randn(2, Columns.EmbeddingDimension), noise = randn(2, generator.Options.NoiseDimension), begun = noise.clone().requires_grad_();
        Assert.That(generator.Draw(query, noise, learned: 1).Tensor.allclose(generator.forward(query, noise).Tensor), "the pictures are the same");
        generator.Draw(query, begun, learned: 2).Tensor.sum().backward();
        Assert.That(begun.grad?.abs().sum().item<float>() ?? 0, Is.Zero, "the first step is taken as it comes");
        Assert.That(generator.Flow.parameters().Any(weight => weight.grad is { } grad && grad.abs().sum().item<float>() > 0), "the others are learned from");
        generator.Draw(query, begun, learned: 3).Tensor.sum().backward();
        Assert.That(begun.grad!.abs().sum().item<float>(), Is.GreaterThan(0));
    }

    [TestCase(1, 1.0)]
    [TestCase(4, 2.5)]
    public void TheFileComputesWhatTheModuleComputes(int steps, double guidance)
    {
        using DisposeScope _ = NewDisposeScope();
        using FlowGenerator generator = Random(steps, guidance);
        ParityReport report = ModelSetDraft.Change(_folder, set => new ModelExport(set, new ModelProvenance("fashion train "
            + "latent-generator", "nothing", 1, 0, new Dictionary<string, double>())).Generator(generator)).Parity!;
        Assert.That(report.LargestRelative, Is.LessThan(1e-4));
        using FashionModels models = FashionModels.Load(_folder);
        Assert.That((models.GeneratedSize, models.NoiseDimension), Is.EqualTo((Columns.ImageSize, 1 + 5 * Columns.ImageSize / 8 * Columns.ImageSize / 8)));
        Tensor query = nn.functional.normalize(randn(3, Columns.EmbeddingDimension), dim: 1), noise = randn(3, models.NoiseDimension);
        float[] drawn = models[ModelRole.Generator]
            .Run(3, new ScorerInput(Columns.QueryEmbedding, query.data<float>().ToArray()), new ScorerInput(Columns.Noise, noise.data<float>().ToArray()));
        Assert.That(drawn, Is.EqualTo(generator.forward(query, noise).Tensor.contiguous().data<float>().ToArray()).Within(1e-4));
        Assert.That(drawn.Distinct().Count(), Is.GreaterThan(1000), "a picture is drawn");
    }

    [Test]
    public void TheSignOfTheFirstNumberSaysPhotoOrDrawingAndItsSizeNothing()
    {
        using DisposeScope _ = NewDisposeScope();
        using FlowGenerator generator = Random(steps: 2, guidance: 1);
        Tensor query = randn(1, Columns.EmbeddingDimension), noise = randn(1, generator.Options.NoiseDimension);
        float[] Draw(float first)
        {
            Tensor begun = noise.clone();
            begun[0, 0] = first;
            return generator.forward(query, begun).Tensor.contiguous().data<float>().ToArray();
        }

        Assert.That(Draw(0.1f), Is.EqualTo(Draw(2f)));
        Assert.That(Draw(-0.1f), Is.Not.EqualTo(Draw(0.1f)));
    }

    [TestCase("Generator.Widths=[8]")]
    [TestCase("Generator.Steps=0")]
    [TestCase("Generator.Guidance=-1")]
    [TestCase("Training.Without=2")]
    [TestCase("Training.MatchingWeight=0.1", "Training.Drawn=1")]
    [TestCase("Training.SpectrumWeight=0.1", "Training.Drawn=9")]
    [TestCase("Training.AdversarialWeight=0.1", "Training.DiscriminatorWidth=0")]
    public void OptionsOutsideOfTheirRangeAreRefused(params string[] settings)
    {
        TrainingRecipes.Autoencoder.Train(new AutoencoderPlan { Preset = RunPreset.Tiny, Steps = 1 }, Path.Combine(_folder, "autoencoder"));
        var plan = new LatentGeneratorPlan { Preset = RunPreset.Tiny, Autoencoder = Path.Combine(_folder, "autoencoder"), Settings = settings };
        Assert.That(() => TrainingRecipes.LatentGenerator.Train(plan, Path.Combine(_folder, "refused")), Throws.InstanceOf<ArgumentException>());
        Assert.That(Directory.Exists(Path.Combine(_folder, "refused")), Is.False);
    }

    RunFolder Run(string name) => new(Path.Combine(_folder, name));

    static PictureAutoencoder Autoencoder(int seed = 1)
    {
        random.manual_seed(seed);
        return new PictureAutoencoder(PictureAutoencoderOptions.Tiny);
    }

    static ImageEncoderOptions SizesOfEye() =>
        ImageEncoderOptions.Tiny with { EmbeddingDimension = FactSpace.Drawings.Pictures.Length / FactSpace.Drawings.Set.Items.Count };

    // Zeros, with which networks begin, would hide what the flow computes.
    static FlowGenerator Random(int steps, double guidance)
    {
        random.manual_seed(7);
        var generator = new FlowGenerator(LatentGeneratorOptions.Tiny(PictureAutoencoderOptions.Tiny) with { Steps = steps, Guidance = guidance });
        using IDisposable _ = no_grad();
        foreach (TorchSharp.Modules.Parameter weight in generator.Flow.parameters())
            weight.add_(randn_like(weight) * 0.1);
        generator.eval();
        return generator;
    }
}
