namespace MlNetFashion.Storage;

/// <summary>Folders into which nobody but the user can write, and in whose place nobody can put another: what is executed or trusted comes from such.</summary>
/// <remarks>Looked at on Linux, where the temporary folder is shared. Windows and macOS give each user one of his own.</remarks>
static class PrivateFolder
{
    const UnixFileMode OnlyUser = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>Makes a folder if it is missing, with mode 0700, and sees that it is the user's alone. One that others could only read is closed to
    /// them.</summary>
    /// <exception cref="IOException">It is a link or another user's, or others can write into it or into one above it.</exception>
    public static void Make(string path)
    {
        FileDoor.MakeFolder(path, OnlyUser);
        if (WhyNot(path) is { } reason)
            throw new IOException($"What lies in \"{path}\" cannot be trusted: {reason}. Delete it, if it is yours.");
        if (OperatingSystem.IsLinux())
            File.SetUnixFileMode(path, OnlyUser);
    }

    /// <summary>Whether a folder is there and the user's alone.</summary>
    public static bool IsPrivate(string path) => Directory.Exists(path) && WhyNot(path) is null;

    /// <summary>Whether a file is the user's alone. Whoever made it otherwise may hold it open still, and change it after it was looked at.</summary>
    public static bool IsPrivateFile(string path) =>
        !OperatingSystem.IsLinux() ? File.Exists(path) : UnixPermissions.Of(path) is { IsOrdinaryFile: true, IsOwn: true, IsWritableByOthers: false };

    static string? WhyNot(string path)
    {
        if (!OperatingSystem.IsLinux())
            return null;
        return UnixPermissions.Of(path) switch
        {
            null => "it is not there",
            { IsLink: true } => "it is a symbolic link",
            { IsFolder: false } => "it is no folder",
            { IsOwn: false, Owner: uint owner } => $"it belongs to another user (number {owner})",
            { IsWritableByOthers: true } open => $"others can write into it (mode {open.Octal})",
            _ => UnixPermissions.FindOpenFolder(path) is { } above ? $"others can change \"{above}\" above it" : null,
        };
    }
}
