namespace MlNetFashion.Storage;

/// <summary>Whether files and folders are there. Where one may not look, that is told: what cannot be seen is not missing.</summary>
static class Presence
{
    /// <summary>Whether there is a file.</summary>
    /// <exception cref="UnauthorizedAccessException">A folder above it is closed to the user.</exception>
    public static bool OfFile(string path) => File.Exists(path) || IsHidden(path);

    /// <summary>Whether there is a folder.</summary>
    /// <inheritdoc cref="OfFile" path="/exception"/>
    public static bool OfFolder(string path) => Directory.Exists(path) || IsHidden(path);

    /// <summary>Whether there is a file or a folder.</summary>
    /// <inheritdoc cref="OfFile" path="/exception"/>
    public static bool OfAnything(string path) => Path.Exists(path) || IsHidden(path);

    // Never true: asking for what is in a closed folder is an error.
    static bool IsHidden(string path)
    {
        try
        {
            File.GetAttributes(path);
        }
        catch (Exception e) when (e is IOException or ArgumentException or NotSupportedException)
        {
        }

        return false;
    }
}
