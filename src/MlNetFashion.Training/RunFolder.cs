using System.Globalization;
using System.Text.Json;
using MlNetFashion.Models;
using MlNetFashion.Training.Engine;
using MlNetFashion.Training.Engine.Curves;

namespace MlNetFashion.Training;

/// <summary>Where a run keeps what it needs to go on and what it wants to be judged by.</summary>
/// <remarks><c>options.json</c>, <c>learned.json</c> (fingerprints of what is learned from), <c>metrics.jsonl</c> (one line a report), <c>events.out.tfevents.…</c> (the same for TensorBoard), <c>curves.png</c> (drawn with each
/// checkpoint), <c>checkpoint/</c> (replaced whole, by a rename) and sample pictures.</remarks>
public sealed class RunFolder
{
    const string OptionsFile = "options.json", LearnedFile = "learned.json", MetricsFile = "metrics.jsonl", StepFile = "step.txt";

    static readonly JsonSerializerOptions s_indented = new() { WriteIndented = true };

    EventFile? _events;

    /// <summary>Opens or makes the folder.</summary>
    public RunFolder(string path)
    {
        Path = System.IO.Path.GetFullPath(path);
        Directory.CreateDirectory(Path);
        RecoverCheckpoint();
    }

    /// <summary>The folder.</summary>
    public string Path { get; }

    string Checkpoint => System.IO.Path.Combine(Path, "checkpoint");

    string Former => Checkpoint + ".former";

    /// <summary>Whether there is a checkpoint to go on from.</summary>
    public bool HasCheckpoint => Directory.Exists(Checkpoint);

    /// <summary>A file of the checkpoint.</summary>
    public string CheckpointFile(string name) => System.IO.Path.Combine(Checkpoint, name);

    /// <summary>Writes a checkpoint beside the last one and puts it in its place.</summary>
    /// <param name="step">Steps done.</param>
    /// <param name="write">Writes the files into the folder it is given.</param>
    public void SaveCheckpoint(int step, Action<string> write)
    {
        string next = Checkpoint + ".next";
        if (Directory.Exists(next))
            Directory.Delete(next, recursive: true);
        Directory.CreateDirectory(next);
        write(next);
        File.WriteAllText(System.IO.Path.Combine(next, StepFile), step.ToString(CultureInfo.InvariantCulture));
        if (Directory.Exists(Checkpoint))
            Directory.Move(Checkpoint, Former);
        Directory.Move(next, Checkpoint);
        if (Directory.Exists(Former))
            Directory.Delete(Former, recursive: true);
        RunCurves.Save(this);
    }

    /// <summary>Sees that there is a checkpoint of the right kind.</summary>
    /// <param name="file">A file that this kind has.</param>
    /// <param name="command">The command that makes one.</param>
    /// <exception cref="FileNotFoundException">There is none.</exception>
    public void RequireCheckpoint(string file, string command)
    {
        if (!File.Exists(CheckpointFile(file)))
            throw new FileNotFoundException($"'{Path}' has no checkpoint with '{file}'. Name the folder of a run of '{command}', or start one.", CheckpointFile(file));
    }

    /// <summary>Reads the run's options.</summary>
    /// <exception cref="InvalidDataException">They are missing or of another kind of run.</exception>
    public T ReadOptions<T>() where T : class
    {
        string file = System.IO.Path.Combine(Path, OptionsFile);
        try
        {
            return JsonSerializer.Deserialize<T>(File.ReadAllText(file)) ?? throw new JsonException("It is null.");
        }
        catch (Exception exception) when (exception is JsonException or FileNotFoundException)
        {
            throw new InvalidDataException($"'{file}' does not describe this kind of run ({exception.Message}). Train it again into another folder.", exception);
        }
    }

    /// <summary>The step of the checkpoint; 0 when there is none.</summary>
    public int CheckpointStep => HasCheckpoint ? int.Parse(File.ReadAllText(CheckpointFile(StepFile)), CultureInfo.InvariantCulture) : 0;

    /// <summary>The last value of each of a run's metrics.</summary>
    public IReadOnlyDictionary<string, double> LastMetrics()
    {
        var last = new Dictionary<string, double>();
        foreach ((string name, double value) in ReadMetrics().SelectMany(line => line))
            last[name] = value;
        return last;
    }

    /// <summary>The lines of <c>metrics.jsonl</c>: values by name, <c>step</c> and <c>examplesPerSecond</c> (0 where there are scores alone) among them.</summary>
    public IEnumerable<IReadOnlyDictionary<string, double>> ReadMetrics()
    {
        string file = System.IO.Path.Combine(Path, MetricsFile);
        return (File.Exists(file) ? File.ReadLines(file) : []).Select(Parse).OfType<IReadOnlyDictionary<string, double>>();
    }

    /// <summary>Writes the run's options, readable.</summary>
    public void WriteOptions<T>(T options)
    {
        string file = System.IO.Path.Combine(Path, OptionsFile), temporary = file + ".tmp";
        File.WriteAllText(temporary, JsonSerializer.Serialize(options, s_indented));
        File.Move(temporary, file, overwrite: true);
    }

    /// <summary>Fingerprints of what the run learned from; null where it wrote down none.</summary>
    /// <exception cref="InvalidDataException">The file is damaged.</exception>
    public IReadOnlyList<LearnedItems>? ReadLearned()
    {
        string file = System.IO.Path.Combine(Path, LearnedFile);
        try
        {
            return File.Exists(file) ? JsonSerializer.Deserialize<LearnedItems[]>(File.ReadAllText(file)) ?? throw new JsonException("It is null.") : null;
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException($"'{file}' does not say what the run learned from ({exception.Message}). Delete it, and go on with the run (--resume): it writes what it reads.", exception);
        }
    }

    /// <summary>Adds fingerprints to those that the run has: of what it reads, and of what the runs read that it starts from.</summary>
    public void AddLearned(IEnumerable<LearnedItems> learned)
    {
        IReadOnlyList<LearnedItems> all = LearnedItems.Join([.. ReadLearned() ?? [], .. learned]);
        if (all.Count == 0)
            return;
        string file = System.IO.Path.Combine(Path, LearnedFile), temporary = file + ".tmp";
        File.WriteAllText(temporary, JsonSerializer.Serialize(all, s_indented));
        File.Move(temporary, file, overwrite: true);
    }

    /// <summary>Adds a line to <c>metrics.jsonl</c> and a record to the event file.</summary>
    public void AppendMetrics(TrainingProgress report)
    {
        var line = new Dictionary<string, double>(report.Metrics.Where(metric => double.IsFinite(metric.Value))) { ["step"] = report.Step, ["examplesPerSecond"] = report.ExamplesPerSecond };
        File.AppendAllText(System.IO.Path.Combine(Path, MetricsFile), JsonSerializer.Serialize(line) + "\n");
        (_events ??= EventFile.Create(Path, report.Step)).Write(report);
    }

    // A run that was killed may have left half a line; that is no reason not to go on.
    static Dictionary<string, double>? Parse(string line)
    {
        try
        {
            return JsonSerializer.Deserialize<Dictionary<string, double>>(line);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    // The two renames of SaveCheckpoint are not one: a stop in between leaves only the former checkpoint.
    void RecoverCheckpoint()
    {
        if (!Directory.Exists(Former))
            return;
        if (Directory.Exists(Checkpoint))
            Directory.Delete(Former, recursive: true);
        else
            Directory.Move(Former, Checkpoint);
    }
}
