using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using MlNetFashion.Models;
using MlNetFashion.Notebooks;
using MlNetFashion.Storage;
using MlNetFashion.Text;
using MlNetFashion.Training.Runs.Curves;
using static TorchSharp.torch;

namespace MlNetFashion.Training.Runs;

/// <summary>Where a run keeps what it needs to go on and what it wants to be judged by.</summary>
/// <remarks><c>options.json</c> (with the name of the recipe that made it), <c>learned.json</c>
/// (fingerprints of what is learned from), <c>metrics.jsonl</c> (one line a report),
/// <c>events.out.tfevents.…</c> (the same for TensorBoard), <c>curves.png</c> (drawn with each
/// checkpoint), <c>checkpoint/</c> (replaced whole, by a rename; its <c>checksums.txt</c> is as
/// sha256sum writes it), <c>run.lock</c> (one program at a time trains here) and
/// sample pictures.</remarks>
[TypeFormatterSource(typeof(RunFormatterSource), PreferredMimeTypes = ["text/html"])]
public sealed class RunFolder
{
    const string RecipeField = "Recipe";

    const string OptionsFile = "options.json", LearnedFile = "learned.json", MetricsFile = "metrics.jsonl", StepFile = "step.txt",
        ChecksumsFile = "checksums.txt", LockFile = "run.lock";

    static readonly JsonSerializerOptions s_indented = new() { WriteIndented = true };

    static readonly JsonSerializerOptions s_strict = new() { RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true };

    static readonly JsonDocumentOptions s_single = new() { AllowDuplicateProperties = false };

    EventFile? _events;

    /// <summary>Opens or makes the folder.</summary>
    public RunFolder(string path)
    {
        Path = System.IO.Path.GetFullPath(path);
        FileDoor.MakeFolder(Path);
    }

    /// <summary>Opens a folder that is there.</summary>
    /// <exception cref="DirectoryNotFoundException">There is none.</exception>
    public static RunFolder Open(string path) => Presence.OfFolder(path)
        ? new RunFolder(path)
        : throw new DirectoryNotFoundException($"There is no run \"{path}\" (looked for {System.IO.Path.GetFullPath(path)}). "
            + "Name the folder of a fashion train.");

    /// <summary>The folder.</summary>
    public string Path { get; }

    /// <summary>The name of the recipe that made it.</summary>
    /// <exception cref="InvalidDataException">The folder is not one of a run, or one of an earlier version, which did not write it down.</exception>
    public string Recipe
    {
        get
        {
            string file = System.IO.Path.Combine(Path, OptionsFile);
            if (!Presence.OfFile(file))
                throw new InvalidDataException($"\"{Path}\" is a folder, but not one of a run: it has no {OptionsFile}. Name the folder of a fashion train.");
            if (ReadJson(file)[RecipeField] is JsonValue value && value.TryGetValue(out string? name))
                return name;
            throw new InvalidDataException($"\"{file}\" does not say which recipe made the run; earlier versions did not write it down. "
                + "Add the word after fashion train to it, "
                + $"such as \"{RecipeField}\": \"generator\", or train the model again into another folder.");
        }
    }

    string Checkpoint => System.IO.Path.Combine(Path, "checkpoint");

    string Former => Checkpoint + ".former";

    // The two renames of SaveCheckpoint are not one: a stop in between leaves only the former checkpoint.
    string Current => Presence.OfFolder(Checkpoint) || !Presence.OfFolder(Former) ? Checkpoint : Former;

    /// <summary>Whether there is a checkpoint to go on from.</summary>
    public bool HasCheckpoint => Presence.OfFolder(Current);

    /// <summary>A file of the checkpoint.</summary>
    public string CheckpointFile(string name) => System.IO.Path.Combine(Current, name);

    /// <summary>Sees that nobody else trains into the folder until the result is disposed.</summary>
    /// <exception cref="IOException">Somebody does.</exception>
    internal FolderLock Lock() => new(Path, LockFile, "training");

    /// <summary>Writes a checkpoint beside the last one and puts it in its place.</summary>
    /// <param name="step">Steps done.</param>
    /// <param name="write">Writes the files into the folder it is given.</param>
    internal void SaveCheckpoint(int step, Action<string> write)
    {
        string next = Checkpoint + ".next";
        FileDoor.DeleteFolder(next);
        FileDoor.MakeFolder(next);
        try
        {
            write(next);
            FileDraft.Write(System.IO.Path.Combine(next, StepFile), Encoding.UTF8.GetBytes(step.ToString(CultureInfo.InvariantCulture)));
            FileDraft.Write(System.IO.Path.Combine(next, ChecksumsFile), Encoding.UTF8.GetBytes(Checksums(next)));
            if (Presence.OfFolder(Checkpoint))
            {
                FileDoor.DeleteFolder(Former);
                FileDoor.RenameFolder(Checkpoint, Former);
            }

            FileDoor.RenameFolder(next, Checkpoint);
        }
        catch
        {
            FileDoor.TryDelete(next);
            throw;
        }

        FileDoor.TryDelete(Former);
        RunCurves.Save(this);
    }

    /// <summary>Sees that one of some recipes made the run.</summary>
    /// <param name="recipes">Their names.</param>
    /// <exception cref="InvalidDataException">None did.</exception>
    public void RequireRecipe(params IReadOnlyList<string> recipes)
    {
        if (!recipes.Contains(Recipe))
            throw new InvalidDataException($"\"{Path}\" is a run of fashion train {Recipe}, but one of fashion train {string.Join(" or ", recipes)} "
                + $"is needed. Name another folder.");
    }

    /// <summary>Sees that a checkpoint has a file.</summary>
    /// <exception cref="FileNotFoundException">There is no checkpoint, or it lacks the file.</exception>
    internal void RequireCheckpoint(string file)
    {
        if (!Presence.OfFile(CheckpointFile(file)))
            throw new FileNotFoundException($"'{Path}' has no checkpoint with '{file}'. Go on with the run (--resume) until it has one, or name another.",
                CheckpointFile(file));
        // A checkpoint of an earlier version has no checksums.
        string checksums = CheckpointFile(ChecksumsFile);
        if (Presence.OfFile(checksums) && !File.ReadLines(checksums).Contains(Checksum(CheckpointFile(file))))
            throw new InvalidDataException($"'{CheckpointFile(file)}' is damaged: its checksum is not the one of '{ChecksumsFile}' beside it. Take "
                + $"the run from a copy, or train it again into another folder.");
    }

    /// <summary>Has a file of a checkpoint read.</summary>
    /// <exception cref="FileNotFoundException">There is no checkpoint, or it lacks the file.</exception>
    /// <exception cref="InvalidDataException">The file is damaged, or of another network.</exception>
    internal void ReadCheckpoint(string file, Action<string> read)
    {
        RequireCheckpoint(file);
        try
        {
            read(CheckpointFile(file));
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // TorchSharp throws of many kinds where a file ends early or names other weights.
            throw new InvalidDataException($"'{CheckpointFile(file)}' does not hold what this network needs: it is damaged, or of another version. "
                + $"Take the run from a copy, "
                + "or train it again into another folder.", exception);
        }
    }

    /// <summary>Gives a network the weights of a checkpoint and puts it in evaluation mode.</summary>
    /// <exception cref="FileNotFoundException">There is no checkpoint, or it lacks the file.</exception>
    /// <exception cref="InvalidDataException">The file is damaged, or of another network.</exception>
    internal T LoadWeights<T>(string file, T module) where T : nn.Module
    {
        ReadCheckpoint(file, path => module.load(path));
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
            return ReadJson(file).Deserialize<T>(s_strict)!;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw new InvalidDataException($"'{file}' lacks options of a run of {Recipe} ({JsonFault.Reason(exception)}). Train it again into another "
                + $"folder.", exception);
        }
    }

    /// <summary>The step of the checkpoint; 0 when there is none.</summary>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    public int CheckpointStep
    {
        get
        {
            if (!HasCheckpoint)
                return 0;
            string file = CheckpointFile(StepFile);
            if (!Presence.OfFile(file) || !int.TryParse(File.ReadAllText(file), NumberStyles.None, CultureInfo.InvariantCulture, out int step))
                throw new InvalidDataException($"'{file}' should hold the number of steps done, but does not. "
                    + $"Take the run from a copy, or train it again into another folder.");
            return step;
        }
    }

    /// <summary>The last value of each of a run's metrics.</summary>
    public IReadOnlyDictionary<string, double> LastMetrics()
    {
        var last = new Dictionary<string, double>();
        foreach ((string name, double value) in ReadMetrics().SelectMany(line => line))
            last[name] = value;
        return last;
    }

    /// <summary>The lines of <c>metrics.jsonl</c>: values by name, <c>step</c> and
    /// <c>examplesPerSecond</c> (0 where there are scores alone) among them.</summary>
    public IEnumerable<IReadOnlyDictionary<string, double>> ReadMetrics()
    {
        string file = System.IO.Path.Combine(Path, MetricsFile);
        return (Presence.OfFile(file) ? File.ReadLines(file) : []).Select(Parse).OfType<IReadOnlyDictionary<string, double>>();
    }

    /// <summary>Writes the run's recipe and options, readable.</summary>
    /// <param name="recipe">The recipe's name.</param>
    /// <param name="options">All options.</param>
    internal void WriteOptions<T>(string recipe, T options) where T : class
    {
        JsonObject json = JsonSerializer.SerializeToNode(options)!.AsObject();
        json.Insert(0, RecipeField, recipe);
        FileDraft.Write(System.IO.Path.Combine(Path, OptionsFile), Encoding.UTF8.GetBytes(json.ToJsonString(s_indented)));
    }

    /// <summary>Fingerprints of what the run learned from; null where it wrote down none.</summary>
    /// <exception cref="InvalidDataException">The file is damaged.</exception>
    public IReadOnlyList<LearnedItems>? ReadLearned()
    {
        string file = System.IO.Path.Combine(Path, LearnedFile);
        try
        {
            if (!Presence.OfFile(file))
                return null;
            LearnedItems?[] all = JsonSerializer.Deserialize<LearnedItems?[]>(File.ReadAllText(file), s_strict) ?? throw new JsonException("It is null.");
            return [.. all.Select(learned => learned is { HeldOutShare: null or (>= 0 and <= 1) } ? learned
                : throw new JsonException("It holds null, or a share that is not from 0 to 1."))];
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw new InvalidDataException($"'{file}' does not say what the run learned from ({JsonFault.Reason(exception)}). Delete it, and go on "
                + $"with the run "
                + $"(--resume): it writes what it reads.", exception);
        }
    }

    /// <summary>Adds fingerprints to those that the run has: of what it reads, and of what the runs read that it starts from.</summary>
    internal void AddLearned(IEnumerable<LearnedItems> learned)
    {
        IReadOnlyList<LearnedItems> all = LearnedItems.Join([.. ReadLearned() ?? [], .. learned]);
        if (all.Count == 0)
            return;
        FileDraft.Write(System.IO.Path.Combine(Path, LearnedFile), JsonSerializer.SerializeToUtf8Bytes(all, s_indented));
    }

    /// <summary>Adds a line to <c>metrics.jsonl</c> and a record to the event file.</summary>
    internal void AppendMetrics(TrainingProgress report)
    {
        var line = new Dictionary<string, double>(report.Metrics.Where(metric =>
            double.IsFinite(metric.Value)))
        { ["step"] = report.Step, ["examplesPerSecond"] = report.ExamplesPerSecond };
        FileDoor.Append(System.IO.Path.Combine(Path, MetricsFile), [.. JsonSerializer.SerializeToUtf8Bytes(line), (byte)'\n']);
        (_events ??= EventFile.Create(Path, report.Step)).Write(report);
    }

    static JsonObject ReadJson(string file)
    {
        try
        {
            JsonObject json = JsonNode.Parse(File.ReadAllText(file), documentOptions: s_single) as JsonObject ?? throw new JsonException("It is no object.");
            // Texts are looked at when they are asked for; half a character in one is told here.
            _ = json.ToJsonString();
            return json;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw new InvalidDataException($"'{file}' is damaged ({JsonFault.Reason(exception)}). Train the model again into another folder.", exception);
        }
    }

    // A run that was killed may have left half a line; that is no reason not to go on.
    static Dictionary<string, double>? Parse(string line)
    {
        try
        {
            return JsonSerializer.Deserialize<Dictionary<string, double>>(line);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    // As sha256sum writes and checks them; each file reaches the disk first.
    static string Checksums(string folder) => string.Concat(Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal).Select(file =>
    {
        FileDoor.Flush(file);
        return $"{Checksum(file)}\n";
    }));

    static string Checksum(string file)
    {
        using FileStream content = File.OpenRead(file);
        return $"{Convert.ToHexStringLower(SHA256.HashData(content))}  {System.IO.Path.GetFileName(file)}";
    }
}
