using System.Text.Json;

namespace MlNetFashion.Training;

/// <summary>Where a run keeps what it needs to go on and what it wants to be judged by.</summary>
/// <remarks><c>options.json</c>, <c>metrics.jsonl</c> (one line a report), <c>checkpoint/</c> (replaced whole, by a rename) and sample pictures.</remarks>
public sealed class RunFolder
{
    static readonly JsonSerializerOptions s_indented = new() { WriteIndented = true };

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
    /// <param name="write">Writes the files into the folder it is given.</param>
    public void SaveCheckpoint(Action<string> write)
    {
        string next = Checkpoint + ".next";
        if (Directory.Exists(next))
            Directory.Delete(next, recursive: true);
        Directory.CreateDirectory(next);
        write(next);
        if (Directory.Exists(Checkpoint))
            Directory.Move(Checkpoint, Former);
        Directory.Move(next, Checkpoint);
        if (Directory.Exists(Former))
            Directory.Delete(Former, recursive: true);
    }

    /// <summary>Writes the run's options, readable.</summary>
    public void WriteOptions<T>(T options)
    {
        string file = System.IO.Path.Combine(Path, "options.json"), temporary = file + ".tmp";
        File.WriteAllText(temporary, JsonSerializer.Serialize(options, s_indented));
        File.Move(temporary, file, overwrite: true);
    }

    /// <summary>Adds a line to <c>metrics.jsonl</c>.</summary>
    public void AppendMetrics(IReadOnlyDictionary<string, double> metrics) =>
        File.AppendAllText(System.IO.Path.Combine(Path, "metrics.jsonl"), JsonSerializer.Serialize(metrics) + "\n");

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
