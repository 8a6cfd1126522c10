using MlNetFashion.Text;
using MlNetFashion.Training.Adversarial;
using MlNetFashion.Training.Autoencoder;
using MlNetFashion.Training.Composer;
using MlNetFashion.Training.Data;
using MlNetFashion.Training.Embedding;
using MlNetFashion.Training.Engine;
using MlNetFashion.Training.Facts;
using MlNetFashion.Training.FashionMnist;
using MlNetFashion.Training.GarmentClassification;
using MlNetFashion.Training.Generator;
using MlNetFashion.Training.LatentGenerator;
using MlNetFashion.Training.Pretraining;
using MlNetFashion.Training.Recipes;
using MlNetFashion.Training.Runs;
using MlNetFashion.Training.Tagger;
using MlNetFashion.Training.Tests.Autoencoder;
using MlNetFashion.Training.Tests.Composer;
using MlNetFashion.Training.Tests.Engine;
using MlNetFashion.Training.Tests.FashionMnist;
using MlNetFashion.Training.TextTuning;
using static TorchSharp.torch;

namespace MlNetFashion.Training.Tests;

public sealed class ResumeTests
{
    static readonly WordPieceTokenizer s_tokenizer = WordPieceTokenizer.Default;
    static readonly PretrainingCorpus s_corpus = PretrainingCorpus.Load(data: null, drawings: 60, new PretrainingMixture());
    static readonly Lazy<GarmentPhotos> s_garments = new(() => GarmentPhotos.Load(TrainingCatalogues.Drawings(families: 10, variants: 1)));
    static readonly EmbeddingModelOptions s_model = EmbeddingModelOptions.Tiny(s_tokenizer.Vocabulary.Size);

    string _folder = "";

    [OneTimeSetUp]
    public void TrainEncoders()
    {
        _folder = Directory.CreateTempSubdirectory("run-").FullName;
        Train("embedding", "encoders");
    }

    [OneTimeTearDown]
    public void DeleteFolder() => Directory.Delete(_folder, recursive: true);

    [TestCase("embedding", 3)]
    [TestCase("facts", 3)]
    [TestCase("text", 2)]
    [TestCase("composer", 4)]
    [TestCase("composer that draws", 3)]
    [TestCase("generator", 4)] // the discriminator joins in at step 3
    [TestCase("generator wasserstein", 2)]
    [TestCase("generator augmented", 3)]
    [TestCase("generator and encoder", 3)]
    [TestCase("large generator", 2)]
    [TestCase("autoencoder", 4)] // the discriminator joins in at step 3
    [TestCase("latent generator", 2)]
    [TestCase("judged latent generator", 2)]
    [TestCase("pretraining", 4)]
    [TestCase("tagger", 5)]
    [TestCase("classifier", 3)] // four steps see all pictures once
    [TestCase("garment classifier", 4)]
    [TestCase("dense GAN", 4)]
    [TestCase("hinge GAN", 3)]
    [TestCase("Wasserstein GAN", 3)]
    [TestCase("cross-entropy GAN", 3)] // R1 comes every other step
    public void ARunThatStopsAndGoesOnEndsWhereItWouldHaveWithoutStopping(string task, int stopAfter)
    {
        string straight = $"{task} straight", stopped = $"{task} stopped";
        Train(task, straight);
        Train(task, stopped, stopAfter);
        Assert.That(Run(stopped).CheckpointStep, Is.EqualTo(stopAfter));
        Train(task, stopped);
        Assert.That(Hashes.Of(Run(stopped)), Is.EqualTo(Hashes.Of(Run(straight))));
    }

    [Test]
    public void TunedTextLeavesTheImageEncoderAsItWas()
    {
        Train("text", "tuned");
        using EmbeddingModel before = EmbeddingRunOptions.Checkpoint.Load(Run("encoders")), tuned = EmbeddingRunOptions.Checkpoint.Load(Run("tuned"));
        Weights.AssertSame(before.Image, tuned.Image);
        Assert.That(before.Text.state_dict()["projection.weight"].equal(tuned.Text.state_dict()["projection.weight"]).all().item<bool>(), Is.False,
            "the text encoder has learned nothing");
    }

    RunFolder Run(string name) => new(Path.Combine(_folder, name));

    void Train(string task, string name, int stopAfter = int.MaxValue)
    {
        switch (task)
        {
            case "embedding":
                Train(new EmbeddingTrainer(TinyTrainingSet.Drawings, s_tokenizer, s_model, EmbeddingTrainingOptions.Tiny with { Steps = 6, ReportEvery = 1 },
                    Run(name), resume: true), stopAfter);
                break;
            case "facts":
                Train(new FactTrainer(TinyTrainingSet.Drawings, s_tokenizer, Run("encoders"), FactTrainingOptions.Tiny, Run(name), resume: true), stopAfter);
                break;
            case "text":
                Train(new TextTuner(TinyTrainingSet.Drawings, s_tokenizer, Run("encoders"), TextTuningOptions.Tiny with { Steps = 4 }, Run(name), resume: true),
                    stopAfter);
                break;
            case "composer":
                Train(new ComposerTrainer(FactSpace.Drawings, ComposerOptions.Tiny(ComposerKind.ComposeAe), ComposerTrainingOptions.Tiny, Run(name),
                    resume: true), stopAfter);
                break;
            case "composer that draws":
                random.manual_seed(1);
                using (var drawn = new DrawnQuery(new FashionGenerator(FashionGeneratorOptions.Tiny), new ImageEncoder(ImageEncoderOptions.Tiny)))
                    Train(new ComposerTrainer(FactSpace.Drawings, ComposerOptions.Tiny(ComposerKind.SynthTriplet), ComposerTrainingOptions.Tiny, Run(name),
                        resume: true, drawn), stopAfter);
                break;
            case "generator":
                Train(GeneratorStrategy.Reconstruction, ["Training.AdversarialFrom=3"], name, stopAfter);
                break;
            case "generator wasserstein":
                Train(GeneratorStrategy.Wasserstein, ["Training.Adversarial.CriticSteps=2"], name, stopAfter);
                break;
            case "generator augmented":
                Train(GeneratorStrategy.Augmented, [], name, stopAfter);
                break;
            case "generator and encoder":
                Train(GeneratorStrategy.Triplet, ["Training.EncoderLearningRate=0.001"], name, stopAfter);
                break;
            case "large generator":
                Train(GeneratorStrategy.Reconstruction, [TinyTrainingSet.LargeWidths, "Training.AdversarialFrom=1"], name, stopAfter, steps: 3);
                break;
            case "autoencoder":
                Train(new AutoencoderTrainer(TinyTrainingSet.Drawings.Items, TinyAutoencoder.Options, Run(name), resume: true), stopAfter);
                break;
            case "latent generator":
            case "judged latent generator":
                random.manual_seed(1);
                LatentGeneratorTrainingOptions drawing = LatentGeneratorTrainingOptions.Tiny with
                {
                    Drawn = 4,
                    AdversarialWeight = task == "latent generator" ? 0 : 0.1,
                };
                using (var autoencoder = new PictureAutoencoder(TinyAutoencoder.Options.Model))
                    Train(TinyAutoencoder.LatentTrainer(autoencoder, Run(name), resume: true, TinyAutoencoder.LatentOptions with { Training = drawing }), stopAfter);
                break;
            case "pretraining":
                Train(new PretrainingTrainer(s_corpus, s_tokenizer, s_model.Text.Bert, PretrainingOptions.Tiny, Run(name), resume: true), stopAfter);
                break;
            case "tagger":
                Train(new TaggerTrainer(s_corpus, s_tokenizer, s_model.Text.Bert, TaggerOptions.Tiny, Run(name), resume: true), stopAfter);
                break;
            case "classifier":
                Train(new FashionMnistClassifierTrainer(BarPictures.Make(70, seed: 1), FashionMnistClassifierOptions.Tiny,
                    FashionMnistClassifierTrainingOptions.Tiny, Run(name), resume: true), stopAfter);
                break;
            case "garment classifier":
                Train(new GarmentClassifierTrainer(s_garments.Value, GarmentClassifierOptions.Tiny(s_garments.Value.Classes.Count),
                    GarmentClassifierTrainingOptions.Tiny, Run(name), resume: true), stopAfter);
                break;
            case "dense GAN":
                Train(new FashionMnistGanTrainer(BarPictures.Make(20, seed: 1),
                    FashionMnistDenseGeneratorOptions.Tiny, FashionMnistDenseDiscriminatorOptions.Tiny, FashionMnistGanTrainingOptions.Tiny, Run(name),
                    resume: true), stopAfter);
                break;
            case "hinge GAN":
                Train(ConditionalGan(name, AdversarialOptions.Hinge with { Mismatched = 0.3, Augmentation = DifferentiableAugmentation.Full }), stopAfter);
                break;
            case "Wasserstein GAN":
                Train(ConditionalGan(name, AdversarialOptions.WassersteinPenalty with { CriticSteps = 2 }), stopAfter);
                break;
            case "cross-entropy GAN":
                Train(ConditionalGan(name, AdversarialOptions.CrossEntropy with { LabelSmoothing = 0.1, R1 = 1, R1Every = 2 }), stopAfter);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(task), task, "There is no such task.");
        }
    }

    void Train(GeneratorStrategy strategy, string[] settings, string name, int stopAfter, int steps = 6)
    {
        GeneratorRunOptions chosen =
            new GeneratorRecipe().Choose(
                new GeneratorPlan
                {
                    Encoders = "",
                    Strategy = strategy,
                    Preset = RunPreset.Tiny,
                    Steps = steps,
                    Settings = [.. settings, "Training.ReportEvery=1"]
                });
        using EmbeddingModel frozen = EmbeddingRunOptions.Checkpoint.Load(Run("encoders"));
        TrainingSet set = chosen.Generator.ImageSize == 64 ? TinyTrainingSet.Small : TinyTrainingSet.Large;
        Train(new GeneratorTrainer(set, s_tokenizer, frozen, chosen, Run(name), resume: true), stopAfter);
    }

    FashionMnistConditionalTrainer ConditionalGan(string name, AdversarialOptions strategy)
    {
        using Tensor texts = randn([10, 3, 6], generator: new TorchSharp.torch.Generator(5));
        return new FashionMnistConditionalTrainer(BarPictures.Make(20, seed: 1), texts,
            FashionMnistConditionalGeneratorOptions.Tiny with { ConditionDimension = 6 },
            FashionMnistConditionalDiscriminatorOptions.Tiny with { ConditionDimension = 6, SpectralNorm = strategy.Loss == AdversarialLoss.Hinge },
                FashionMnistConditionalTrainingOptions.Tiny with { Adversarial = strategy }, Run(name), resume: true);
    }

    static void Train<T>(Trainer<T> trainer, int stopAfter) where T : nn.Module
    {
        using var stop = new StopAt(stopAfter);
        using (trainer)
            trainer.Run(progress: stop, cancellation: stop.Token);
    }
}
