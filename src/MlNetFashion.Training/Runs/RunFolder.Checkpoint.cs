using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using MlNetFashion.Storage;
using MlNetFashion.Training.Runs.Curves;
using static TorchSharp.torch;

namespace MlNetFashion.Training.Runs;

public sealed partial class RunFolder
{
    const string StepFile = "step.txt", ChecksumsFile = "checksums.txt";

    string Checkpoint => System.IO.Path.Combine(Path, "checkpoint");

    string Former => Checkpoint + ".former";

    // The two renames of SaveCheckpoint are not one: a stop in between leaves only the former checkpoint.
    string Current => Presence.OfFolder(Checkpoint) || !Presence.OfFolder(Former) ? Checkpoint : Former;

    /// <summary>Whether there is a checkpoint to go on from.</summary>
    public bool HasCheckpoint => Presence.OfFolder(Current);

    /// <summary>A file of the checkpoint.</summary>
    internal string CheckpointFile(string name) => System.IO.Path.Combine(Current, name);

    /// <summary>Whether the checkpoint has a file.</summary>
    internal bool HasCheckpointFile(string name) => Presence.OfFile(CheckpointFile(name));

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

    /// <summary>Sees that a checkpoint has a file.</summary>
    /// <exception cref="FileNotFoundException">There is no checkpoint, or it lacks the file.</exception>
    internal void RequireCheckpoint(string file)
    {
        if (!Presence.OfFile(CheckpointFile(file)))
            throw new FileNotFoundException($"'{Path}' has no checkpoint with '{file}'. Go on with the run (--resume) until it has one, or name another.",
                CheckpointFile(file));
        string checksums = CheckpointFile(ChecksumsFile);
        if (!Presence.OfFile(checksums))
            throw new InvalidDataException($"'{checksums}' is missing, by which damage is told. "
                + "Take the run from a copy, or train it again into another folder.");
        if (!File.ReadLines(checksums).Contains(Checksum(CheckpointFile(file))))
            throw new InvalidDataException($"'{CheckpointFile(file)}' is damaged: its checksum is not the one of '{ChecksumsFile}' beside it. "
                + "Take the run from a copy, or train it again into another folder.");
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
                + "Take the run from a copy, or train it again into another folder.", exception);
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
