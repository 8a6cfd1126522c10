namespace MlNetFashion.Storage;

/// <summary>Where the product keeps what it can make again: the sample catalogue's index, the last contact sheet, libtorch's mended library.</summary>
static class UserCache
{
    const string Name = "mlnetfashion", TemporaryPrefix = $"{Name}-cache-";

    /// <summary>The folder of the user's own: in <c>XDG_CACHE_HOME</c>, <c>~/.cache</c>, or what the system has for it. Null where there is no home: a
    /// relative path would litter the folder that one stands in.</summary>
    public static string? OfUser => Path.Combine(CacheHome(), Name) is var folder && Path.IsPathFullyQualified(folder) ? folder : null;

    /// <summary>The folders to read from, best first: those that nobody else can have written.</summary>
    public static IEnumerable<string> Readable() =>
        ((string?[])[OfUser, FindTemporary()]).OfType<string>().Where(folder => Directory.Exists(folder)
            && (!OperatingSystem.IsLinux() || UnixPermissions.FindOpenFolder(folder) is null));

    /// <summary>The folder to write to: the user's own; where that is not to be had, one in the temporary folder whose name nobody can foresee. It is made if
    /// it is missing.</summary>
    /// <exception cref="IOException">There is none.</exception>
    public static string Writable()
    {
        var reasons = new List<string>();
        foreach (Func<string?> candidate in (Func<string?>[])[() => OfUser, FindOrMakeTemporary])
        {
            try
            {
                if (candidate() is not { } folder)
                    continue;
                PrivateFolder.Make(folder);
                string probe = Path.Combine(folder, Path.GetRandomFileName());
                new FileStream(probe, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose).Dispose();
                return folder;
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                reasons.Add(e.Message);
            }
        }

        throw new IOException($"No cache folder can be written: {string.Join(" ", reasons)} Name a cache folder with XDG_CACHE_HOME.");
    }

    static string FindOrMakeTemporary() => FindTemporary() ?? Directory.CreateTempSubdirectory(TemporaryPrefix).FullName;

    // What an earlier process made is known by its owner.
    static string? FindTemporary()
    {
        try
        {
            return Directory.EnumerateDirectories(Path.GetTempPath(), $"{TemporaryPrefix}*").Order(StringComparer.Ordinal)
                .FirstOrDefault(PrivateFolder.IsPrivate);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    static string CacheHome()
    {
        if (Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } named && Path.IsPathFullyQualified(named))
            return named;
        string home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        if (OperatingSystem.IsWindows())
            return Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData);
        return OperatingSystem.IsMacOS() ? Path.Combine(home, "Library", "Caches") : Path.Combine(home, ".cache");
    }
}
