using System.Diagnostics;
using CsCheck;
using MlNetFashion.Catalogues;

namespace MlNetFashion.Tests.Catalogues;

public class SourceFilesTests
{
    static readonly string[] s_forms = ["folder", "a.tar", "a.tar.gz", "a.tgz", "a.zip"];

    static readonly Gen<(string Name, byte[] Bytes)[]> s_files =
        from names in Gen.Select(Gen.OneOf("", "a/", "b/c/"), Gen.String[Gen.Char["abcXYZ019 é_-."], 1, 12], Gen.OneOf(".jpg", ".JPEG", ".png"))
            .Select((folder, stem, extension) => $"{folder}x{stem}x{extension}").Array[1, 8]
        from bytes in Gen.Byte.Array[1, 3000].Array[8]
        select names.Distinct(StringComparer.OrdinalIgnoreCase).Zip(bytes).ToArray();

    static List<SourceFile> Read(string source, RejectLog rejects) => [.. SourceFiles.Read([source], _ => true, rejects)];

    [Test]
    public void AFolderAndEveryArchiveOfItHoldTheSameFiles() =>
        s_files.Sample(
            files =>
            {
                using TemporaryFolder folder = new();
                foreach (string form in s_forms)
                {
                    var rejects = new RejectLog();
                    string source = folder.WriteSource(form, files);
                    Dictionary<string, byte[]> read = Read(source, rejects).ToDictionary(file => file.Name, file => file.Bytes);
                    Assert.That(read, Is.EquivalentTo(files.ToDictionary(file => file.Name, file => file.Bytes)), form);
                    Assert.That(rejects.Total, Is.Zero, form);
                }
            },
            iter: 30);

    [Test]
    public void FoldersAreReadInOrdinalOrderFolderByFolder()
    {
        using TemporaryFolder folder = new();
        string[] names = ["B.jpg", "a/1.jpg", "a/10.jpg", "a/2.jpg", "a/z/0.jpg", "a.jpg", "b.jpg", "é.jpg"];
        foreach (string name in names.Reverse())
            folder.Write(name, [1]);

        // "a" sorts before "a.jpg" as a name, so its files come before it.
        Assert.That(Read(folder.Path, new RejectLog()).Select(file => file.Name), Is.EqualTo(names));
    }

    [Test]
    public void SeveralSourcesAreReadOneAfterAnother()
    {
        using TemporaryFolder folder = new();
        string[] sources = [.. s_forms.Select((form, i) => folder.WriteSource(form, [($"{i}.jpg", [(byte)i])]))];
        SourceFile[] read = [.. SourceFiles.Read(sources, _ => true, new RejectLog())];
        Assert.That(read.Select(file => file.Source), Is.EqualTo(sources));
        Assert.That(read.SelectMany(file => file.Bytes), Is.EqualTo(new byte[] { 0, 1, 2, 3, 4 }));
    }

    [Test]
    public void UnwantedFilesAndShadowsOfMacOsAreNeverRead()
    {
        using TemporaryFolder folder = new();
        (string, byte[])[] files = [("LICENSE", [1]), ("README.md", []), ("styles.csv", [1]), ("1.jpg", [1]), ("._1.jpg", [1]), ("__MACOSX/2.jpg", [1])];
        foreach (string form in s_forms)
        {
            var rejects = new RejectLog();
            string source = folder.WriteSource(form, files);
            Assert.That(SourceFiles.Read([source], name => name.EndsWith(".jpg"), rejects).Select(file => file.Name), Is.EqualTo(new[] { "1.jpg" }), form);
            Assert.That(rejects.Total, Is.Zero, form);
        }
    }

    [Test]
    public void EmptyFilesAreRejectedAndTheRestIsRead()
    {
        using TemporaryFolder folder = new();
        foreach (string form in s_forms)
        {
            var rejects = new RejectLog();
            string source = folder.WriteSource(form, [("1.jpg", [1]), ("2.jpg", []), ("3.jpg", [3])]);
            Assert.That(Read(source, rejects).Select(file => file.Name), Is.EqualTo(new[] { "1.jpg", "3.jpg" }), form);
            Assert.That(rejects.Examples, Is.EqualTo(new[] { new RejectedEntry(source, "2.jpg", "The file is empty.") }), form);
        }
    }

    [Test]
    public void FilesAboveTheLimitAreRejectedAndTheRestIsRead()
    {
        using TemporaryFolder folder = new();
        byte[] large = new byte[SourceFiles.MaxFileBytes + 1];
        foreach (string form in new[] { "a.tar.gz", "a.zip", "folder" })
        {
            var rejects = new RejectLog();
            string source = folder.WriteSource(form, [("1.jpg", [1]), ("2.jpg", large), ("3.jpg", [3])]);
            Assert.That(Read(source, rejects).Select(file => file.Name), Is.EqualTo(new[] { "1.jpg", "3.jpg" }), form);
            Assert.That(rejects.Examples.Single().Reason, Is.EqualTo("The file has 64,000,001 bytes, more than the 64,000,000 allowed."), form);
        }
    }

    [Test]
    public void NamesThatLeaveTheArchiveComeOutHarmless()
    {
        (string Stored, string Read)[] names =
        [
            ("../../etc/passwd.jpg", "etc/passwd.jpg"), ("/abs/1.jpg", "abs/1.jpg"), ("./2.jpg", "2.jpg"), ("a//b/./3.jpg", "a/b/3.jpg"),
            (@"C:\photos\4.jpg", "photos/4.jpg"), ("bell\a\u001b[31m5.jpg", "bell[31m5.jpg"), ("…/6.jpg", "…/6.jpg"),
        ];
        using TemporaryFolder folder = new();
        foreach (string form in new[] { "a.tar", "a.zip" })
        {
            string source = folder.WriteSource(form, names.Select(name => (name.Stored, new byte[] { 1 })));
            var rejects = new RejectLog();
            Assert.That(Read(source, rejects).Select(file => file.Name), Is.EqualTo(names.Select(name => name.Read)),
                form + string.Join(' ', rejects.Examples));
        }
    }

    [Test]
    public void AMissingSourceIsNamedBeforeAnythingIsRead()
    {
        using TemporaryFolder folder = new();
        FileNotFoundException error = Assert.Throws<FileNotFoundException>(() => SourceFiles.Read([folder.Path, "nowhere.zip"], _ => true, new RejectLog()))!;
        Assert.That(error.Message, Does.StartWith("There is no file or folder \"nowhere.zip\"").And.EndsWith("Check the path."));
        Assert.That(Assert.Throws<ArgumentException>(() => SourceFiles.Read([], _ => true, new RejectLog()))!.Message, Does.StartWith("No source is named."));
    }

    [Test]
    [CancelAfter(20_000)]
    public void LinksThatGoRoundAndPipesDoNotHoldTheReaderUp()
    {
        if (!OperatingSystem.IsLinux())
            Assert.Ignore("Pipes among files are a matter of Unix.");
        using TemporaryFolder folder = new();
        folder.Write("a/1.jpg", [1]);
        Directory.CreateSymbolicLink(folder["a/round"], folder.Path);
        File.CreateSymbolicLink(folder["a/2.jpg"], folder["a/1.jpg"]);
        File.CreateSymbolicLink(folder["a/3.jpg"], folder["gone.jpg"]);
        using (Process pipe = Process.Start("mkfifo", folder["a/4.jpg"]))
            pipe.WaitForExit();

        var rejects = new RejectLog();
        Assert.That(Read(folder.Path, rejects).Select(file => file.Name), Is.EqualTo(new[] { "a/1.jpg", "a/2.jpg" }));
        Assert.That(rejects.Examples.Select(reject => reject.Name), Is.EquivalentTo(new[] { "a/3.jpg", "a/4.jpg" }));
    }
}
