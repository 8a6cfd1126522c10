using MlNetFashion.Text;
using MlNetFashion.Training.Bert;
using MlNetFashion.Training.Embedding;
using MlNetFashion.Training.FashionMnist;
using MlNetFashion.Training.Pretraining;
using MlNetFashion.Training.Runs;
using MlNetFashion.Training.Tests.Engine;
using MlNetFashion.Training.TextTuning;

namespace MlNetFashion.Training.Tests.TextTuning;

public sealed class TextStartTests
{
    static readonly WordPieceTokenizer s_tokenizer = WordPieceTokenizer.Default;

    string _folder = "";

    [OneTimeSetUp]
    public void TrainWhatIsStartedFrom()
    {
        _folder = Directory.CreateTempSubdirectory("start-").FullName;
        EmbeddingModelOptions model = EmbeddingModelOptions.Tiny(s_tokenizer.Vocabulary.Size);
        using var encoders = new EmbeddingTrainer(TinyTrainingSet.Drawings, s_tokenizer, model, EmbeddingTrainingOptions.Tiny with { Steps = 2 },
            Run("encoders"), resume: false);
        encoders.Run();
        Pretrain("pretrained", model.Text.Bert);
    }

    [OneTimeTearDown]
    public void DeleteFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void APretrainedStartHasThatBertAndTheProjectionOfAFreshStart()
    {
        using EmbeddingModel encoders = EmbeddingRunOptions.Checkpoint.Load(Run("encoders"));
        using MaskedLanguageModel language = PretrainingRunOptions.Checkpoint.Load(Run("pretrained"));
        using TextTuner pretrained = Tuner(TextStart.Pretrained, "a", "pretrained"), fresh = Tuner(TextStart.Fresh, "b", null),
            own = Tuner(TextStart.Encoders, "c", null);
        Weights.AssertSame(language.Bert, pretrained.Model.Text.Bert);
        Assert.That(Numbers(pretrained.Model, "projection.weight"),
            Is.EqualTo(Numbers(fresh.Model, "projection.weight")).And.Not.EqualTo(Numbers(encoders, "projection.weight")));
        Assert.That(Numbers(fresh.Model, "bert.embeddings.word_embeddings.weight"),
            Is.Not.EqualTo(Numbers(pretrained.Model, "bert.embeddings.word_embeddings.weight"))
            .And.Not.EqualTo(Numbers(encoders, "bert.embeddings.word_embeddings.weight")));
        Weights.AssertSame(encoders.Text, own.Model.Text);
        foreach (TextTuner tuner in (TextTuner[])[pretrained, fresh])
        {
            Weights.AssertSame(encoders.Image, tuner.Model.Image);
            Weights.AssertSame(encoders.Composer, tuner.Model.Composer);
        }
    }

    [Test]
    public void JointTrainingStartsFromEncodersAndFromPretraining()
    {
        EmbeddingModelOptions model = EmbeddingModelOptions.Tiny(s_tokenizer.Vocabulary.Size);
        using EmbeddingModel encoders = EmbeddingRunOptions.Checkpoint.Load(Run("encoders"));
        using MaskedLanguageModel language = PretrainingRunOptions.Checkpoint.Load(Run("pretrained"));
        using EmbeddingTrainer own = Joint("j", "encoders", null), pretrained = Joint("k", null, "pretrained"), both = Joint("l", "encoders", "pretrained"),
            fresh = Joint("m", null, null);
        Weights.AssertSame(encoders, own.Model);
        foreach (EmbeddingTrainer trainer in (EmbeddingTrainer[])[pretrained, both])
            Weights.AssertSame(language.Bert, trainer.Model.Text.Bert);
        Weights.AssertSame(fresh.Model.Image, pretrained.Model.Image);
        Weights.AssertSame(encoders.Image, both.Model.Image);
        Weights.AssertSame(encoders.Composer, both.Model.Composer);

        RunFolder other = Run("fewer");
        EmbeddingRunOptions.Checkpoint.WriteOptions(other, EmbeddingRunOptions.Checkpoint.ReadOptions(Run("encoders")) with { AttributeCounts = [1, 2] });
        Directory.CreateDirectory(Path.Combine(_folder, "fewer", "checkpoint"));
        File.Copy(Run("encoders").CheckpointFile("model.dat"), other.CheckpointFile("model.dat"));
        Assert.That(() => Joint("n", "fewer", null), Throws.InstanceOf<InvalidDataException>().With.Message.Contains("know 1, 2 values"));

        EmbeddingTrainer Joint(string run, string? encoders, string? pretrained) =>
            new(TinyTrainingSet.Drawings, s_tokenizer, model, EmbeddingTrainingOptions.Tiny,
            Run(run), resume: false, encoders is null ? null : Run(encoders), pretrained is null ? null : Run(pretrained));
    }

    [Test]
    public void TuningTeachesProxiesAndTakesAScale()
    {
        using TextTuner tuner = new(TinyTrainingSet.Drawings, s_tokenizer, Run("encoders"), TextTuningOptions.Tiny with { Scale = 25 },
            Run("proxies"), resume: false);
        using EmbeddingModel before = EmbeddingRunOptions.Checkpoint.Load(Run("encoders"));
        Assert.That(tuner.Model.Scale.item<float>(), Is.EqualTo(25).Within(1e-3).And.Not.EqualTo(before.Scale.item<float>()).Within(1));
        tuner.Run();
        Assert.That(tuner.Model.Attributes.Proxies[0].weight.equal(before.Attributes.Proxies[0].weight).all().item<bool>(), Is.False,
            "the proxies have learned nothing");
        Assert.That(() => before.SetScale(61), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    [TestCase("Tuning.ProxyWeight=-1", "ProxyWeight is -1")]
    [TestCase("Tuning.Scale=99", "Scale is 99, but must be between 0 and 60")]
    [TestCase("Tuning.Pairs=0", "Pairs is 0")]
    public void OptionsOutsideOfTheirRangeAreRefused(string setting, string said)
    {
        EmbeddingRunOptions encoders = EmbeddingRunOptions.Checkpoint.ReadOptions(Run("encoders"));
        TextTuningOptions options = TextRunOptions.TunedCheckpoint.Apply(
            new TextRunOptions(encoders.Model, encoders.AttributeCounts, encoders.Training, TextTuningOptions.Tiny), [setting]).Tuning;
        Assert.That(() => new TextTuner(TinyTrainingSet.Drawings, s_tokenizer, Run("encoders"), options, Run("refused"), resume: false),
            Throws.ArgumentException.With.Message.Contains(said));
        Assert.That(Run("refused").HasCheckpoint, Is.False);
    }

    [Test]
    public void EveryNumberOfTheOtherOptionsHasARange()
    {
        Assert.That(() => (EmbeddingTrainingOptions.Tiny with { ProxyWeight = double.NaN }).Check(), Throws.ArgumentException);
        Assert.That(() => (EmbeddingTrainingOptions.Tiny with { TripletMargin = 2.1 }).Check(), Throws.ArgumentException);
        Assert.That(() => (FashionMnistEmbeddingTrainingOptions.Tiny with { Mirror = 1.5 }).Check(), Throws.ArgumentException);
        Assert.That(() => (FashionMnistEmbeddingTrainingOptions.Tiny with { AverageDecay = 1 }).Check(), Throws.ArgumentException);
        Assert.That(() => new EmbeddingTrainingOptions().Check(), Throws.Nothing);
        Assert.That(() => new TextTuningOptions().Check(), Throws.Nothing);
        Assert.That(() => new FashionMnistEmbeddingTrainingOptions().Check(), Throws.Nothing);
    }

    [Test]
    public void TuningFromAPretrainedStartGoesOnExactlyAndWithoutThatRun()
    {
        Tune("straight", stopAt: 4);
        Tune("stopped", stopAt: 2);
        using (TextTuner tuner = new(TinyTrainingSet.Drawings, s_tokenizer, Run("encoders"), TextTuningOptions.Tiny with { Steps = 4 },
            Run("stopped"), resume: true))
            tuner.Run();
        using EmbeddingModel straight = EmbeddingRunOptions.Checkpoint.Load(Run("straight")), stopped = EmbeddingRunOptions.Checkpoint.Load(Run("stopped"));
        Weights.AssertSame(straight, stopped);
        Assert.That(TextRunOptions.TunedCheckpoint.ReadOptions(Run("stopped")).Tuning.Start, Is.EqualTo(TextStart.Pretrained));
    }

    [Test]
    public void ABertOfOtherSizesOrAnotherVocabularyIsRefused()
    {
        Pretrain("larger", TextEncoderOptions.Tiny(s_tokenizer.Vocabulary.Size).Bert with { HiddenSize = 32 });
        Assert.That(() => Tuner(TextStart.Pretrained, "d", "larger"), Throws.InstanceOf<InvalidDataException>().With.Message.Contains("HiddenSize = 32"));

        RunFolder other = Run("other");
        PretrainingRunOptions.Checkpoint.WriteOptions(other, PretrainingRunOptions.Checkpoint.ReadOptions(Run("pretrained")) with { Vocabulary = "abc" });
        Directory.CreateDirectory(Path.Combine(_folder, "other", "checkpoint"));
        File.Copy(Run("pretrained").CheckpointFile(PretrainingRunOptions.Checkpoint.WeightsFile),
            other.CheckpointFile(PretrainingRunOptions.Checkpoint.WeightsFile));
        Assert.That(() => Tuner(TextStart.Pretrained, "e", "other"), Throws.InstanceOf<InvalidDataException>().With.Message.Contains("vocabulary abc"));
    }

    [Test]
    public void TheBertOfOtherEncodersIsAStart()
    {
        using EmbeddingModel encoders = EmbeddingRunOptions.Checkpoint.Load(Run("encoders"));
        using TextTuner tuner = Tuner(TextStart.Pretrained, "f", "encoders");
        Weights.AssertSame(encoders.Text.Bert, tuner.Model.Text.Bert);
    }

    [Test]
    public void AStartAndARunThatDoNotGoTogetherAreRefused()
    {
        Assert.That(() => Tuner(TextStart.Pretrained, "g", null), Throws.ArgumentException);
        Assert.That(() => Tuner(TextStart.Fresh, "h", "pretrained"), Throws.ArgumentException);
        Assert.That(() => Tuner(TextStart.Encoders, "i", "pretrained"), Throws.ArgumentException);
    }

    RunFolder Run(string name) => new(Path.Combine(_folder, name));

    static float[] Numbers(EmbeddingModel model, string name) => model.Text.state_dict()[name].data<float>().ToArray();

    void Pretrain(string name, BertOptions model)
    {
        using var trainer = new PretrainingTrainer(MlNetFashion.Training.Data.PretrainingCorpus.Load(null, 20, new()), s_tokenizer, model,
            PretrainingOptions.Tiny with { Steps = 2 }, Run(name), resume: false);
        trainer.Run();
    }

    TextTuner Tuner(TextStart start, string run, string? pretrained) =>
        new(TinyTrainingSet.Drawings, s_tokenizer, Run("encoders"), TextTuningOptions.Tiny with { Start = start }, Run(run), resume: false, pretrained is null
            ? null : Run(pretrained));

    void Tune(string run, int stopAt)
    {
        using var stop = new StopAt(stopAt);
        using var tuner = new TextTuner(TinyTrainingSet.Drawings, s_tokenizer, Run("encoders"),
            TextTuningOptions.Tiny with { Steps = 4, Start = TextStart.Pretrained }, Run(run), resume: false, Run("pretrained"));
        tuner.Run(progress: stop, cancellation: stop.Token);
    }
}
