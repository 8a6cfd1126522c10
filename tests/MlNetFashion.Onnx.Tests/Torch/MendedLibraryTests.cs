using System.Runtime.Versioning;
using MlNetFashion.Storage;
using MlNetFashion.Tests;
using NUnit.Framework;

namespace MlNetFashion.Onnx.Tests.Torch;

/// <summary>Only what was mended here is loaded.</summary>
[Platform("Linux")]
[UnsupportedOSPlatform("windows")]
public sealed class MendedLibraryTests
{
    static readonly byte[] s_content = [.. Enumerable.Range(0, 5000).Select(i => (byte)(i * 7))];

    [Test]
    public void A_copy_is_kept_and_used_again()
    {
        using TemporaryFolder folder = new();
        PrivateFolder.Make(folder.Path);
        string path = MendedLibrary.Keep(folder.Path, "lib", s_content);
        Assert.That(File.ReadAllBytes(path), Is.EqualTo(s_content));
        DateTime written = File.GetLastWriteTimeUtc(path).AddDays(-1);
        File.SetLastWriteTimeUtc(path, written);
        Assert.That(MendedLibrary.Keep(folder.Path, "lib", s_content), Is.EqualTo(path));
        Assert.That(File.GetLastWriteTimeUtc(path), Is.EqualTo(written));
        Assert.That(Directory.GetFileSystemEntries(folder.Path), Is.EqualTo(new[] { path }));
    }

    [Test]
    public void A_copy_that_was_changed_planted_or_cut_is_made_anew()
    {
        using TemporaryFolder folder = new();
        PrivateFolder.Make(folder.Path);
        string path = MendedLibrary.Keep(folder.Path, "lib", s_content);
        byte[] planted = [.. s_content];
        planted[4000] ^= 1;
        string elsewhere = Path.Combine(folder.Path, "elsewhere");
        foreach (Action change in (Action[])
            [
                () => File.WriteAllBytes(path, planted),
                () => File.WriteAllBytes(path, s_content[..100]),
                () => File.SetUnixFileMode(path, (UnixFileMode)0b110_110_110),
                () =>
                {
                    File.Move(path, elsewhere);
                    File.CreateSymbolicLink(path, elsewhere);
                },
            ])
        {
            change();
            Assert.That(MendedLibrary.Keep(folder.Path, "lib", s_content), Is.EqualTo(path));
            Assert.That(File.ReadAllBytes(path), Is.EqualTo(s_content));
            Assert.That(PrivateFolder.IsPrivateFile(path));
        }
    }

    [Test]
    public void Where_the_cache_is_not_the_users_alone_nothing_in_it_is_loaded_or_changed_and_nothing_stays_elsewhere()
    {
        using TemporaryFolder folder = new();
        string native = Path.Combine(folder.Path, "native");
        Directory.CreateDirectory(native);
        File.SetUnixFileMode(native, (UnixFileMode)0b111_111_111);
        string[] before = Directory.GetDirectories(Path.GetTempPath(), "mlnetfashion-????????");
        // What is loaded is a real library, under another name so that it is not in the process yet.
        byte[] library = File.ReadAllBytes(Directory.GetFiles(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "libSystem.Native.so").Single());
        Assert.That(MendedLibrary.Load("lib", library, folder.Path), Is.Not.Zero);
        Assert.That(Directory.GetFileSystemEntries(native), Is.Empty);
        Assert.That(Directory.GetDirectories(Path.GetTempPath(), "mlnetfashion-????????").Except(before)
            .Where(made => Directory.GetFiles(made, "lib-*").Length > 0), Is.Empty);
    }

    [Test]
    public void A_version_need_becomes_weak_and_nothing_else_changes()
    {
        string path = Directory.GetFiles(AppContext.BaseDirectory, "libLibTorchSharp.so", SearchOption.AllDirectories).First();
        byte[] before = File.ReadAllBytes(path), after = [.. before];
        Assert.That(ElfVersions.TrySetWeak(after, "GLIBCXX_3.4.32"));
        int[] changed = [.. Enumerable.Range(0, before.Length).Where(i => before[i] != after[i])];
        Assert.That(changed, Has.Length.EqualTo(1));
        Assert.That(after[changed[0]] ^ before[changed[0]], Is.EqualTo(2), "VER_FLG_WEAK");
        Assert.That(ElfVersions.TrySetWeak(after, "GLIBCXX_9.9.99"), Is.False);
        Assert.That(ElfVersions.TrySetWeak(after.AsSpan(0, 60), "GLIBCXX_3.4.32"), Is.False);
    }
}
