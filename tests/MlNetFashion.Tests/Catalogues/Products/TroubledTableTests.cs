using System.Diagnostics;
using System.IO.Compression;
using System.Text;
using MlNetFashion.Catalogues;

namespace MlNetFashion.Tests.Catalogues;

/// <summary>Tables as spreadsheets, databases and shops export them.</summary>
public class TroubledTableTests
{
    static (ProductTable Table, RejectLog Rejects) Load(byte[] csv, ProductCatalogueOptions? options = null)
    {
        using TemporaryFolder folder = new();
        var rejects = new RejectLog();
        return (ProductTable.Load(folder.Write("styles.csv", csv), options ?? new(), rejects), rejects);
    }

    static (ProductTable Table, RejectLog Rejects) Load(string csv) => Load(Encoding.UTF8.GetBytes(csv));

    [Test]
    public void AnUnquotedCommaInATitleAtTheEndIsAPartOfIt()
    {
        (ProductTable table, RejectLog rejects) = Load("id,colour,title\n1,Red,A dress\n2,Blue,A bag, brown, large\n3,Red,A shoe\n");
        Assert.That(table.Find("2")!.Title, Is.EqualTo("A bag, brown, large"));
        Assert.That((table.Count, rejects.Total), Is.EqualTo((3, 0L)));
        Assert.That(rejects.Notes.Single(), Does.StartWith("1 row (line 3) of ").And.Contains("\"title\""));
    }

    [TestCase("id,title,colour\n1,A,Red,\n2,B,Blue,,\n")]
    [TestCase("id,title,colour,,\n1,A,Red\n2,B,Blue,,\n")]
    [TestCase("sep=;\nid;title;colour\n1;A;Red\n2;B;Blue\n")]
    [TestCase("\"id\", \"title\", \"colour\"\n\"1\", \"A\", \"Red\"\n\"2\",\t\"B\",   \"Blue\"\n")]
    [TestCase("id,title,colour,\"a|b|c|d|e\"\n1,A,Red,1\n2,B,Blue,1\n")]
    public void ShapesOfExportsAreRead(string csv)
    {
        (ProductTable table, RejectLog rejects) = Load(csv);
        Assert.That(table.Items.Select(item => (item.Id, item.Title, item.Attributes["colour"])),
            Is.EquivalentTo(new[] { ("1", "A", "Red"), ("2", "B", "Blue") }));
        Assert.That(rejects.Total, Is.Zero);
    }

    [Test]
    public void OneBadByteIsThatRowsTroubleAlone()
    {
        (ProductTable table, RejectLog rejects) = Load([.. "id,title\n1,Robe d’été\n2,Robe "u8, 0xe9, (byte)'t', 0xe9, .. "\n3,Größe\n"u8]);
        Assert.That(table.Items.OrderBy(item => item.Id).Select(item => item.Title), Is.EqualTo(new[] { "Robe d’été", "Robe été", "Größe" }));
        Assert.That(rejects.Notes.Single(), Does.StartWith("1 row (line 3) of ").And.Contains("no UTF-8"));
    }

    [Test]
    public void BytesOfZeroAreCalledThat()
    {
        Assert.That(() => Load(new byte[3000]), Throws.TypeOf<InvalidDataException>().With.Message.Contains("It holds bytes of zero, so it is no text."));
        Assert.That(() => Load("i\0d,title\n1,A\n"), Throws.TypeOf<InvalidDataException>().With.Message.Contains("It holds bytes of zero, so it is no text."));
        Assert.That(Load("id,title\n1,A\0B\n2,C\n").Rejects.Notes.Single(), Does.Contain("bytes of zero"));
    }

    [TestCase("windows-1251", "платье синее")]
    [TestCase("shift_jis", "赤いドレス")]
    public void AnotherEncodingIsToldAndCanBeNamed(string encoding, string title)
    {
        byte[] csv = CodePagesEncodingProvider.Instance.GetEncoding(encoding)!.GetBytes($"id,title\n1,{title}\n");
        Assert.That(Load(csv).Rejects.Notes.Single(), Does.Contain("read as Windows-1252").And.Contain("--encoding"));
        (ProductTable table, RejectLog rejects) = Load(csv, new ProductCatalogueOptions { Encoding = encoding });
        Assert.That((table.Find("1")!.Title, rejects.Notes.Count), Is.EqualTo((title, 0)));
        Assert.That(() => Load(csv, new ProductCatalogueOptions { Encoding = "klingon" }), Throws.ArgumentException.With.Message.Contains("klingon"));
    }

    [Test]
    public void WideTextWithoutAMarkIsRead([Values] bool bigEndian)
    {
        (ProductTable table, _) = Load(new UnicodeEncoding(bigEndian, byteOrderMark: false).GetBytes("id,title\n1,Größe\n"));
        Assert.That(table.Find("1")!.Title, Is.EqualTo("Größe"));
    }

    [Test]
    public void TheUsualSpellingsOfMissingAreMissing(
        [Values("", "NA", "N/A", "#N/A", "NaN", "nan", "NULL", "null", "None", "none", "-", "--", "n/a", "\\N", "#DIV/0!", "(blank)", "Unknown", "not available")] string missing)
    {
        (ProductTable table, _) = Load($"id,title,colour\n1,{missing},{missing}\n2,Nancy's nil-return bag - none,Null grey\n");
        Assert.That((table.Find("1")!.Title, table.Find("1")!.Attributes.Count), Is.EqualTo(("", 0)));
        Assert.That((table.Find("2")!.Title, table.Find("2")!.Attributes["colour"]), Is.EqualTo(("Nancy's nil-return bag - none", "Null grey")));
    }

    [Test]
    public void FurtherRowsOfAnIdAreItsVariants()
    {
        (ProductTable table, RejectLog rejects) =
            Load("Handle,Title,Option1 Value,Vendor\nd1,A dress,S,Acme\nd1,,M,\nd1,A dress,L,Acme\nd2,A bag,One,Acme\nd2,Another bag,Two,Acme\n");
        Assert.That(table.Find("d1")!.Attributes["Option1 Value"], Is.EqualTo("S; M; L"));
        Assert.That((table.Find("d1")!.Title, table.Find("d1")!.Attributes["Vendor"], table.Find("d2")!.Attributes["Option1 Value"]),
            Is.EqualTo(("A dress", "Acme", "One")));
        Assert.That(rejects.Notes.Single(), Does.StartWith("2 rows of "));
        Assert.That(rejects.Count(RejectKind.DuplicateId), Is.EqualTo(1));
    }

    [Test]
    public void TwoColumnsOfOneNameAreTwo() =>
        Assert.That(Load("id,title,colour,Colour\n1,A,Red,Blue\n").Table.Find("1")!.Attributes,
            Is.EquivalentTo(new Dictionary<string, string> { ["colour"] = "Red", ["Colour (2)"] = "Blue" }));

    [Test]
    public void FilesThatAreNoTablesAreNamedInASentence()
    {
        foreach (byte[] bytes in (byte[][])[[0, 0, 0, 0, 0, 0, 0, 0, 0, 0], [0x1f, 0x8b], [0x1f, 0x8b, 8],
            [.. "version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 1\n"u8]])
            Assert.That(() => Load(bytes), Throws.InstanceOf<InvalidDataException>().With.Message.Contains("styles.csv"));
        foreach (byte[] bytes in (byte[][])[[(byte)'i'], [0xff], [0xc3], [(byte)'"'], [0xef, 0xbb, 0xbf], [0xff, 0xfe]])
            Assert.That(() => Load(bytes), Throws.InstanceOf<InvalidDataException>().With.Message.Contains("styles.csv"));
    }

    [Test]
    public void DamageInAGzipIsASentenceWhereverItIs()
    {
        using TemporaryFolder folder = new();
        var csv = new StringBuilder("id,title\n");
        var random = new Random(3);
        for (int i = 0; i < 400; i++)
            csv.Append(i).Append(',').Append(random.NextInt64()).Append('\n');
        byte[] whole = ArchiveBytes.Gzip(Encoding.UTF8.GetBytes(csv.ToString()));
        for (int i = 0; i < 3000; i++)
        {
            byte[] damaged = [.. whole];
            damaged[random.Next(2, damaged.Length)] ^= (byte)random.Next(1, 256);
            string path = folder.Write("a.csv.gz", damaged);
            var rejects = new RejectLog();
            try
            {
                ProductTable.Load(path, new ProductCatalogueOptions(), rejects);
            }
            catch (InvalidDataException e)
            {
                Assert.That(e.Message, Does.Contain(path));
            }
        }
    }

    [Test]
    [CancelAfter(60_000)]
    public void ATextThatNeverEndsIsRefusedInBoundedMemory()
    {
        using TemporaryFolder folder = new();
        string path = folder["bomb.csv.gz"];
        using (var gzip = new GZipStream(File.Create(path), CompressionLevel.Fastest))
        {
            gzip.Write("id,title\n"u8);
            byte[] blank = new byte[1 << 20];
            Array.Fill(blank, (byte)'\n');
            for (int i = 0; i < 1000; i++)
                gzip.Write(blank);
        }

        var rejects = new RejectLog();
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.That(() => ProductTable.Load(path, new ProductCatalogueOptions(), rejects),
            Throws.InstanceOf<InvalidDataException>().With.Message.Contains("1,000,000,000 bytes allowed"));
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(100_000_000));
    }

    [Test]
    [CancelAfter(60_000)]
    public void APipeIsReadAndOneThatNobodyWritesIntoIsGivenUp()
    {
        if (!OperatingSystem.IsLinux())
            Assert.Ignore("Pipes among files are a matter of Unix.");
        using TemporaryFolder folder = new();
        string pipe = folder["pipe"];
        using (Process made = Process.Start("mkfifo", pipe))
            made.WaitForExit();
        var writing = Task.Run(() => File.WriteAllText(pipe, "id,title\n1,A dress\n"));
        Assert.That(ProductTable.Load(pipe, new ProductCatalogueOptions(), new RejectLog()).Find("1")!.Title, Is.EqualTo("A dress"));
        writing.Wait();

        using var stop = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
        Assert.That(() => ProductTable.Load(pipe, new ProductCatalogueOptions(), new RejectLog(), stop.Token), Throws.InstanceOf<OperationCanceledException>());
        // The thread that waits for a writer gets one.
        File.WriteAllText(pipe, "");
    }

    [Test]
    public void ReadingStopsInTheMiddle()
    {
        using TemporaryFolder folder = new();
        string path = folder.Write("a.csv", "id,title\n" + string.Concat(Enumerable.Range(0, 100_000).Select(i => $"{i},A dress\n")));
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        Assert.That(() => ProductTable.Load(path, new ProductCatalogueOptions(), new RejectLog(), stop.Token), Throws.InstanceOf<OperationCanceledException>());
    }
}
