namespace MlNetFashion.Tool;

/// <summary>Where the tool keeps what it can make again: the sample catalogue's index and the last contact sheet.</summary>
static class CacheFolder
{
    const string Name = "mlnetfashion";

    /// <summary>Where to look, the first that can be written is the one to write to: the user's cache folder, then a temporary one.</summary>
    /// <remarks>Without a home there is no cache folder of the user's; a relative path would litter the folder that one stands in.</remarks>
    public static IReadOnlyList<string> Candidates { get; } =
    [
        .. ((string[])[Path.Combine(OfUser(), Name)]).Where(Path.IsPathFullyQualified),
        Path.Combine(Path.GetTempPath(), $"{Name}-{Environment.UserName}"),
    ];

    /// <summary>The first candidate that files can be written to; it is made if it is missing.</summary>
    /// <exception cref="IOException">There is none.</exception>
    public static string Writable()
    {
        var reasons = new List<string>();
        foreach (string candidate in Candidates)
        {
            try
            {
                Directory.CreateDirectory(candidate);
                string probe = Path.Combine(candidate, Path.GetRandomFileName());
                new FileStream(probe, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose).Dispose();
                return candidate;
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                reasons.Add(e.Message.TrimEnd('.'));
            }
        }

        throw new IOException($"No cache folder can be written: {string.Join(", ", Candidates)} ({reasons[0]}). "
            + "Name a cache folder with XDG_CACHE_HOME, or search an index of your own with --index DIR.");
    }

    static string OfUser()
    {
        if (Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } named && Path.IsPathFullyQualified(named))
            return named;
        string home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        if (OperatingSystem.IsWindows())
            return Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData);
        return OperatingSystem.IsMacOS() ? Path.Combine(home, "Library", "Caches") : Path.Combine(home, ".cache");
    }
}
