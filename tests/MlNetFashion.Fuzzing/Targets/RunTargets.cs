using System.Globalization;
using System.Text;
using MlNetFashion.Models;
using MlNetFashion.Onnx;
using MlNetFashion.Training.FashionMnist;
using MlNetFashion.Training.Runs;

namespace MlNetFashion.Fuzzing;

/// <summary>The files of a run folder.</summary>
static class RunTargets
{
    static readonly FashionMnistClassifierRunOptions s_options = new(FashionMnistClassifierOptions.Tiny, FashionMnistClassifierTrainingOptions.Tiny);

    static readonly Scratch s_intact = Make();

    public static IEnumerable<FuzzTarget> All()
    {
        yield return Target("run-options", "options.json", run => FashionMnistClassifierRunOptions.Checkpoint.ReadOptions(run)
            .ToString()) with
        { IsJson = true, Tokens = ["Recipe", "Widths", "[4,4,8]"], Executions = 400 };
        yield return Target("run-step", "checkpoint/step.txt",
            run => run.CheckpointStep.ToString(CultureInfo.InvariantCulture)) with
        { Tokens = ["9999999999", "+1", " ", "-"] };
        yield return Target("run-provenance", "provenance.json", run => RunProvenance.Read(run).ToString()) with { IsJson = true };
        yield return Target("run-learned", "learned.json", run => string.Join('|', run.ReadLearned() ?? [])) with { IsJson = true, Executions = 600 };
        yield return Target("run-metrics", "metrics.jsonl", run =>
        {
            Answers.Require(run.LastMetrics().All(metric => metric.Key is not null), "a metric without a name");
            return string.Join('|', run.ReadMetrics().Select(line => string.Join(',', line)));
        }) with
        { IsJson = true, Executions = 600 };
        yield return Target("run-weights", "checkpoint/classifier.dat", Weights) with { IsChecked = true, Executions = 300 };
        yield return new FuzzTarget("settings", ["Training.Steps=100"u8.ToArray(), "Model.Widths=[4,4,8]"u8.ToArray(), "Model.Dropout=0.5"u8.ToArray()],
            input => FashionMnistClassifierRunOptions.Checkpoint.Apply(s_options, [Encoding.UTF8.GetString(input)]).ToString())
        {
            Tokens = ["Training", "Model", ".", "=", "Steps", "null", "{}"],
            Executions = 800,
        };
    }

    static FuzzTarget Target(string name, string file, Func<RunFolder, string> read)
    {
        var scratch = new Scratch();
        Copy(s_intact.Path, scratch.Path);
        return new FuzzTarget(name, [File.ReadAllBytes(s_intact[file])], input =>
        {
            scratch.Write(file, input);
            return read(RunFolder.Open(scratch.Path));
        });
    }

    static string Weights(RunFolder run)
    {
        using FashionMnistClassifier model = FashionMnistClassifierRunOptions.Checkpoint.Load(run);
        return string.Join('|', model.state_dict().Select(weights => $"{weights.Key} {string.Join(',', weights.Value.shape)}"));
    }

    static Scratch Make()
    {
        TorchLibrary.EnsureLoaded();
        TorchSharp.torch.set_num_threads(1);
        var scratch = new Scratch();
        var run = new RunFolder(scratch.Path);
        FashionMnistClassifierRunOptions.Checkpoint.WriteOptions(run, s_options);
        using var model = new FashionMnistClassifier(s_options.Model);
        run.SaveCheckpoint(7, folder => model.save(Path.Combine(folder, FashionMnistClassifierRunOptions.Checkpoint.WeightsFile)));
        RunProvenance.Write(run, new RunProvenance("fashion train fashion-mnist classifier", "Fashion-MNIST"));
        run.AddLearned([new LearnedItems { Catalogue = "products", Items = 3, Sha256 = new string('a', 64), HeldOutShare = 0.05 }]);
        scratch.Write("metrics.jsonl", "{\"step\": 1, \"loss\": 0.5}\n{\"step\": 2, \"loss\": 0.25, \"accuracy\": 0.75}\n"u8.ToArray());
        return scratch;
    }

    static void Copy(string from, string to)
    {
        foreach (string folder in Directory.EnumerateDirectories(from, "*", SearchOption.AllDirectories))
            Directory.CreateDirectory(Path.Combine(to, Path.GetRelativePath(from, folder)));
        foreach (string file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
            File.Copy(file, Path.Combine(to, Path.GetRelativePath(from, file)));
    }
}
