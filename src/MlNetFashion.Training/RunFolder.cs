using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using MlNetFashion.Models;
using MlNetFashion.Training.Engine;
using MlNetFashion.Training.Engine.Curves;
using static TorchSharp.torch;

namespace MlNetFashion.Training;

/// <summary>Where a run keeps what it needs to go on and what it wants to be judged by.</summary>
/// <remarks><c>options.json</c> (with the name of the recipe that made it), <c>learned.json</c> (fingerprints of what is learned from), <c>metrics.jsonl</c> (one line a report), <c>events.out.tfevents.…</c> (the same for TensorBoard), <c>curves.png</c> (drawn with each
/// checkpoint), <c>checkpoint/</c> (replaced whole, by a rename) and sample pictures.</remarks>
public sealed class RunFolder
{
    const string RecipeField = "Recipe";

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

    /// <summary>Opens a folder that is there.</summary>
    /// <exception cref="DirectoryNotFoundException">There is none.</exception>
    public static RunFolder Open(string path) => Directory.Exists(path)
        ? new RunFolder(path)
        : throw new DirectoryNotFoundException($"There is no run \"{path}\" (looked for {System.IO.Path.GetFullPath(path)}). Name the folder of a fashion train.");

    /// <summary>The folder.</summary>
    public string Path { get; }

    /// <summary>The name of the recipe that made it.</summary>
    /// <exception cref="InvalidDataException">The folder is not one of a run, or one of an earlier version, which did not write it down.</exception>
    public string Recipe
    {
        get
        {
            string file = System.IO.Path.Combine(Path, OptionsFile);
            if (!File.Exists(file))
                throw new InvalidDataException($"\"{Path}\" is a folder, but not one of a run: it has no {OptionsFile}. Name the folder of a fashion train.");
            if (ReadJson(file)[RecipeField] is JsonValue value && value.TryGetValue(out string? name))
                return name;
            throw new InvalidDataException($"\"{file}\" does not say which recipe made the run; earlier versions did not write it down. Add the word after fashion train to it, "
                + $"such as \"{RecipeField}\": \"generator\", or train the model again into another folder.");
        }
    }

    string Checkpoint => System.IO.Path.Combine(Path, "checkpoint");

    string Former => Checkpoint + ".former";

    /// <summary>Whether there is a checkpoint to go on from.</summary>
    public bool HasCheckpoint => Directory.Exists(Checkpoint);

    /// <summary>A file of the checkpoint.</summary>
    public string CheckpointFile(string name) => System.IO.Path.Combine(Checkpoint, name);

    /// <summary>Writes a checkpoint beside the last one and puts it in its place.</summary>
    /// <param name="step">Steps done.</param>
    /// <param name="write">Writes the files into the folder it is given.</param>
    internal void SaveCheckpoint(int step, Action<string> write)
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

    /// <summary>Sees that one of some recipes made the run.</summary>
    /// <param name="recipes">Their names.</param>
    /// <exception cref="InvalidDataException">None did.</exception>
    public void RequireRecipe(params IReadOnlyList<string> recipes)
    {
        if (!recipes.Contains(Recipe))
            throw new InvalidDataException($"\"{Path}\" is a run of fashion train {Recipe}, but one of fashion train {string.Join(" or ", recipes)} is needed. Name another folder.");
    }

    /// <summary>Sees that a checkpoint has a file.</summary>
    /// <exception cref="FileNotFoundException">There is no checkpoint, or it lacks the file.</exception>
    internal void RequireCheckpoint(string file)
    {
        if (!File.Exists(CheckpointFile(file)))
            throw new FileNotFoundException($"'{Path}' has no checkpoint with '{file}'. Go on with the run (--resume) until it has one, or name another.", CheckpointFile(file));
    }

    /// <summary>Gives a network the weights of a checkpoint and puts it in evaluation mode.</summary>
    /// <exception cref="FileNotFoundException">There is no checkpoint, or it lacks the file.</exception>
    internal T LoadWeights<T>(string file, T module) where T : nn.Module
    {
        RequireCheckpoint(file);
        module.load(CheckpointFile(file));
        module.eval();
        return module;
    }

    /// <summary>Reads the run's options.</summary>
    /// <exception cref="InvalidDataException">They are missing or damaged.</exception>
    internal T ReadOptions<T>() where T : class
    {
        string file = System.IO.Path.Combine(Path, OptionsFile);
        try
        {
            return ReadJson(file).Deserialize<T>()!;
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException($"'{file}' lacks options of a run of {Recipe} ({exception.Message}). Train it again into another folder.", exception);
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

    /// <summary>Writes the run's recipe and options, readable.</summary>
    /// <param name="recipe">The recipe's name.</param>
    /// <param name="options">All options.</param>
    internal void WriteOptions<T>(string recipe, T options) where T : class
    {
        JsonObject json = JsonSerializer.SerializeToNode(options)!.AsObject();
        json.Insert(0, RecipeField, recipe);
        string file = System.IO.Path.Combine(Path, OptionsFile), temporary = file + ".tmp";
        File.WriteAllText(temporary, json.ToJsonString(s_indented));
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
    internal void AddLearned(IEnumerable<LearnedItems> learned)
    {
        IReadOnlyList<LearnedItems> all = LearnedItems.Join([.. ReadLearned() ?? [], .. learned]);
        if (all.Count == 0)
            return;
        string file = System.IO.Path.Combine(Path, LearnedFile), temporary = file + ".tmp";
        File.WriteAllText(temporary, JsonSerializer.Serialize(all, s_indented));
        File.Move(temporary, file, overwrite: true);
    }

    /// <summary>Adds a line to <c>metrics.jsonl</c> and a record to the event file.</summary>
    internal void AppendMetrics(TrainingProgress report)
    {
        var line = new Dictionary<string, double>(report.Metrics.Where(metric => double.IsFinite(metric.Value))) { ["step"] = report.Step, ["examplesPerSecond"] = report.ExamplesPerSecond };
        File.AppendAllText(System.IO.Path.Combine(Path, MetricsFile), JsonSerializer.Serialize(line) + "\n");
        (_events ??= EventFile.Create(Path, report.Step)).Write(report);
    }

    static JsonObject ReadJson(string file)
    {
        try
        {
            return JsonNode.Parse(File.ReadAllText(file)) as JsonObject ?? throw new JsonException("It is no object.");
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException($"'{file}' is damaged ({exception.Message}). Train the model again into another folder.", exception);
        }
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
