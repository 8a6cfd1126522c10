using MlNetFashion.Text;
using MlNetFashion.Training.Data;
using MlNetFashion.Training.Models;
using static TorchSharp.torch;

namespace MlNetFashion.Training.Tests.Training;

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
        var expected = new Dictionary<string, bool>
        {
            ["loss"] = true,
            ["discriminator"] = true,
            ["adversarial"] = true,
            ["pixels"] = options.Reconstructs,
            ["matching"] = options.MatchingWeight > 0,
            ["triplet"] = options.TripletWeight > 0,
        };
        IReadOnlyDictionary<string, double> metrics = Run(strategy.Name).LastMetrics();
        Assert.That(expected.Keys.Where(metrics.ContainsKey), Is.EquivalentTo(expected.Where(each => each.Value).Select(each => each.Key)));
    }

    [Test]
    public void TheCopyOfTheImageEncoderLearnsWhileTheOneThatQueriesComeFromStays()
    {
        using var before = new EmbeddingModel(EmbeddingModelOptions.Tiny(s_tokenizer.Vocabulary.Size), [1]);
        before.load_state_dict(_encoders.state_dict());
        Train(GeneratorStrategy.Triplet, "Training.EncoderLearningRate=0.01");
        Weights.AssertSame(before, _encoders);
        using ImageEncoder? learned = GeneratorCheckpoint.LoadEncoder(Run("triplet"));
        Assert.That(learned!.state_dict()["projection.weight"].equal(before.Image.state_dict()["projection.weight"]).all().item<bool>(), Is.False, "the image encoder has learned nothing");
        Train(GeneratorStrategy.Matching);
        Assert.That(GeneratorCheckpoint.LoadEncoder(Run("matching")), Is.Null);
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
    [TestCase("Training.EncoderLearningRate=0.1")] // without triplets
    [TestCase("Training.Adversarial.CriticSteps=0")]
    public void OptionsOutsideOfTheirRangeAreRefused(string setting) =>
        Assert.That(() => Train(GeneratorStrategy.Reconstruction, setting), Throws.InstanceOf<ArgumentException>());

    [Test]
    public void WhatIsAskedForIsNeverRejectedAndWhatWasToChangeIs()
    {
        TrainingSet set = TinyTrainingSet.Drawings;
        var sampler = new PairSampler(set, new PairSamplerOptions());
        var writer = new CaptionWriter(set.Vocabulary);
        var chance = new Random(3);
        int changes = 0;
        for (int i = 0; i < 300; i++)
        {
            GeneratorRequest request = GeneratorRequest.Next(set, sampler, writer, chance);
            Assert.That(request.Rejects(request.Target), Is.False);
            Assert.That(request.Target.Matches(request.Wanted), Is.True);
            if (!request.IsShown || request.Text.Length == 0)
                continue;
            Assert.That(request.Rejects(request.Reference), Is.True);
            changes++;
        }

        Assert.That(changes, Is.GreaterThan(10));
    }

    static IEnumerable<TestCaseData> Strategies => GeneratorStrategy.All.Select(strategy => new TestCaseData(strategy).SetArgDisplayNames(strategy.Name));

    RunFolder Run(string name) => new(Path.Combine(_folder, name));

    void Train(GeneratorStrategy strategy, params string[] settings)
    {
        GeneratorCheckpoint chosen = new GeneratorChoice { Strategy = strategy, Settings = ["Training.ReportEvery=1", "Training.AdversarialFrom=0", .. settings] }.Choose(new RunPlan { Tiny = true, Steps = 2 }, goesOn: false);
        using var trainer = new GeneratorTrainer(TinyTrainingSet.Drawings, s_tokenizer, _encoders, chosen, Run(strategy.Name), resume: false);
        trainer.Run();
    }
}
