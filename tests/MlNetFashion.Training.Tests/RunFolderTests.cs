using MlNetFashion.Training.Embedding;
using MlNetFashion.Training.Recipes;
using MlNetFashion.Training.Runs;

namespace MlNetFashion.Training.Tests;

public sealed class RunFolderTests
{
    string _folder = "";

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("run-").FullName;

    [TearDown]
    public void DeleteFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void ACheckpointReplacesTheLastOneWhole()
    {
        var run = new RunFolder(_folder);
        run.SaveCheckpoint(1, folder => File.WriteAllText(Path.Combine(folder, "old"), "1"));
        run.SaveCheckpoint(2, folder => File.WriteAllText(Path.Combine(folder, "new"), "2"));
        Assert.That(run.CheckpointStep, Is.EqualTo(2));
        Assert.That(File.Exists(run.CheckpointFile("old")), Is.False);
        Assert.That(File.ReadAllText(run.CheckpointFile("new")), Is.EqualTo("2"));
    }

    [Test]
    public void AFailureWhileWritingLeavesTheLastCheckpoint()
    {
        var run = new RunFolder(_folder);
        run.SaveCheckpoint(1, folder => File.WriteAllText(Path.Combine(folder, "weights"), "good"));
        Assert.That(() => run.SaveCheckpoint(2, _ => throw new IOException("disk full")), Throws.InstanceOf<IOException>());
        var again = new RunFolder(_folder);
        Assert.That(again.CheckpointStep, Is.EqualTo(1));
        Assert.That(File.ReadAllText(again.CheckpointFile("weights")), Is.EqualTo("good"));
    }

    [Test]
    public void WhateverStepFailsTheOldCheckpointIsThereOrTheNew() => TestContext.Out.WriteLine($"{new DiskFaults(
        folder => Save(folder, 1), folder => Save(folder, 2), folder =>
        {
            RunFolder run = new(folder);
            run.RequireCheckpoint("weights");
            return $"{run.CheckpointStep} {File.ReadAllText(run.CheckpointFile("weights"))}";
        }).Examine()} faults");

    [Test]
    public void ADamagedCheckpointIsRefusedInASentence()
    {
        var run = new RunFolder(_folder);
        Save(_folder, 7);
        Assert.That(File.ReadAllLines(run.CheckpointFile("checksums.txt")), Has.Length.EqualTo(2).And.All.Match("^[0-9a-f]{64}  (weights|step.txt)$"));
        File.WriteAllText(run.CheckpointFile("weights"), "step 8");
        Assert.That(() => run.RequireCheckpoint("weights"), Throws.TypeOf<InvalidDataException>().With.Message.Contains("its checksum is not the one"));
        foreach (string step in (string[])["99999999999", "", "-1", "1.5"])
        {
            File.WriteAllText(run.CheckpointFile("step.txt"), step);
            Assert.That(() => run.CheckpointStep, Throws.TypeOf<InvalidDataException>().With.Message.Contains("number of steps"));
        }
    }

    [Test]
    public void ACheckpointThatAFullDiskCutShortDoesNotKeepTheRunFromGoingOn()
    {
        Save(_folder, 1);
        Directory.CreateDirectory(Path.Combine(_folder, "checkpoint.next", "deep"));
        File.WriteAllText(Path.Combine(_folder, "checkpoint.next", "weights"), "half");
        Save(_folder, 2);
        Assert.That(new RunFolder(_folder).CheckpointStep, Is.EqualTo(2));
        Assert.That(Directory.GetDirectories(_folder), Has.Length.EqualTo(1));
    }

    [Test]
    public void OneProgramAtATimeTrainsIntoAFolder()
    {
        var run = new RunFolder(_folder);
        using (run.Lock())
            Assert.That(() => new RunFolder(_folder).Lock(), Throws.InstanceOf<IOException>().With.Message.Contains("training"));
        Assert.That(() => run.Lock().Dispose(), Throws.Nothing);
    }

    [TestCase("[null]")]
    [TestCase("null")]
    [TestCase("[{\"Catalogue\":null,\"Items\":1,\"Sha256\":\"a\"}]")]
    [TestCase("[{\"Catalogue\":\"a\",\"Items\":1,\"Sha256\":\"a\",\"HeldOutShare\":2}]")]
    public void WhatWasLearnedIsRefusedWhereItIsDamaged(string learned)
    {
        File.WriteAllText(Path.Combine(_folder, "learned.json"), learned);
        Assert.That(() => new RunFolder(_folder).ReadLearned(),
            Throws.TypeOf<InvalidDataException>().With.Message.Contains("does not say what the run learned from"));
    }

    [Test]
    public void AStopBetweenTheTwoRenamesIsMended()
    {
        var run = new RunFolder(_folder);
        run.SaveCheckpoint(1, folder => File.WriteAllText(Path.Combine(folder, "weights"), "good"));
        Directory.Move(Path.Combine(_folder, "checkpoint"), Path.Combine(_folder, "checkpoint.former"));
        Assert.That(new RunFolder(_folder).CheckpointStep, Is.EqualTo(1));
    }

    [Test]
    public void AFolderSaysWhichRecipeMadeItOrWhatToDo()
    {
        var run = new RunFolder(_folder);
        Assert.That(() => run.Recipe, Throws.InstanceOf<InvalidDataException>().With.Message.Contains("is a folder, but not one of a run")
            .And.Message.Contains("fashion train"));
        string options = Path.Combine(_folder, "options.json");
        File.WriteAllText(options, "{\"Training\": {\"Steps\": 5}}");
        Assert.That(() => run.Recipe, Throws.InstanceOf<InvalidDataException>().With.Message.Contains("does not say which recipe made the run")
            .And.Message.Contains("Train the model again"));
        File.WriteAllText(options, "[1]");
        Assert.That(() => run.Recipe, Throws.InstanceOf<InvalidDataException>().With.Message.Contains("is damaged"));
        File.WriteAllText(options, "{\"Recipe\": \"poet\"}");
        Assert.That(run.Recipe, Is.EqualTo("poet"));
        Assert.That(() => TrainingRecipes.Of(run),
            Throws.InstanceOf<InvalidDataException>().With.Message.Contains("a run of poet, but the recipes are pretraining, embedding, "));
        Assert.That(() => RunFolder.Open(Path.Combine(_folder, "none")),
            Throws.InstanceOf<DirectoryNotFoundException>().With.Message.Contains("There is no run"));
        Assert.That(Directory.Exists(Path.Combine(_folder, "none")), Is.False, "what was looked for is not made");
    }

    [Test]
    public void ARunWithoutACheckpointSaysHowToComeToOne()
    {
        var run = new RunFolder(_folder);
        EmbeddingRunOptions.Checkpoint.WriteOptions(run, new EmbeddingRecipe().Choose(new EmbeddingPlan { Preset = RunPreset.Tiny }));
        Assert.That(() => EmbeddingRunOptions.Checkpoint.Load(run),
            Throws.InstanceOf<FileNotFoundException>().With.Message.Contains("has no checkpoint with 'model.dat'").And.Message.Contains("--resume"));
    }

    [Test]
    public void TheLastValueOfEachMetricCounts()
    {
        var run = new RunFolder(_folder);
        run.AppendMetrics(new TrainingProgress(1, 2, new Dictionary<string, double> { ["loss"] = 2, ["recall"] = 0.5 }, 10, TimeSpan.Zero));
        run.AppendMetrics(new TrainingProgress(2, 2, new Dictionary<string, double> { ["loss"] = 1, ["recall"] = double.NaN }, 20, TimeSpan.Zero));
        Assert.That(run.LastMetrics(),
            Is.EquivalentTo(new Dictionary<string, double> { ["loss"] = 1, ["recall"] = 0.5, ["step"] = 2, ["examplesPerSecond"] = 20 }));
    }

    static void Save(string folder, int step) =>
        new RunFolder(folder).SaveCheckpoint(step, files => File.WriteAllText(Path.Combine(files, "weights"), $"step {step}"));
}
