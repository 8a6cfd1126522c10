using MlNetFashion.Images;
using MlNetFashion.Text;
using MlNetFashion.Training.Data;
using MlNetFashion.Training.Embedding;
using MlNetFashion.Training.Generator;
using MlNetFashion.Training.Recipes;
using MlNetFashion.Training.Runs;
using static TorchSharp.torch;

namespace MlNetFashion.Training.Tests.Generator;

public sealed class GeneratorTrainerTests
{
    static readonly WordPieceTokenizer s_tokenizer = WordPieceTokenizer.Default;

    string _folder = "";
    EmbeddingModel _encoders = null!;

    [SetUp]
    public void MakeEncoders()
    {
        _folder = Directory.CreateTempSubdirectory("generator-").FullName;
        random.manual_seed(1);
        _encoders = new EmbeddingModel(EmbeddingModelOptions.Tiny(s_tokenizer.Vocabulary.Size), [1]);
    }

    [TearDown]
    public void DeleteFolder()
    {
        _encoders.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [TestCaseSource(nameof(Strategies))]
    public void EachStrategyLearnsFromWhatItSaysAndNothingElse(GeneratorStrategy strategy)
    {
        Train(strategy);
        GeneratorTrainingOptions options = strategy.Training;
        var weights = new Dictionary<string, double>
        {
            ["adversarial"] = options.AdversarialWeight,
            ["pixels"] = options.PixelWeight,
            ["features"] = options.FeatureWeight,
            ["divergence"] = options.DivergenceWeight,
            ["matching"] = options.MatchingWeight,
            ["attributes"] = options.AttributeWeight,
            ["triplet"] = options.TripletWeight,
        };
        string[] parts = [.. weights.Keys.Where(name => weights[name] > 0)];
        IReadOnlyDictionary<string, double> metrics = Run(strategy.Name).LastMetrics();
        Assert.That(weights.Keys.Where(metrics.ContainsKey), Is.EquivalentTo(parts));
        Assert.That(metrics, Contains.Key("discriminator"));
        // What is learned from is the loss, and the loss is these parts and no others.
        Assert.That(metrics["loss"], Is.EqualTo(parts.Sum(name => weights[name] * metrics[name]))
            .Within(1e-4 * (1 + parts.Sum(name => Math.Abs(weights[name] * metrics[name])))));
        GeneratorRunOptions trained = GeneratorRunOptions.Checkpoint.ReadOptions(Run(strategy.Name));
        using FashionGenerator average = GeneratorRunOptions.Checkpoint.Load(Run(strategy.Name));
        using FashionGenerator last = Run(strategy.Name).LoadWeights(GeneratorRunOptions.LearningFile, new FashionGenerator(trained.Generator));
        Assert.That(average.parameters().Zip(last.parameters(), (mean, end) => mean.allclose(end, rtol: 0, atol: 0)), Has.Some.False,
            "the generator has learned nothing: its weights are still their own average");
    }

    [Test]
    public void TheCopyOfTheImageEncoderLearnsWhileTheOneThatQueriesComeFromStays()
    {
        using var before = new EmbeddingModel(EmbeddingModelOptions.Tiny(s_tokenizer.Vocabulary.Size), [1]);
        before.load_state_dict(_encoders.state_dict());
        Train(GeneratorStrategy.Triplet, "Training.EncoderLearningRate=0.01");
        Weights.AssertSame(before, _encoders);
        using ImageEncoder? learned = GeneratorRunOptions.LoadEncoder(Run("triplet"));
        Assert.That(learned!.state_dict()["projection.weight"].equal(before.Image.state_dict()["projection.weight"]).all().item<bool>(), Is.False,
            "the image encoder has learned nothing");
        Train(GeneratorStrategy.Matching);
        Assert.That(GeneratorRunOptions.LoadEncoder(Run("matching")), Is.Null);
    }

    [Test]
    public void AttributesOfDrawnPicturesAreReadOnlyByEncodersOfTheSameData()
    {
        Assert.That(() => Train(GeneratorStrategy.Reconstruction, "Training.AttributeWeight=0.2"), Throws.ArgumentException.With.Message.Contains("same data"));
        _encoders.Dispose();
        _encoders = new EmbeddingModel(EmbeddingModelOptions.Tiny(s_tokenizer.Vocabulary.Size), TinyTrainingSet.Drawings.Vocabulary.Counts);
        Train(GeneratorStrategy.Reconstruction, "Training.AttributeWeight=0.2");
        Assert.That(Run(GeneratorStrategy.Reconstruction.Name).LastMetrics()["attributes"], Is.GreaterThan(0));
    }

    [TestCase("Training.Batch=1")]
    [TestCase("Training.TripletMargin=3")]
    [TestCase("Training.MatchingWeight=-1")]
    [TestCase("Training.TripletWeight=-1")]
    [TestCase("Generator.Widths=[8,8,8,8]")] // 32x32
    [TestCase("Generator.Widths=[]")]
    [TestCase("Generator.Widths=[8,8,8,8,0]")]
    [TestCase("Generator.Widths=[4,4,4,4,4,4,4,4,4]")] // 1,024x1,024
    [TestCase(TinyTrainingSet.LargeWidths)] // the set has pictures of 64x64
    [TestCase("Training.Adversarial.CriticSteps=0")]
    public void OptionsOutsideOfTheirRangeAreRefused(string setting) =>
        Assert.That(() => Train(GeneratorStrategy.Reconstruction, setting), Throws.InstanceOf<ArgumentException>());

    [Test]
    public void WithoutTripletsTheEncoderHasNothingToLearn() =>
        Assert.That(() => Train(GeneratorStrategy.Matching, "Training.EncoderLearningRate=0.1"),
            Throws.ArgumentException.With.Message.Contains("from triplets"));

    [TestCase("reconstruction")]
    [TestCase("triplet", "Training.EncoderLearningRate=0.01")]
    [TestCase("augmented", "Training.Adversarial.R1=1")]
    public void LargePicturesAreLearnedAndSeenByTheEncoderAsSmallOnesAre(string name, params string[] settings)
    {
        GeneratorStrategy strategy = GeneratorStrategy.All.Single(strategy => strategy.Name == name);
        Train(TinyTrainingSet.Large, strategy, [TinyTrainingSet.LargeWidths, "Training.AttributeWeight=0", .. settings]);
        using FashionGenerator generator = GeneratorRunOptions.Checkpoint.Load(Run(name));
        using Tensor drawn = generator.forward(randn(2, Columns.EmbeddingDimension), randn(2, Columns.NoiseDimension)).Tensor;
        Assert.That((generator.ImageSize, drawn.shape), Is.EqualTo((128, new long[] { 2, 3, 128, 128 })));
        Assert.That(Run(name).LastMetrics()["loss"], Is.Not.NaN);
    }

    [Test]
    public void ARunOfOtherSizesIsNotGoneOnFrom()
    {
        Train(GeneratorStrategy.Matching);
        RunFolder small = Run("matching");
        GeneratorRunOptions large =
            Choose(new GeneratorPlan { Encoders = "", From = small.Path, Preset = RunPreset.Tiny, Settings = [TinyTrainingSet.LargeWidths] });
        foreach ((RunFolder run, bool resume, RunFolder? start) in new[] { (small, true, null), (Run("further"), false, small) })
        {
            Assert.That(() => new GeneratorTrainer(TinyTrainingSet.Large, s_tokenizer, _encoders, large, run, resume, start),
                Throws.ArgumentException.With.Message.EqualTo(
                $"The run '{small.Path}' has Generator.Widths [8,8,8,8,4], but [8,8,8,8,4,4] are to go on from it. "
                    + "Choose its preset, or its widths (--with Generator.Widths=[8,8,8,8,4])."));
        }
    }

    [Test]
    public void TheSetOfALargeGeneratorHasTheSamePicturesWithMoreDetail()
    {
        TrainingSet small = TinyTrainingSet.Small, large = TinyTrainingSet.Large;
        Assert.That((small.ImageSize, large.ImageSize), Is.EqualTo((64, 128)));
        int detailed = 0;
        for (int i = 0; i < 20; i++)
        {
            var picture = new RgbImage(128, 128, large.Items[i].Pixels);
            Assert.That(ImagePreprocessing.Letterbox(picture, 64).Pixels, Is.EqualTo(small.Items[i].Pixels), large.Items[i].Id);
            RgbImage enlarged = ImagePreprocessing.Letterbox(new RgbImage(64, 64, small.Items[i].Pixels), 128);
            detailed += enlarged.Pixels.Zip(picture.Pixels, (a, b) => Math.Abs(a - b)).Max() > 30 ? 1 : 0;
        }

        Assert.That(detailed, Is.EqualTo(20), "an enlarged picture has blurred outlines");
    }

    [TestCase(128)]
    [TestCase(100)]
    [TestCase(64)]
    public void TheEncoderSeesInTrainingWhatItSeesInASearch(int side)
    {
        using Tensor large = rand(2, 3, side, side) * 2 - 1, same = rand(2, 3, Columns.ImageSize, Columns.ImageSize);
        float[] expected = new float[3 * Columns.ImageSize * Columns.ImageSize];
        ImagePreprocessing.Resize(large[1].contiguous().data<float>().ToArray(), expected);
        Assert.That(ImageEncoder.Resize(large)[1].contiguous().data<float>().ToArray(), Is.EqualTo(expected).Within(1e-6));
        Assert.That(ImageEncoder.Resize(same), Is.SameAs(same));
    }

    [Test]
    public void EachPresetOfAGeneratorHasTheOpponentOfItsSize()
    {
        foreach (RunPreset size in TrainingRecipes.Generator.Presets)
        {
            GeneratorRunOptions chosen = Choose(new GeneratorPlan { Encoders = "", Preset = size });
            chosen.Check();
            Assert.That(chosen.Generator.ImageSize, Is.EqualTo(size == RunPreset.Large ? 128 : 64));
            Assert.That(chosen.Generator.ImageSize >> chosen.Discriminator.Widths.Count, Is.EqualTo(4), "both begin or end at 4x4");
            Assert.That(FashionDiscriminatorOptions.Against(chosen.Generator).Widths, Is.EqualTo(chosen.Discriminator.Widths));
        }
    }

    [Test]
    public void WhatIsAskedForIsNeverRejectedAndWhatWasToChangeIs()
    {
        TrainingSet set = TinyTrainingSet.Small;
        var sampler = new PairSampler(set, new PairSamplerOptions());
        var writer = new CaptionWriter(set.Vocabulary);
        var chance = new Random(3);
        int changes = 0;
        for (int i = 0; i < 300; i++)
        {
            GeneratorRequest request = GeneratorRequest.Next(set, sampler, writer, chance);
            Assert.That(request.Rejects(request.Target), Is.False);
            Assert.That(request.Target.Matches(request.Wanted), Is.True);
            // A picture that speaks for itself is what is asked for, with or without the name of its kind.
            if (!request.IsShown || request.Reference == request.Target)
                continue;
            Assert.That(request.Rejects(request.Reference), Is.True);
            changes++;
        }

        Assert.That(changes, Is.GreaterThan(10));
    }

    static IEnumerable<TestCaseData> Strategies => GeneratorStrategy.All.Select(strategy => new TestCaseData(strategy).SetArgDisplayNames(strategy.Name));

    static GeneratorRunOptions Choose(GeneratorPlan plan) => new GeneratorRecipe().Choose(plan);

    RunFolder Run(string name) => new(Path.Combine(_folder, name));

    void Train(GeneratorStrategy strategy, params string[] settings) => Train(TinyTrainingSet.Small, strategy, settings);

    void Train(TrainingSet set, GeneratorStrategy strategy, string[] settings)
    {
        GeneratorRunOptions chosen =
            Choose(new GeneratorPlan
            {
                Encoders = "",
                Strategy = strategy,
                Preset = RunPreset.Tiny,
                Steps = 2,
                Settings = ["Training.ReportEvery=1", "Training.AdversarialFrom=0", .. settings]
            });
        using var trainer = new GeneratorTrainer(set, s_tokenizer, _encoders, chosen, Run(strategy.Name), resume: false);
        trainer.Run();
    }
}
