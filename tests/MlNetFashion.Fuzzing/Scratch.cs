namespace MlNetFashion.Fuzzing;

/// <summary>A folder for the files of one loader, gone when the process ends.</summary>
sealed class Scratch
{
    readonly string _path = Directory.CreateTempSubdirectory("mlnetfashion-fuzzing-").FullName;

    public Scratch() => AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(_path, recursive: true);

    public string Path => _path;

    public string this[string name] => System.IO.Path.Combine(_path, name);

    /// <summary>Writes a file and gives its path.</summary>
    public string Write(string name, byte[] content)
    {
        string path = this[name];
        File.WriteAllBytes(path, content);
        return path;
    }

    /// <summary>What a writer puts into a file.</summary>
    public static byte[] Made(Action<string> write)
    {
        using Tests.TemporaryFolder folder = new();
        write(folder["made"]);
        return File.ReadAllBytes(folder["made"]);
    }
}
