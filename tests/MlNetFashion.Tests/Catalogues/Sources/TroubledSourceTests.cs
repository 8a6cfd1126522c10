using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using MlNetFashion.Catalogues;

namespace MlNetFashion.Tests.Catalogues;

/// <summary>Sources as other programs pack them and as people keep them.</summary>
public class TroubledSourceTests
{
    static readonly byte[] s_jpeg = [0xff, 0xd8, 0xff, 0xe0, 1, 2, 3];

    static (CatalogueEntry[] Entries, RejectLog Rejects) Read(params string[] sources)
    {
        var rejects = new RejectLog();
        return ([.. CatalogueReader.Open(sources, new CatalogueReaderOptions(), rejects)], rejects);
    }

    [TestCase("photos")]
    [TestCase("a.zip")]
    [TestCase("a.tar")]
    [TestCase("a.tar.gz")]
    public void ACsvWithinTheSourceIsFound(string form)
    {
        using TemporaryFolder folder = new();
        string source = folder.WriteSource(form,
            [("images/1.jpg", s_jpeg), ("images/2.jpg", s_jpeg), ("styles.csv", [.. "id,productDisplayName,baseColour\n1,A dress,Red\n2,A bag,Blue\n"u8])]);
        (CatalogueEntry[] entries, RejectLog rejects) = Read(source);
        Assert.That(entries.Select(entry => (entry.Item.Id, entry.Item.Title)), Is.EqualTo(new[] { ("1", "A dress"), ("2", "A bag") }));
        Assert.That(rejects.Notes, Has.Some.Contains("styles.csv"));
    }

    [Test]
    public void ACsvThatIsNotUsedIsToldWithTheReason()
    {
        using TemporaryFolder folder = new();
        string source = folder.WriteSource("photos", [("a.jpg", s_jpeg), ("b.jpg", s_jpeg), ("c.jpg", s_jpeg)]);
        folder.Write("sales.csv", "date,amount\n1,2\n");
        folder.Write("others.csv", "id,title\na,only one of three\n");
        folder.Write("broken.csv.gz", [0x1f, 0x8b, 1]);
        (CatalogueEntry[] entries, RejectLog rejects) = Read(source);
        Assert.That(entries.Select(entry => entry.Item.Id), Is.EqualTo(new[] { "a", "b", "c" }));
        Assert.That(rejects.Notes, Has.Exactly(3).Contains("was not used: "));
        Assert.That(rejects.Notes, Has.One.Contains("sales.csv").And.Contains("photos are named such as a.jpg"));
        Assert.That(rejects.Notes, Has.One.Contains("others.csv").And.Contains("rows for 1 of 3 photos"));
    }

    [TestCase("photos")]
    [TestCase("a.tar")]
    public void CaptionsBesidePicturesAreTheirTitles(string form)
    {
        using TemporaryFolder folder = new();
        string source = folder.WriteSource(form,
        [
            ("0.jpg", s_jpeg), ("0.txt", [.. "a red\n dress "u8]), ("0.json", [.. "{\"caption\":\"another\",\"sku\":\"77\",\"price\":12.5,\"tags\":[1]}"u8]),
            ("1.jpg", s_jpeg), ("1.json", [.. "{\"caption\":\"a blue bag\"}"u8]), ("2.jpg", s_jpeg), ("2.json", [.. "[1]"u8]),
            ("notes.txt", [.. "of nothing"u8]),
        ]);
        (CatalogueEntry[] entries, RejectLog rejects) = Read(source);
        Assert.That(entries.Select(entry => entry.Item.Title), Is.EqualTo(new[] { "a red dress", "a blue bag", "2" }));
        Assert.That((entries[0].Item.Attributes["sku"], entries[0].Item.Attributes["price"]), Is.EqualTo(("77", "12.5")));
        Assert.That(rejects.Notes.Single(), Does.StartWith("2 files are no photos and were passed over: ").And.Contain("2.json").And.Contain("notes"));
    }

    [Test]
    public void PicturesWithoutAnExtensionOrWithAnotherAreLookedAt()
    {
        using TemporaryFolder folder = new();
        string source = folder.WriteSource("photos",
            [("1", s_jpeg), ("2.jpg?v=2", s_jpeg), ("3.jpe", s_jpeg), ("4.pjpeg", s_jpeg), ("5.img", s_jpeg), ("6.jxl", [1]), ("LICENSE", [1]),
                ("7.pdf", s_jpeg)]);
        (CatalogueEntry[] entries, RejectLog rejects) = Read(source);
        Assert.That(entries.Select(entry => entry.Item.Id), Is.EquivalentTo(new[] { "1", "2", "3", "4", "5" }));
        Assert.That(rejects.Examples.Single().Name, Is.EqualTo("6.jxl"));
        Assert.That(rejects.Notes.Single(), Is.EqualTo("2 files are no photos and were passed over: 7.pdf, LICENSE."));
    }

    [Test]
    public void LinksToFoldersAreFollowedOnce()
    {
        if (OperatingSystem.IsWindows())
            Assert.Ignore("Links need rights there.");
        using TemporaryFolder folder = new();
        folder.Write("real/1.jpg", s_jpeg);
        Directory.CreateDirectory(folder["root"]);
        Directory.CreateSymbolicLink(folder["root/images"], "../real");
        Directory.CreateSymbolicLink(folder["root/more"], "../real");
        Directory.CreateSymbolicLink(folder["real/up"], "../root");
        Assert.That(Read(folder["root"]).Entries.Select(entry => entry.Name), Is.EqualTo(new[] { "images/1.jpg" }));
    }

    [Test]
    public void NamesOfOlderZipsAreRead()
    {
        string[] names = ["Größe_é/Kleid_ä.jpg", "Größe_é/Kleid_ö.jpg", "Größe_é/Kleid_ü.jpg"];
        foreach (Encoding encoding in (Encoding[])[CodePagesEncodingProvider.Instance.GetEncoding(437)!, Encoding.UTF8])
        {
            using TemporaryFolder folder = new();
            using (FileStream file = File.Create(folder["a.zip"]))
            using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: false, encoding))
            {
                foreach (string name in names)
                {
                    using Stream entry = zip.CreateEntry(name).Open();
                    entry.Write(s_jpeg);
                }
            }

            Assert.That(Read(folder["a.zip"]).Entries.Select(entry => entry.Name), Is.EqualTo(names), encoding.WebName);
        }
    }

    [TestCase(850, "Größe/Kjøle_ø")]
    [TestCase(866, "Платья/красное")]
    [TestCase(932, "ドレス/赤い")]
    [TestCase(936, "连衣裙/红色")]
    public void NamesOfOlderZipsOfOtherLanguagesAreRead(int page, string name)
    {
        using TemporaryFolder folder = new();
        Encoding encoding = CodePagesEncodingProvider.Instance.GetEncoding(page)!;
        using (FileStream file = File.Create(folder["a.zip"]))
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: false, encoding))
        {
            foreach (int number in (int[])[1, 2])
            {
                using Stream entry = zip.CreateEntry($"{name}_{number}.jpg").Open();
                entry.Write(s_jpeg);
            }
        }

        // .NET marks what it writes as UTF-8 only where it is.
        Assert.That(Read(folder["a.zip"]).Entries.Select(entry => entry.Name), Is.EqualTo(new[] { $"{name}_1.jpg", $"{name}_2.jpg" }));
    }

    [TestCase("products.xlsx")]
    [TestCase("metadata.jsonl")]
    public void ATableOfAnotherFormIsToldWithWhatToDo(string table)
    {
        using TemporaryFolder folder = new();
        string source = folder.WriteSource("photos", [("1.jpg", s_jpeg), (table, [1]), ("readme.txt", [.. "of nothing"u8])]);
        IReadOnlyList<string> notes = Read(source).Rejects.Notes;
        Assert.That(notes, Has.One.StartsWith($"{table} may be a table of the photos").And.Contains("Save it as CSV"));
        Assert.That(notes, Has.One.EqualTo($"2 files are no photos and were passed over: {table}, readme.txt."));
    }

    [Test]
    public void AnEncryptedFileIsNamedAndTheOthersAreRead()
    {
        using TemporaryFolder folder = new();
        string source = folder.WriteSource("a.zip", [("1.jpg", s_jpeg), ("2.jpg", s_jpeg)]);
        byte[] zip = File.ReadAllBytes(source);
        // The first bit of the flags, before the file and in the directory.
        zip[6] |= 1;
        zip[zip.AsSpan().IndexOf("PK\u0001\u0002"u8) + 8] |= 1;
        (CatalogueEntry[] entries, RejectLog rejects) = Read(folder.Write("b.zip", zip));
        Assert.That(entries.Single().Name, Is.EqualTo("2.jpg"));
        Assert.That(rejects.Examples.Single(), Has.Property("Name").EqualTo("1.jpg").And.Property("Reason").StartsWith("The file is encrypted"));
    }

    [Test]
    public void AnArchiveWithinAnArchiveIsNamed()
    {
        using TemporaryFolder folder = new();
        string source = folder.WriteSource("a.zip", [("inner.zip", [1]), ("1.jpg", s_jpeg)]);
        Assert.That(Read(source).Rejects.Examples.Single(),
            Has.Property("Name").EqualTo("inner.zip").And.Property("Reason").StartsWith("It is an archive within the source"));
    }

    // The owner in octal where it fits, otherwise as the number itself, as GNU and BSD tar write it.
    [TestCase(0L)]
    [TestCase(2_097_151L)]
    [TestCase(2_147_483_648L)]
    [TestCase(4_294_967_294L)]
    public void OwnersOfAnyNumberDoNotMatter(long owner)
    {
        using TemporaryFolder folder = new();
        byte[] tar = Ustar(("1.jpg", s_jpeg), ("2.jpg", s_jpeg));
        for (int header = 0; header < tar.Length && tar[header] != 0; header += 1024)
        {
            if (owner <= 2_097_151)
                Encoding.ASCII.GetBytes(Convert.ToString(owner, 8).PadLeft(7, '0')).CopyTo(tar, header + 108);
            else
            {
                tar[header + 108] = 0x80;
                for (int i = 0; i < 7; i++)
                    tar[header + 115 - i] = (byte)(owner >> (8 * i));
            }

            Sum(tar.AsSpan(header, 512));
        }

        Assert.That(Read(folder.Write("a.tar", tar)).Entries.Select(entry => entry.Name), Is.EqualTo(new[] { "1.jpg", "2.jpg" }));
    }

    [Test]
    public void SparseFilesAreNamedAndTheRestIsRead()
    {
        using TemporaryFolder folder = new();
        var bytes = new MemoryStream();
        using (TarWriter writer = new(bytes, TarEntryFormat.Pax, leaveOpen: true))
        {
            writer.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, "GNUSparseFile.0/1.jpg",
                new Dictionary<string, string> { ["GNU.sparse.major"] = "1", ["GNU.sparse.minor"] = "0", ["GNU.sparse.name"] = "1.jpg" })
            {
                DataStream = new MemoryStream(s_jpeg)
            });
            writer.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, "2.jpg") { DataStream = new MemoryStream(s_jpeg) });
        }

        (CatalogueEntry[] entries, RejectLog rejects) = Read(folder.Write("a.tar", bytes.ToArray()));
        Assert.That(entries.Single().Name, Is.EqualTo("2.jpg"));
        Assert.That(rejects.Examples.Single(), Has.Property("Name").EqualTo("1.jpg").And.Property("Reason").StartsWith("It is stored sparse"));
    }

    [Test]
    public void LongNamesOfEveryFormAreWhole([Values(TarEntryFormat.Gnu, TarEntryFormat.Pax, TarEntryFormat.Ustar)] TarEntryFormat format)
    {
        using TemporaryFolder folder = new();
        string name = $"{new string('a', 60)}/{new string('b', 60)}/é-{new string('c', 30)}.jpg";
        var bytes = new MemoryStream();
        using (TarWriter writer = new(bytes, format, leaveOpen: true))
        {
            TarEntry entry = format switch
            {
                TarEntryFormat.Gnu => new GnuTarEntry(TarEntryType.RegularFile, name),
                TarEntryFormat.Pax => new PaxTarEntry(TarEntryType.RegularFile, name),
                _ => new UstarTarEntry(TarEntryType.RegularFile, name),
            };
            entry.DataStream = new MemoryStream(s_jpeg);
            writer.WriteEntry(entry);
        }

        Assert.That(Read(folder.Write("x.tar", bytes.ToArray())).Entries.Single().Name, Is.EqualTo(name));
    }

    [Test]
    public void PointersOfGitLfsAreNamed()
    {
        using TemporaryFolder folder = new();
        byte[] pointer = [.. "version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 123456\n"u8];
        foreach (string name in (string[])["a.zip", "a.tar", "a.tar.gz"])
            Assert.That(() => Read(folder.Write(name, pointer)), Throws.InstanceOf<InvalidDataException>().With.Message.Contains("git lfs pull"), name);
    }

    static byte[] Ustar(params (string Name, byte[] Bytes)[] files)
    {
        var bytes = new MemoryStream();
        using (TarWriter writer = new(bytes, TarEntryFormat.Ustar, leaveOpen: true))
        {
            foreach ((string name, byte[] content) in files)
                writer.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(content) });
        }

        return bytes.ToArray();
    }

    static void Sum(Span<byte> header)
    {
        header.Slice(148, 8).Fill((byte)' ');
        int sum = 0;
        foreach (byte value in header)
            sum += value;
        Encoding.ASCII.GetBytes(Convert.ToString(sum, 8).PadLeft(6, '0') + "\0 ").CopyTo(header[148..]);
    }
}
