using MlNetFashion.Text;
using MlNetFashion.Training.Bert;
using MlNetFashion.Training.Data;
using MlNetFashion.Training.Embedding;
using MlNetFashion.Training.Engine;
using MlNetFashion.Training.Pretraining;
using MlNetFashion.Training.Runs;
using MlNetFashion.Training.Tagger;
using static TorchSharp.torch;

namespace MlNetFashion.Training.Tests.Tagger;

public sealed class TaggerTrainerTests
{
    static readonly WordPieceTokenizer s_tokenizer = WordPieceTokenizer.Default;
    static readonly PretrainingCorpus s_corpus = PretrainingCorpus.Load(data: null, drawings: 60, new PretrainingMixture());
    static readonly BertOptions s_model = TextEncoderOptions.Tiny(s_tokenizer.Vocabulary.Size).Bert;

    string _folder = "";

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("tagger-").FullName;

    [TearDown]
    public void DeleteFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void ItStartsFromAPretrainedBertOfTheSameSizesOnly()
    {
        using (var pretraining = new PretrainingTrainer(s_corpus, s_tokenizer, s_model, PretrainingOptions.Tiny with { Steps = 2 },
            Run("pretraining"), resume: false))
            pretraining.Run();
        using MaskedLanguageModel language = PretrainingRunOptions.Checkpoint.Load(Run("pretraining"));
        using var trainer = new TaggerTrainer(s_corpus, s_tokenizer, s_model, TaggerOptions.Tiny, Run("tagger"), resume: false, Run("pretraining"));
        Weights.AssertSame(language.Bert, trainer.Model.Bert);
        Assert.That(() =>
            new TaggerTrainer(s_corpus, s_tokenizer, s_model with { Layers = 2 }, TaggerOptions.Tiny, Run("other"), resume: false, Run("pretraining")),
            Throws.InstanceOf<InvalidDataException>());
    }

    [Test]
    public void ItLearnsToReadValuesThatItNeverSawTagged()
    {
        string[] texts = [.. Enumerable.Range(0, 1000).Select(seed => s_corpus.Draw(new Random(seed)))];
        var validation = new TaggerValidation(new Dictionary<string, IReadOnlyList<string>> { ["drawn"] = texts }, s_tokenizer, 1000);
        TaggerOptions options =
            TaggerOptions.Tiny with
            {
                Steps = 250,
                Texts = 32,
                PartSize = 32,
                LearningRate = 1e-2,
                Dropout = 0,
                ReportEvery = 50,
                CheckpointEvery = 1000,
                ValidateEvery = 250
            };
        Train("learns", options, validation);
        IReadOnlyDictionary<string, double> scores = Run("learns").LastMetrics();
        Assert.That(scores["loss"], Is.LessThan(0.6));
        // Few steps of a small model, but no guessing among eleven kinds.
        Assert.That(scores["drawnPrecision50"], Is.GreaterThan(0.4));
        Assert.That(scores["drawnRecall50"], Is.GreaterThan(0.3));
        Assert.That(scores["drawnFound50"], Is.LessThan(0.2));
        using TextTagger model = TaggerRunOptions.Checkpoint.Load(Run("learns"));
        using IDisposable _ = no_grad();
        Assert.That(validation.Score(model)["drawnRecall50"], Is.EqualTo(scores["drawnRecall50"]));
    }

    [Test]
    public void ALossThatIsNoNumberStopsTheRun()
    {
        using var trainer = new TaggerTrainer(s_corpus, s_tokenizer, s_model, TaggerOptions.Tiny, Run("diverges"), resume: false);
        using (no_grad())
            trainer.Model.parameters().First().fill_(float.NaN);
        Assert.That(() => trainer.Run(), Throws.InstanceOf<TrainingDivergedException>());
    }

    [Test]
    public void ScoresOfATokenSumToOneWhateverPaddingFollows()
    {
        using var model = new TextTagger(s_model);
        model.eval();
        using IDisposable _ = no_grad();
        Tensor ids = tensor(new long[] { 2, 40, 50, 3 }, [1, 4]), padded = tensor(new long[] { 2, 40, 50, 3, 0, 0 }, [1, 6]);
        Tensor scores = model.forward(ids, ones_like(ids)).Tensor, same = model.forward(padded, tensor(new long[] { 1, 1, 1, 1, 0, 0 }, [1, 6])).Tensor;
        Assert.That(scores.sum(-1).data<float>().ToArray(), Is.All.EqualTo(1f).Within(1e-5f));
        Assert.That((same[.., ..4] - scores).abs().max().item<float>(), Is.LessThan(1e-6f));
    }

    RunFolder Run(string name) => new(Path.Combine(_folder, name));

    void Train(string name, TaggerOptions options, TaggerValidation validation)
    {
        using var trainer = new TaggerTrainer(s_corpus, s_tokenizer, s_model, options, Run(name), resume: true);
        trainer.Run(validation.Score);
    }
}
