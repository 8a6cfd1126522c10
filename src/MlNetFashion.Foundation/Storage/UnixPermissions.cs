using System.Runtime.InteropServices;

namespace MlNetFashion.Storage;

/// <summary>Who owns a file or folder of Linux, and who may do what with it. A symbolic link stands for itself.</summary>
/// <param name="Owner">The number of the user.</param>
/// <param name="Mode">Kind and permissions, as stat(2) has them.</param>
readonly partial record struct UnixPermissions(uint Owner, ushort Mode)
{
    const int Kind = 0xF000, Folder = 0x4000, Ordinary = 0x8000, Link = 0xA000, Sticky = 0x0200, WritableByOthers = 0x0012;

    // Symbolic links may lead to each other for ever.
    const int MostLinks = 40;

    static readonly uint s_user = OperatingSystem.IsLinux() ? geteuid() : 0;

    public bool IsFolder => (Mode & Kind) == Folder;

    public bool IsOrdinaryFile => (Mode & Kind) == Ordinary;

    public bool IsLink => (Mode & Kind) == Link;

    /// <summary>Whether it is the user's who runs this process.</summary>
    public bool IsOwn => Owner == s_user;

    /// <summary>Whether its group, or everybody, may write it.</summary>
    public bool IsWritableByOthers => (Mode & WritableByOthers) != 0;

    /// <summary>The permissions as chmod(1) writes them: "0755".</summary>
    public string Octal => Convert.ToString(Mode & 0xFFF, 8).PadLeft(4, '0');

    /// <summary>Those of a path; null where nothing is there.</summary>
    public static UnixPermissions? Of(string path)
    {
        const int CurrentFolder = -100, LinkItself = 0x100;
        const uint BasicFields = 0x7FF;
        // struct statx: the same on every processor, which struct stat is not.
        Span<byte> status = stackalloc byte[256];
        if (statx(CurrentFolder, path, LinkItself, BasicFields, ref MemoryMarshal.GetReference(status)) != 0)
            return null;
        return new(MemoryMarshal.Read<uint>(status[20..]), MemoryMarshal.Read<ushort>(status[28..]));
    }

    /// <summary>Finds the folder through which somebody else could put another file or folder at a path: the path itself or one above it.</summary>
    /// <returns>Null where only the user and the system's administrator can.</returns>
    public static string? FindOpenFolder(string path) => FindOpenFolder(Path.GetFullPath(path), MostLinks);

    static string? FindOpenFolder(string path, int links)
    {
        if (Path.GetDirectoryName(path) is { } parent && FindOpenFolder(parent, links) is { } open)
            return open;
        if (Of(path) is not { } found || !(found.IsOwn || found.IsAdministrators))
            return path;
        if (found.IsLink)
        {
            return links > 0 && new FileInfo(path).LinkTarget is { } target
                ? FindOpenFolder(Path.GetFullPath(target, Path.GetDirectoryName(path) ?? "/"), links - 1)
                : path;
        }

        // In a folder with the sticky bit (/tmp) others may make files, but not rename those of the user.
        return !found.IsWritableByOthers || (found.Mode & Sticky) != 0 ? null : path;
    }

    // Who owns the root of all folders can change all of them; in some containers that is not user 0.
    bool IsAdministrators => Owner == 0 || Owner == Of("/")?.Owner;

    [LibraryImport("libc")]
    private static partial uint geteuid();

    [LibraryImport("libc", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int statx(int folder, string path, int flags, uint mask, ref byte status);
}
