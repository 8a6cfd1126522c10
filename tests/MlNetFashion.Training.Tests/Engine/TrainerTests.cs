using MlNetFashion.Training.Engine;
using MlNetFashion.Training.Runs;
using static TorchSharp.torch;

namespace MlNetFashion.Training.Tests.Engine;

public sealed class TrainerTests
{
    string _folder = "";

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("trainer-").FullName;

    [TearDown]
    public void DeleteFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void ReportsValidationsSamplesAndCheckpointsComeWhenTheyAreDue()
    {
        var happened = new List<string>();
        using var stop = new StopAt();
        using var trainer = new LineTrainer(new LineOptions { ReportEvery = 3, ValidateFirst = true }, Run());
        trainer.Run(_ => Scores(happened), (_, step) => happened.Add($"sample {step}, checkpoint {Run().CheckpointStep}"), stop);
        Assert.That(happened, Is.EqualTo(new[] { "validate", "validate", "sample 6, checkpoint 5", "validate", "validate", "sample 12, checkpoint 10" }));
        Assert.That(stop.Reports.Select(report => (report.Step, report.Metrics.ContainsKey("score"))),
            Is.EqualTo(new[] { (0, true), (3, false), (4, true), (6, false), (8, true), (9, false), (12, false), (12, true) }));
        Assert.That(stop.Reports.Where(report => report.Metrics.ContainsKey("loss")).Select(report => report.ExamplesPerSecond), Is.All.GreaterThan(0));
        Assert.That(stop.Reports[^2].Remaining, Is.EqualTo(TimeSpan.Zero));
        Assert.That(Run().CheckpointStep, Is.EqualTo(12));
        Assert.That(Run().ReadMetrics().Select(line => line["step"]), Is.EqualTo(stop.Reports.Select(report => (double)report.Step)));
    }

    [Test]
    public void OneThatHasNothingToDoKeepsWhatItHas()
    {
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        using (var trainer = new LineTrainer(new LineOptions(), Run()))
            trainer.Run(cancellation: cancelled.Token);
        Assert.That((Run().HasCheckpoint, Run().CheckpointStep), Is.EqualTo((true, 0)));
        Train(new LineOptions());
        string before = Hashes.Of(Run());
        Train(new LineOptions(), resume: true);
        Assert.That(Hashes.Of(Run()), Is.EqualTo(before));
    }

    [Test]
    public void AStepDependsOnSeedAndNumberAloneWhateverValidationsDraw()
    {
        Train(new LineOptions(), "plain");
        using (var trainer = new LineTrainer(new LineOptions { ValidateEvery = 1, SampleEvery = 1 }, Run("disturbed")))
            trainer.Run(_ => new Dictionary<string, double> { ["score"] = randn(5).sum().item<float>() }, (_, step) => random.manual_seed(step));
        Train(new LineOptions { Seed = 2 }, "other");
        Assert.That(Hashes.Of(Run("disturbed")), Is.EqualTo(Hashes.Of(Run("plain"))));
        Assert.That(Hashes.Of(Run("other")), Is.Not.EqualTo(Hashes.Of(Run("plain"))));
    }

    [Test]
    public void AStepIsTheSameWhileTheGarbageCollectorNeverRests()
    {
        var options = new LineOptions { Steps = 500, ReportEvery = 500, CheckpointEvery = 500, ValidateEvery = 500, SampleEvery = 500 };
        Train(options, "undisturbed");
        using (new RestlessCollector())
            Train(options, "disturbed");
        Assert.That(Hashes.Of(Run("disturbed")), Is.EqualTo(Hashes.Of(Run("undisturbed"))));
    }

    [Test]
    public void ALossThatIsNoNumberStopsTheRunWithItsStepAndLeavesTheLastCheckpoint()
    {
        using var trainer = new LineTrainer(new LineOptions { NoNumberAt = 7 }, Run());
        Assert.That(() => trainer.Run(), Throws.InstanceOf<TrainingDivergedException>().With.Property(nameof(TrainingDivergedException.Step)).EqualTo(7)
            .And.Message.Contains("The loss is NaN at step 7"));
        Assert.That(Run().CheckpointStep, Is.EqualTo(5));
        Train(new LineOptions(), "good");
        Train(new LineOptions(), resume: true);
        Assert.That(Hashes.Of(Run()), Is.EqualTo(Hashes.Of(Run("good"))));
    }

    [Test]
    public void AGradientThatIsNoNumberStopsTheRunBeforeTheWeightsHaveIt()
    {
        using var trainer = new LineTrainer(new LineOptions { SteepAt = 3 }, Run());
        Assert.That(() => trainer.Run(), Throws.InstanceOf<TrainingDivergedException>().With.Property(nameof(TrainingDivergedException.Step)).EqualTo(3)
            .And.Message.Contains("norm of the gradients"));
        Assert.That(trainer.Line.parameters().Select(parameter => parameter.isfinite().all().item<bool>()), Is.All.True);
    }

    [Test]
    public void NetworksLearnInTrainingModeAndAreJudgedInEvaluationModeWithoutGradients()
    {
        var modes = new List<string>();
        LineTrainer? trainer = null;
        using (trainer = new LineTrainer(new LineOptions { ValidateFirst = true },
            Run())
        { During = _ => modes.Add($"{trainer!.Line.training} {trainer.Critic.training} {trainer.Model.training} {trainer.Line.Norm.training}") })
        {
            var judged = new List<(bool, bool)>();
            trainer.Run(model => Judge(model, judged), (model, _) => Judge(model, judged));
            Assert.That(modes.Distinct(), Is.EqualTo(new[] { "True True False False" }));
            Assert.That(judged.Distinct(), Is.EqualTo(new[] { (false, false) }));
        }

        static IReadOnlyDictionary<string, double> Judge(Line model, List<(bool, bool)> judged)
        {
            judged.Add((model.training, model.forward(zeros(2, 4)).requires_grad));
            return new Dictionary<string, double>();
        }
    }

    [Test]
    public void WhatIsFrozenStaysAndTheAverageIsThatOfTheWeightsAfterEachStep()
    {
        float[]? average = null;
        LineTrainer? trainer = null;
        using (trainer = new LineTrainer(new LineOptions { Steps = 6 }, Run()) { During = step => Follow(step.Number) })
        {
            float[] still = [.. trainer.Line.Norm.parameters().SelectMany(Numbers)];
            trainer.Run();
            Follow(6);
            Assert.That(trainer.Line.Norm.parameters().SelectMany(Numbers), Is.EqualTo(still));
            Assert.That(Numbers(trainer.Model.Dense.weight!), Is.EqualTo(average).Within(1e-6f));
            Assert.That(average, Is.Not.EqualTo(Numbers(trainer.Line.Dense.weight!)).Within(1e-3f));
        }

        // So many steps have been taken: the last of them had one fewer before it.
        void Follow(int steps)
        {
            float[] now = Numbers(trainer!.Line.Dense.weight!);
            double decay = Math.Min(LineTrainer.Decay, steps / (9.0 + steps));
            average = steps == 0 ? now : [.. average!.Zip(now, (a, b) => (float)(a * decay + b * (1 - decay)))];
        }
    }

    [Test]
    public void OptimisersHaveTheirOwnLearningRates()
    {
        // Adam's first step is of the learning rate's size, whatever the gradient; SGD's is the learning rate times the gradient.
        using var trainer = new LineTrainer(new LineOptions { Steps = 1 }, Run());
        float[] before = Numbers(trainer.Line.Dense.weight!);
        trainer.Run();
        double[] moved = [.. before.Zip(Numbers(trainer.Line.Dense.weight!), (a, b) => (double)Math.Abs(a - b))];
        Assert.That(moved, Is.All.EqualTo(LineTrainer.Rate).Within(1e-3));
        using var next = new LineTrainer(new LineOptions { Steps = 2 }, Run(), resume: true);
        before = Numbers(next.Line.Dense.weight!);
        next.Run();
        Assert.That(before.Zip(Numbers(next.Line.Dense.weight!), (a, b) => (double)Math.Abs(a - b)), Is.All.LessThan(LineTrainer.Rate * 0.51 * 1.01));
    }

    [Test]
    public void TensorsOfAStepAreGoneAfterIt()
    {
        var counts = new List<long>();
        using var trainer = new LineTrainer(new LineOptions { Steps = 400, ReportEvery = 100, CheckpointEvery = 1000 },
            Run())
        { During = step => Count(step.Number) };
        trainer.Run();
        Assert.That(counts[^1], Is.LessThanOrEqualTo(counts[0] + 20));

        void Count(int step)
        {
            if (step % 100 == 99)
                counts.Add(Tensor.TotalCount);
        }
    }

    [Test]
    public void OptionsOutOfRangeAreRefused()
    {
        Assert.That(() => new LineTrainer(new LineOptions { CheckpointEvery = 0 }, Run()),
            Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.Contains("CheckpointEvery"));
        Assert.That(() => new LineTrainer(new LineOptions { Steps = -1 }, Run()),
            Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.Contains("Steps"));
        Assert.That(() => new LineTrainer(new LineOptions { Device = (TrainingDevice)9 }, Run()),
            Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.Contains("cpu, cuda or mps"));
        Assert.That(() => new LineTrainer(new LineOptions { SharesFile = true }, Run()), Throws.ArgumentException.With.Message.Contains("'LINE.dat'"));
    }

    [Test]
    public void ACheckpointOfAnotherKindIsRefused()
    {
        Run().SaveCheckpoint(3, folder => File.WriteAllText(Path.Combine(folder, "line.dat"), ""));
        Run().WriteOptions("curve", new LineOptions(), RunJson.Of<LineOptions>(LineJson.Default));
        Assert.That(() => new LineTrainer(new LineOptions(), Run(), resume: true), Throws.InstanceOf<InvalidDataException>().With.Message.EqualTo(
            $"\"{Run().Path}\" is a run of fashion train curve, but one of fashion train line is needed. Name another folder."));
        Run().WriteOptions("line", new LineOptions(), RunJson.Of<LineOptions>(LineJson.Default));
        Assert.That(() => new LineTrainer(new LineOptions(), Run(), resume: true),
            Throws.InstanceOf<FileNotFoundException>().With.Message.Contains("'average.dat'"));
    }

    RunFolder Run(string name = "run") => new(Path.Combine(_folder, name));

    void Train(LineOptions options, string name = "run", bool resume = false)
    {
        using var trainer = new LineTrainer(options, Run(name), resume);
        trainer.Run();
    }

    static float[] Numbers(Tensor tensor) => tensor.detach().data<float>().ToArray();

    static Dictionary<string, double> Scores(List<string> happened)
    {
        happened.Add("validate");
        return new Dictionary<string, double> { ["score"] = 1 };
    }
}
