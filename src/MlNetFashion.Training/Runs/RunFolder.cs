using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using MlNetFashion.Models;
using MlNetFashion.Notebooks;
using MlNetFashion.Storage;
using MlNetFashion.Text;

namespace MlNetFashion.Training.Runs;

/// <summary>Where a run keeps what it needs to go on and what it wants to be judged by.</summary>
/// <remarks><c>options.json</c> (with the name of the recipe that made it), <c>learned.json</c>
/// (fingerprints of what is learned from), <c>metrics.jsonl</c> (one line a report),
/// <c>events.out.tfevents.…</c> (the same for TensorBoard), <c>curves.png</c> (drawn with each
/// checkpoint), <c>checkpoint/</c> (replaced whole, by a rename; its <c>checksums.txt</c> is as
/// sha256sum writes it), <c>run.lock</c> (one program at a time trains here) and
/// sample pictures.</remarks>
[TypeFormatterSource(typeof(RunFormatterSource), PreferredMimeTypes = ["text/html"])]
public sealed partial class RunFolder
{
    const string RecipeField = "Recipe";

    const string OptionsFile = "options.json", LearnedFile = "learned.json", LockFile = "run.lock";

    static readonly JsonDocumentOptions s_single = new() { AllowDuplicateProperties = false };

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
    /// <exception cref="InvalidDataException">The folder is not one of a run, or its options do not name a recipe.</exception>
    public string Recipe
    {
        get
        {
            string file = System.IO.Path.Combine(Path, OptionsFile);
            if (!Presence.OfFile(file))
                throw new InvalidDataException($"\"{Path}\" is a folder, but not one of a run: it has no {OptionsFile}. Name the folder of a fashion train.");
            if (Options(file)[RecipeField] is JsonValue value && value.TryGetValue(out string? name))
                return name;
            throw new InvalidDataException($"\"{file}\" does not say which recipe made the run. Train the model again into another folder.");
        }
    }

    /// <summary>Sees that nobody else trains into the folder until the result is disposed.</summary>
    /// <exception cref="IOException">Somebody does.</exception>
    internal FolderLock Lock() => new(Path, LockFile, "training");

    /// <summary>Sees that one of some recipes made the run.</summary>
    /// <param name="recipes">Their names.</param>
    /// <exception cref="InvalidDataException">None did.</exception>
    internal void RequireRecipe(params IReadOnlyList<string> recipes)
    {
        if (!recipes.Contains(Recipe))
        {
            throw new InvalidDataException($"\"{Path}\" is a run of fashion train {Recipe}, "
                + $"but one of fashion train {Either(recipes)} is needed. Name another folder.");
        }

        static string Either(IReadOnlyList<string> names) =>
            names.Count == 1 ? names[0] : $"{string.Join(", ", names.SkipLast(1))} or {names[^1]}";
    }

    /// <summary>Reads the run's options.</summary>
    /// <exception cref="InvalidDataException">They are missing or damaged.</exception>
    internal T ReadOptions<T>(JsonTypeInfo<T> info) where T : class
    {
        string file = System.IO.Path.Combine(Path, OptionsFile);
        try
        {
            return Options(file).Deserialize(info)!;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw new InvalidDataException($"'{file}' lacks options of a run of {Recipe} ({JsonFault.Reason(exception)}). "
                + "Add them as a new run's options.json has them, or train it again into another folder.", exception);
        }
    }

    /// <summary>Writes the run's recipe and options, readable.</summary>
    /// <param name="recipe">The recipe's name.</param>
    /// <param name="options">All options.</param>
    /// <param name="info">Their JSON.</param>
    internal void WriteOptions<T>(string recipe, T options, JsonTypeInfo<T> info) where T : class
    {
        JsonObject json = JsonSerializer.SerializeToNode(options, info)!.AsObject();
        json.Insert(0, RecipeField, recipe);
        FileDraft.Write(System.IO.Path.Combine(Path, OptionsFile), Encoding.UTF8.GetBytes(json.ToJsonString(info.Options)));
    }

    /// <summary>Fingerprints of what the run learned from; null where it wrote down none.</summary>
    /// <exception cref="InvalidDataException">The file is damaged.</exception>
    internal IReadOnlyList<LearnedItems>? ReadLearned()
    {
        string file = System.IO.Path.Combine(Path, LearnedFile);
        try
        {
            if (!Presence.OfFile(file))
                return null;
            LearnedItems?[] all = JsonSerializer.Deserialize(File.ReadAllText(file), RunFilesJson.Default.LearnedItemsArray)
                ?? throw new JsonException("It is null.");
            return [.. all.Select(learned => learned is { HeldOutShare: null or (>= 0 and <= 1) } ? learned
                : throw new JsonException("It holds null, or a share that is not from 0 to 1."))];
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw new InvalidDataException($"'{file}' does not say what the run learned from ({JsonFault.Reason(exception)}). "
                + "Delete it, and go on with the run (--resume): it writes what it reads.", exception);
        }
    }

    /// <summary>Adds fingerprints to those that the run has: of what it reads, and of what the runs read that it starts from.</summary>
    internal void AddLearned(IEnumerable<LearnedItems> learned)
    {
        IReadOnlyList<LearnedItems> all = LearnedItems.Join([.. ReadLearned() ?? [], .. learned]);
        if (all.Count == 0)
            return;
        FileDraft.Write(System.IO.Path.Combine(Path, LearnedFile), JsonSerializer.SerializeToUtf8Bytes([.. all], RunFilesJson.Default.LearnedItemsArray));
    }

    static JsonObject Options(string file)
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
}
