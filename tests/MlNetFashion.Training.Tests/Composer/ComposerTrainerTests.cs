using MlNetFashion.Onnx;
using MlNetFashion.Training.Composer;
using MlNetFashion.Training.Embedding;
using MlNetFashion.Training.Generator;
using MlNetFashion.Training.Runs;
using static TorchSharp.torch;

namespace MlNetFashion.Training.Tests.Composer;

public sealed class ComposerTrainerTests
{
    static readonly ComposerKind[] s_baselines = [ComposerKind.TextOnly, ComposerKind.ImageOnly, ComposerKind.Sum];

    string _folder = "";

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("composer-").FullName;

    [TearDown]
    public void DeleteFolder() => Directory.Delete(_folder, recursive: true);

    [TestCase(ComposerKind.Gated)]
    [TestCase(ComposerKind.Tirg)]
    [TestCase(ComposerKind.ComposeAe)]
    [TestCase(ComposerKind.Concatenation)]
    public void AComposerLearnsToFindWhatIsAskedFor(ComposerKind kind)
    {
        var losses = new List<double>();
        ComposerTrainingOptions options =
            ComposerTrainingOptions.Tiny with
            {
                Steps = 80,
                Pairs = 16,
                OtherCandidates = 64,
                LearningRate = 3e-3,
                ReportEvery = 10,
                ValidateEvery = 1000,
                PictureNoise = 0.05
            };
        using (var trainer = new ComposerTrainer(FactSpace.Drawings, ComposerOptions.Tiny(kind) with { HiddenSize = 64 }, options, Run("a"), resume: false))
            trainer.Run(progress: new Losses(losses));
        Assert.That(losses[^1], Is.LessThan(losses[0] * 0.75));

        using nn.Module<Value, Value, Value> kept = ComposerRunOptions.Checkpoint.Load(Run("a"));
        Assert.That((kept.GetType().Name, kept.training), Is.EqualTo((ComposerOptions.Tiny(kind).Make().GetType().Name, false)));
    }

    [Test]
    public void EveryComposerIsAskedTheSameAndAnotherSeedAsksOtherwise()
    {
        string[] gated = Asked(ComposerKind.Gated, 1), tirg = Asked(ComposerKind.Tirg, 1), other = Asked(ComposerKind.Tirg, 2);
        Assert.That(tirg, Is.EqualTo(gated));
        Assert.That(other, Is.Not.EqualTo(gated));
    }

    [TestCaseSource(nameof(s_baselines))]
    public void ABaselineHasARunOfNoStepsWithItsScores(ComposerKind kind)
    {
        using (var trainer = new ComposerTrainer(FactSpace.Drawings, ComposerOptions.Tiny(kind), ComposerTrainingOptions.Tiny, Run("a"), resume: false))
            trainer.Run(_ => new Dictionary<string, double> { ["found"] = 0.5 });
        Assert.That((Run("a").CheckpointStep, Run("a").LastMetrics()["found"]), Is.EqualTo((0, 0.5)));
        using nn.Module<Value, Value, Value> kept = ComposerRunOptions.Checkpoint.Load(Run("a"));
        Assert.That(kept.GetType().Name, Does.StartWith(kind.ToString()));
    }

    [Test]
    public void OnlyWhatIsSearchedByDrawingIsGivenAGenerator()
    {
        using var drawn = new DrawnQuery(new FashionGenerator(FashionGeneratorOptions.Tiny), new ImageEncoder(ImageEncoderOptions.Tiny));
        Assert.That(() => Make(ComposerKind.SynthTriplet, null), Throws.ArgumentException.With.Message.Contains("SynthTriplet was given none"));
        Assert.That(() => Make(ComposerKind.Tirg, drawn), Throws.ArgumentException.With.Message.Contains("Tirg was given one"));
        float[] before = Numbers(drawn.Generator);
        using (ComposerTrainer trainer = Make(ComposerKind.SynthTriplet, drawn))
            trainer.Run();
        Assert.That(Numbers(drawn.Generator), Is.EqualTo(before), "the generator stays as it is");
    }

    RunFolder Run(string name) => new(Path.Combine(_folder, name));

    ComposerTrainer Make(ComposerKind kind, DrawnQuery? drawn) =>
        new(FactSpace.Drawings, ComposerOptions.Tiny(kind), ComposerTrainingOptions.Tiny with { Steps = 2 }, Run("drawn"), resume: false, drawn);

    string[] Asked(ComposerKind kind, int seed)
    {
        var asked = new List<string>();
        EmbeddedSet listening = FactSpace.Drawings with
        {
            Words = texts =>
            {
                asked.AddRange(texts.Select(text => text ?? ""));
                return FactSpace.Words(texts);
            },
        };
        using var trainer = new ComposerTrainer(listening, ComposerOptions.Tiny(kind), ComposerTrainingOptions.Tiny with { Seed = seed },
            Run($"{kind} {seed}"), resume: false);
        trainer.Run();
        return [.. asked];
    }

    static float[] Numbers(nn.Module module) => [.. module.parameters().SelectMany(parameter => parameter.data<float>().ToArray())];

    sealed class Losses(List<double> losses) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => losses.Add(value.Metrics["composed"]);
    }
}
