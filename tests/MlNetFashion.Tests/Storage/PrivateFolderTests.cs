using System.Diagnostics;
using System.Runtime.Versioning;
using MlNetFashion.Storage;

namespace MlNetFashion.Tests.Storage;

/// <summary>What is executed or trusted lies where nobody but the user can have put it.</summary>
[Platform("Linux")]
[UnsupportedOSPlatform("windows")]
public sealed class PrivateFolderTests
{
    const UnixFileMode OnlyUser = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    [Test]
    public void A_folder_that_is_made_is_the_users_alone()
    {
        using TemporaryFolder folder = new();
        PrivateFolder.Make(folder["cache"]);
        Assert.That(File.GetUnixFileMode(folder["cache"]), Is.EqualTo(OnlyUser));
        Assert.That(PrivateFolder.IsPrivate(folder["cache"]));
        Assert.That(PrivateFolder.IsPrivate(folder["none"]), Is.False);
    }

    [Test]
    public void A_folder_that_others_could_only_read_is_closed_to_them()
    {
        using TemporaryFolder folder = new();
        Directory.CreateDirectory(folder["cache"], OnlyUser | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
        PrivateFolder.Make(folder["cache"]);
        Assert.That(File.GetUnixFileMode(folder["cache"]), Is.EqualTo(OnlyUser));
    }

    [TestCase("chmod", "0770", "others can write into it (mode 0770)")]
    [TestCase("chmod", "0702", "others can write into it (mode 0702)")]
    [TestCase("chown", "65534", "it belongs to another user (number 65534)")]
    public void A_folder_that_others_can_write_is_refused_and_stays_as_it_is(string command, string to, string reason)
    {
        RequireRoot(command == "chown");
        using TemporaryFolder folder = new();
        Directory.CreateDirectory(folder["cache"], OnlyUser);
        Run(command, to, folder["cache"]);
        UnixPermissions? before = UnixPermissions.Of(folder["cache"]);
        Assert.That(() => PrivateFolder.Make(folder["cache"]), Throws.TypeOf<IOException>().With.Message.Contains(reason));
        Assert.That(PrivateFolder.IsPrivate(folder["cache"]), Is.False);
        Assert.That(UnixPermissions.Of(folder["cache"]), Is.EqualTo(before));
    }

    [Test]
    public void A_link_and_a_file_are_refused()
    {
        using TemporaryFolder folder = new();
        PrivateFolder.Make(folder["real"]);
        Directory.CreateSymbolicLink(folder["link"], folder["real"]);
        Assert.That(() => PrivateFolder.Make(folder["link"]), Throws.TypeOf<IOException>().With.Message.Contains("it is a symbolic link"));
        File.WriteAllText(folder["file"], "");
        Assert.That(() => PrivateFolder.Make(folder["file"]), Throws.InstanceOf<IOException>());
    }

    [Test]
    public void A_folder_below_one_that_others_can_change_is_refused_unless_the_sticky_bit_keeps_it()
    {
        using TemporaryFolder folder = new();
        Directory.CreateDirectory(folder["open"]);
        PrivateFolder.Make(folder["open/cache"]);
        Run("chmod", "0777", folder["open"]);
        Assert.That(() => PrivateFolder.Make(folder["open/cache"]), Throws.TypeOf<IOException>()
            .With.Message.Contains($"others can change \"{folder["open"]}\" above it"));
        Run("chmod", "1777", folder["open"]);
        Assert.That(() => PrivateFolder.Make(folder["open/cache"]), Throws.Nothing);
    }

    [Test]
    public void A_link_above_is_followed_to_where_it_leads()
    {
        using TemporaryFolder folder = new();
        Directory.CreateDirectory(folder["open"]);
        PrivateFolder.Make(folder["open/cache"]);
        Directory.CreateSymbolicLink(folder["link"], folder["open"]);
        Assert.That(PrivateFolder.IsPrivate(folder["link/cache"]));
        Run("chmod", "0777", folder["open"]);
        Assert.That(PrivateFolder.IsPrivate(folder["link/cache"]), Is.False);
        Directory.CreateSymbolicLink(folder["round"], folder["round"]);
        Assert.That(UnixPermissions.FindOpenFolder(folder["round"]), Is.EqualTo(folder["round"]));
    }

    [Test]
    public void A_file_is_trusted_only_where_nobody_else_can_have_written_it()
    {
        using TemporaryFolder folder = new();
        File.WriteAllText(folder["file"], "");
        Run("chmod", "0644", folder["file"]);
        Assert.That(PrivateFolder.IsPrivateFile(folder["file"]));
        File.CreateSymbolicLink(folder["link"], folder["file"]);
        Assert.That(PrivateFolder.IsPrivateFile(folder["link"]), Is.False);
        Run("chmod", "0664", folder["file"]);
        Assert.That(PrivateFolder.IsPrivateFile(folder["file"]), Is.False);
        Assert.That(PrivateFolder.IsPrivateFile(folder["none"]), Is.False);
        RequireRoot(true);
        Run("chmod", "0644", folder["file"]);
        Run("chown", "65534", folder["file"]);
        Assert.That(PrivateFolder.IsPrivateFile(folder["file"]), Is.False);
    }

    static void RequireRoot(bool isNeeded)
    {
        if (isNeeded && Environment.UserName != "root")
            Assert.Ignore("Only root can give a file to another user.");
    }

    static void Run(string command, string to, string path)
    {
        using var process = Process.Start(command, [to, path]);
        process.WaitForExit();
        Assert.That(process.ExitCode, Is.Zero);
    }
}
