namespace MlNetFashion.Storage;

/// <summary>A folder that is made, with those above it, where it is missing, and goes again at the end if nothing came into it.</summary>
sealed class MadeFolder : IDisposable
{
    readonly List<string> _made = [];

    public MadeFolder(string path)
    {
        for (string? folder = Path.GetFullPath(path); folder is not null && !Directory.Exists(folder); folder = Path.GetDirectoryName(folder))
            _made.Add(folder);
        FileDoor.MakeFolder(path);
    }

    public void Dispose() => _made.ForEach(FileDoor.TryDeleteEmptyFolder);
}
