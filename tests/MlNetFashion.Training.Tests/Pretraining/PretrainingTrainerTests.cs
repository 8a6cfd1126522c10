using MlNetFashion.Text;
using MlNetFashion.Training.Data;
using MlNetFashion.Training.Embedding;
using MlNetFashion.Training.Engine;
using MlNetFashion.Training.Pretraining;
using MlNetFashion.Training.Runs;
using MlNetFashion.Training.Tests.Engine;
using static TorchSharp.torch;

namespace MlNetFashion.Training.Tests.Pretraining;

public sealed class PretrainingTrainerTests
{
    static readonly PretrainingCorpus s_corpus = PretrainingCorpus.Load(data: null, drawings: 60, new PretrainingMixture());

    string _folder = "";

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("pretraining-").FullName;

    [TearDown]
    public void DeleteFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void PartsChangeHowAStepIsComputedAndNotWhatItLearns()
    {
        PretrainingOptions options = PretrainingOptions.Tiny with { Steps = 1, WarmUpSteps = 1, Dropout = 0 };
        Train("whole", options with { PartSize = 16 });
        Train("parts", options with { PartSize = 3 });
        using MaskedLanguageModel whole = PretrainingRunOptions.Checkpoint.Load(Run("whole")), parts = PretrainingRunOptions.Checkpoint.Load(Run("parts"));
        // Adam divides by the gradient's size, so where that is next to nothing rounding decides; the median tells.
        double[] differences = [.. whole.parameters().Zip(parts.parameters(), (a, b) => (a - b).abs().median().item<float>())];
        Assert.That(differences, Is.All.LessThan(1e-6));
        Assert.That(Run("whole").LastMetrics()["loss"], Is.EqualTo(Run("parts").LastMetrics()["loss"]).Within(1e-4));
    }

    [Test]
    public void ItLearnsToGuessTitlesOfDrawingsItHasNotSeen()
    {
        PretrainingOptions options =
            PretrainingOptions.Tiny with { Steps = 300, Texts = 64, PartSize = 64, Dropout = 0, LearningRate = 1e-2, ReportEvery = 50, CheckpointEvery = 1000 };
        WordPieceTokenizer tokenizer = WordPieceTokenizer.Default;
        var validation = new PretrainingValidation(PretrainingRecipe.LoadHeldOut(null, s_corpus), tokenizer, options, Columns.MaxTokens);
        TrainingProgress[] scores = [.. Train("learns", options, validation: validation).Where(report => report.Metrics.ContainsKey("heldOutLoss"))];
        Assert.That(scores[0].Step, Is.Zero);
        Assert.That(scores[0].Metrics["heldOutLoss"], Is.EqualTo(Math.Log(tokenizer.Vocabulary.Size)).Within(0.3), "an untrained model knows nothing");
        Assert.That(scores[^1].Metrics["heldOutLoss"], Is.LessThan(4.5));
        Assert.That(scores[^1].Metrics["titleAccuracy"], Is.GreaterThan(0.2));
        using MaskedLanguageModel model = PretrainingRunOptions.Checkpoint.Load(Run("learns"));
        Assert.That(validation.Score(model), Is.EquivalentTo(scores[^1].Metrics), "the same tokens are hidden every time");
    }

    [Test]
    public void ALossThatIsNoNumberStopsTheRunAndLeavesTheLastCheckpoint()
    {
        Train("diverges", PretrainingOptions.Tiny, stopAfter: 3);
        WordPieceTokenizer tokenizer = WordPieceTokenizer.Default;
        using var trainer = new PretrainingTrainer(s_corpus, tokenizer, TextEncoderOptions.Tiny(tokenizer.Vocabulary.Size).Bert, PretrainingOptions.Tiny,
            Run("diverges"), resume: true);
        using (no_grad())
            trainer.Model.parameters().First().fill_(float.NaN);
        Assert.That(() => trainer.Run(), Throws.InstanceOf<TrainingDivergedException>().With.Property(nameof(TrainingDivergedException.Step)).EqualTo(3));
        using MaskedLanguageModel kept = PretrainingRunOptions.Checkpoint.Load(Run("diverges"));
        Assert.That(kept.parameters().Select(parameter => parameter.isfinite().all().item<bool>()), Is.All.True);
    }

    [Test]
    public void ItIsJudgedInEvaluationModeAndLearnsOnInTrainingMode()
    {
        PretrainingOptions options = PretrainingOptions.Tiny with { Dropout = 0.3, ValidateEvery = 1 };
        var modes = new List<bool>();
        Train("plain", options);
        WordPieceTokenizer tokenizer = WordPieceTokenizer.Default;
        using (var trainer = new PretrainingTrainer(s_corpus, tokenizer, TextEncoderOptions.Tiny(tokenizer.Vocabulary.Size).Bert, options,
            Run("judged"), resume: false))
        {
            trainer.Run(model =>
            {
                modes.Add(model.training);
                return new Dictionary<string, double>();
            });
        }

        Assert.That(modes, Is.EqualTo(Enumerable.Repeat(false, options.Steps + 1)));
        Assert.That(Hashes.Of(Run("judged")), Is.EqualTo(Hashes.Of(Run("plain"))), "in evaluation mode nothing would have been dropped");
    }

    [Test]
    public void AModelOfAnotherVocabularyIsRefused() =>
        Assert.That(() => new PretrainingTrainer(s_corpus, WordPieceTokenizer.Default, TextEncoderOptions.Tiny(100).Bert, PretrainingOptions.Tiny,
            Run("x"), resume: false),
            Throws.ArgumentException.With.Message.Contains("100"));

    RunFolder Run(string name) => new(Path.Combine(_folder, name));

    IReadOnlyList<TrainingProgress> Train(string name, PretrainingOptions options, int stopAfter = int.MaxValue, PretrainingValidation? validation = null)
    {
        using var stop = new StopAt(stopAfter);
        WordPieceTokenizer tokenizer = WordPieceTokenizer.Default;
        using var trainer = new PretrainingTrainer(s_corpus, tokenizer, TextEncoderOptions.Tiny(tokenizer.Vocabulary.Size).Bert, options,
            Run(name), resume: true);
        trainer.Run(validation is null ? null : validation.Score, progress: stop, cancellation: stop.Token);
        return stop.Reports;
    }
}
