using MlNetFashion.Training.Embedding;

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
    public void AStopBetweenTheTwoRenamesIsMended()
    {
        var run = new RunFolder(_folder);
        run.SaveCheckpoint(1, folder => File.WriteAllText(Path.Combine(folder, "weights"), "good"));
        Directory.Move(Path.Combine(_folder, "checkpoint"), Path.Combine(_folder, "checkpoint.former"));
        Assert.That(new RunFolder(_folder).CheckpointStep, Is.EqualTo(1));
    }

    [Test]
    public void AFolderWithoutACheckpointSaysHowToMakeOne() =>
        Assert.That(() => EmbeddingRunOptions.Load(new RunFolder(_folder)), Throws.InstanceOf<FileNotFoundException>().With.Message.Contains("fashion train embedding"));

    [Test]
    public void TheLastValueOfEachMetricCounts()
    {
        var run = new RunFolder(_folder);
        run.AppendMetrics(new TrainingProgress(1, 2, new Dictionary<string, double> { ["loss"] = 2, ["recall"] = 0.5 }, 10, TimeSpan.Zero));
        run.AppendMetrics(new TrainingProgress(2, 2, new Dictionary<string, double> { ["loss"] = 1, ["recall"] = double.NaN }, 20, TimeSpan.Zero));
        Assert.That(run.LastMetrics(), Is.EquivalentTo(new Dictionary<string, double> { ["loss"] = 1, ["recall"] = 0.5, ["step"] = 2, ["examplesPerSecond"] = 20 }));
    }
}
