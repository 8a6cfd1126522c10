namespace MlNetFashion.Storage;

/// <summary>The one door to the disk for all that is written: folders and files are made, filled, flushed, renamed and deleted here.</summary>
/// <remarks>A test stands in it (<see cref="Watch"/>) for what it calls itself,
/// on whatever threads, and for nothing else; so it can make each step fail in turn.</remarks>
static class FileDoor
{
    static readonly AsyncLocal<FileGate?> s_gate = new();

    /// <summary>Shows a gate every step that the caller takes from now on, until the result is disposed.</summary>
    public static IDisposable Watch(FileGate gate)
    {
        s_gate.Value = gate;
        return new Watched();
    }

    /// <summary>Makes a folder, and those above it, where it is missing.</summary>
    public static void MakeFolder(string path)
    {
        if (Directory.Exists(path))
            return;
        Pass(FileStep.MakeFolder, path);
        Directory.CreateDirectory(path);
    }

    /// <summary>Makes a folder with permissions where it is missing; those above it take the usual ones.</summary>
    public static void MakeFolder(string path, UnixFileMode mode)
    {
        if (Directory.Exists(path))
            return;
        Pass(FileStep.MakeFolder, path);
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(path);
        else
            Directory.CreateDirectory(path, mode);
    }

    /// <summary>Makes a new file, to be read by anyone and written by the caller alone.</summary>
    /// <exception cref="IOException">There is a file of that name.</exception>
    public static NewFile Create(string path)
    {
        Pass(FileStep.Create, path);
        return new NewFile(path);
    }

    /// <summary>Adds to the end of a file, which is made if it is missing. Somebody may read it meanwhile, and may find the end cut off.</summary>
    public static void Append(string path, ReadOnlySpan<byte> bytes)
    {
        Pass(FileStep.Write, path, bytes.Length);
        using var file = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
        file.Write(bytes);
    }

    /// <summary>Sees that a file that somebody else wrote is on the disk.</summary>
    public static void Flush(string path)
    {
        Pass(FileStep.Flush, path);
        using var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.Read, bufferSize: 0);
        file.Flush(flushToDisk: true);
    }

    /// <summary>Gives a file another name; one that has it already is replaced.</summary>
    public static void Rename(string from, string to)
    {
        Pass(FileStep.Rename, to);
        File.Move(from, to, overwrite: true);
    }

    /// <summary>Gives a folder another name, which is free.</summary>
    public static void RenameFolder(string from, string to)
    {
        Pass(FileStep.Rename, to);
        Directory.Move(from, to);
    }

    /// <summary>Deletes a file if it is there.</summary>
    public static void Delete(string path)
    {
        if (!File.Exists(path))
            return;
        Pass(FileStep.Delete, path);
        File.Delete(path);
    }

    /// <summary>Deletes a folder with all that is in it, if it is there.</summary>
    public static void DeleteFolder(string path)
    {
        if (!Directory.Exists(path))
            return;
        Pass(FileStep.Delete, path);
        Directory.Delete(path, recursive: true);
    }

    /// <summary>Deletes what is of no use any more. Where that cannot be done (somebody reads
    /// it, or the disk refuses), whoever writes here next does it.</summary>
    public static void TryDelete(string path)
    {
        try
        {
            Delete(path);
            DeleteFolder(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
        }
    }

    /// <summary>Deletes a folder in which there is nothing.</summary>
    public static void TryDeleteEmptyFolder(string path)
    {
        try
        {
            if (!Directory.Exists(path) || Directory.EnumerateFileSystemEntries(path).Any())
                return;
            Pass(FileStep.Delete, path);
            Directory.Delete(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
        }
    }

    /// <summary>Tells the gate, if there is one.</summary>
    /// <returns>How many of the bytes go through.</returns>
    internal static int Pass(FileStep step, string path, int bytes = 0) => s_gate.Value?.Invoke(step, path, bytes) ?? bytes;

    sealed class Watched : IDisposable
    {
        public void Dispose() => s_gate.Value = null;
    }
}
