namespace MlNetFashion.Tests;

/// <summary>A folder that is gone after the test, with everything in it.</summary>
sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("mlnetfashion-").FullName;

    /// <summary>The path of a file of it.</summary>
    public string this[string name] => System.IO.Path.Combine(Path, name);

    public string Write(string name, byte[] bytes)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(this[name])!);
        File.WriteAllBytes(this[name], bytes);
        return this[name];
    }

    public string Write(string name, string text) => Write(name, System.Text.Encoding.UTF8.GetBytes(text));

    public string WriteZipped(string name, byte[] bytes) => Write(name, ArchiveBytes.Gzip(bytes));

    /// <summary>The files as a folder, a .tar, a .tar.gz or a .zip, by the name's extension.</summary>
    public string WriteSource(string name, IEnumerable<(string Name, byte[] Bytes)> files)
    {
        if (name.EndsWith(".tar", StringComparison.Ordinal))
            return Write(name, ArchiveBytes.Tar(files));
        if (name.EndsWith(".gz", StringComparison.Ordinal) || name.EndsWith(".tgz", StringComparison.Ordinal))
            return WriteZipped(name, ArchiveBytes.Tar(files));
        if (name.EndsWith(".zip", StringComparison.Ordinal))
            return Write(name, ArchiveBytes.Zip(files));
        Directory.CreateDirectory(this[name]);
        foreach ((string file, byte[] bytes) in files)
            Write(System.IO.Path.Combine(name, file), bytes);
        return this[name];
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
