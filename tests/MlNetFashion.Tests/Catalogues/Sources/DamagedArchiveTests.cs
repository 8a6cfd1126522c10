using System.Formats.Tar;
using CsCheck;
using MlNetFashion.Catalogues;

namespace MlNetFashion.Tests.Catalogues;

/// <summary>Whatever happened to an archive: no exception, every file that comes out whole is one that went in, and damage is told.</summary>
public class DamagedArchiveTests
{
    static readonly (string Name, byte[] Bytes)[] s_files = [.. Enumerable.Range(0, 6).Select(i => ($"folder/{i}.jpg", Noise(i, 200 + 300 * i)))];

    static byte[] Noise(int seed, int length)
    {
        byte[] bytes = new byte[length];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }

    static (List<SourceFile> Read, RejectLog Rejects) Read(TemporaryFolder folder, string name, byte[] archive)
    {
        var rejects = new RejectLog();
        return ([.. SourceFiles.Read([folder.Write(name, archive)], _ => true, rejects)], rejects);
    }

    static void AssertBeginsAs(IReadOnlyList<SourceFile> read, string message)
    {
        Assert.That(read.Select(file => file.Name), Is.EqualTo(s_files.Take(read.Count).Select(file => file.Name)), message);
        for (int i = 0; i < read.Count; i++)
            Assert.That(read[i].Bytes.AsSpan().SequenceEqual(s_files[i].Bytes), message);
    }

    [Test]
    public void ACutTarGivesWhatCameBeforeTheCutAndSaysSo()
    {
        using TemporaryFolder folder = new();
        byte[] whole = ArchiveBytes.Tar(s_files);
        int endMark = whole.AsSpan().LastIndexOfAnyExcept((byte)0) / 512 * 512 + 512;
        for (int length = 0; length < whole.Length; length += length % 512 == 0 ? 1 : 511)
        {
            (List<SourceFile> read, RejectLog rejects) = Read(folder, "a.tar", whole[..length]);
            AssertBeginsAs(read, $"cut at {length}");
            if (length < endMark + 512)
                Assert.That(rejects.Count(RejectKind.Source), Is.EqualTo(1), $"cut at {length}");
            else
                Assert.That(read, Has.Count.EqualTo(s_files.Length));
        }
    }

    [Test]
    public void LinksAreLeftOutAndTold([Values(TarEntryType.HardLink, TarEntryType.SymbolicLink)] TarEntryType kind)
    {
        using TemporaryFolder folder = new();
        var bytes = new MemoryStream();
        using (TarWriter writer = new(bytes, TarEntryFormat.Ustar, leaveOpen: true))
        {
            writer.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, "1.jpg") { DataStream = new MemoryStream([1, 2, 3]) });
            writer.WriteEntry(new UstarTarEntry(kind, "2.jpg") { LinkName = "/etc/passwd" });
            writer.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, "3.jpg") { DataStream = new MemoryStream([4]) });
        }

        (List<SourceFile> read, RejectLog rejects) = Read(folder, "a.tar", bytes.ToArray());
        Assert.That(read.Select(file => file.Name), Is.EqualTo(new[] { "1.jpg", "3.jpg" }));
        Assert.That(rejects.Examples.Single(), Has.Property("Name").EqualTo("2.jpg").And.Property("Kind").EqualTo(RejectKind.Picture));
        Assert.That(rejects.Examples.Single().Reason, Does.StartWith("It is a link to \"/etc/passwd\", not a file."));
    }

    [Test]
    public void AHeaderWithoutAChecksumIsNotTakenForTheEnd()
    {
        using TemporaryFolder folder = new();
        byte[] damaged = ArchiveBytes.Tar(s_files);
        int header = damaged.AsSpan().LastIndexOf("folder/3.jpg"u8);
        damaged.AsSpan(header / 512 * 512 + 148, 8).Clear();
        (List<SourceFile> read, RejectLog rejects) = Read(folder, "a.tar", damaged);
        AssertBeginsAs(read, "before the damage");
        Assert.That(read, Has.Count.LessThanOrEqualTo(3));
        Assert.That(rejects.Count(RejectKind.Source), Is.EqualTo(1));
    }

    [Test]
    public void AHeaderThatClaimsHundredsOfMegabytesIsRefused()
    {
        using TemporaryFolder folder = new();
        byte[] archive = ArchiveBytes.Tar(s_files);
        Span<byte> header = archive.AsSpan(0, 512);
        Assert.That(header[156], Is.EqualTo((byte)'x'), "an extended header comes first");
        "03000000000"u8.CopyTo(header[124..]);
        header.Slice(148, 8).Fill((byte)' ');
        int sum = 0;
        foreach (byte value in header)
            sum += value;
        System.Text.Encoding.ASCII.GetBytes(Convert.ToString(sum, 8).PadLeft(6, '0') + "\0 ").CopyTo(header[148..]);

        (List<SourceFile> read, RejectLog rejects) = Read(folder, "a.tar", archive);
        Assert.That(read, Is.Empty);
        Assert.That(rejects.Examples.Single().Reason, Does.Contain("A header claims 402,653,184 bytes."));
    }

    [Test]
    public void ACutTarGzGivesWhatCameBeforeTheCutAndSaysSo()
    {
        using TemporaryFolder folder = new();
        byte[] whole = ArchiveBytes.Gzip(ArchiveBytes.Tar(s_files));
        int best = 0;
        foreach (int length in (IEnumerable<int>)[.. Enumerable.Range(0, whole.Length / 31).Select(cut => cut * 31), whole.Length - 4])
        {
            (List<SourceFile> read, RejectLog rejects) = Read(folder, "a.tar.gz", whole[..length]);
            AssertBeginsAs(read, $"cut at {length}");
            // A cut within the checksum at the very end loses nothing.
            if (read.Count < s_files.Length || length < whole.Length - 20)
                Assert.That(rejects.Count(RejectKind.Source), Is.EqualTo(1), $"cut at {length}");
            best = Math.Max(best, read.Count);
        }

        Assert.That(best, Is.EqualTo(s_files.Length), "a cut behind the last file loses none");
    }

    [Test]
    public void ACutZipIsRefusedWithASentence()
    {
        using TemporaryFolder folder = new();
        byte[] whole = ArchiveBytes.Zip(s_files);
        for (int length = 0; length < whole.Length; length += 211)
        {
            (List<SourceFile> read, RejectLog rejects) = Read(folder, "a.zip", whole[..length]);
            Assert.That(read, Is.Empty);
            Assert.That(rejects.Examples.Single().Reason,
                Does.StartWith("The archive cannot be opened, it is damaged or cut off: ").And.EndsWith("Get it again."));
        }
    }

    [TestCase("a.tar")]
    [TestCase("a.tar.gz")]
    [TestCase("a.zip")]
    public void FlippedBitsNeverThrow(string name)
    {
        using TemporaryFolder folder = new();
        byte[] whole = name switch
        {
            "a.tar" => ArchiveBytes.Tar(s_files),
            "a.zip" => ArchiveBytes.Zip(s_files),
            _ => ArchiveBytes.Gzip(ArchiveBytes.Tar(s_files)),
        };
        Gen.Select(Gen.Int[0, whole.Length - 1], Gen.Byte[1, 255]).Array[1, 4].Sample(
            flips =>
            {
                byte[] damaged = [.. whole];
                foreach ((int at, byte mask) in flips)
                    damaged[at] ^= mask;
                _ = Read(folder, name, damaged);
            },
            iter: 150, threads: 1);
    }

    [Test]
    public void AFlippedBitInCompressedDataIsTold()
    {
        using TemporaryFolder folder = new();
        byte[] whole = ArchiveBytes.Gzip(ArchiveBytes.Tar(s_files));
        foreach (int at in Enumerable.Range(0, whole.Length / 97).Select(i => 10 + 97 * i).Append(whole.Length - 6))
        {
            byte[] damaged = [.. whole];
            damaged[at] ^= 0x10;
            (List<SourceFile> read, RejectLog rejects) = Read(folder, "a.tar.gz", damaged);
            if (rejects.Total > 0)
                continue;

            // Some bits of the code tables have no meaning.
            Assert.That(at, Is.LessThan(whole.Length - 8));
            Assert.That(read, Has.Count.EqualTo(s_files.Length), $"byte {at}");
            AssertBeginsAs(read, $"byte {at}");
        }
    }

    [TestCase("a.tar")]
    [TestCase("a.tar.gz")]
    [TestCase("a.zip")]
    public void NoiseNamedAsAnArchiveIsTold(string name)
    {
        using TemporaryFolder folder = new();
        Gen.Byte.Array[0, 2000].Sample(
            noise =>
            {
                (List<SourceFile> read, RejectLog rejects) = Read(folder, name, noise);
                Assert.That(read, Is.Empty);
                Assert.That(rejects.Count(RejectKind.Source), Is.EqualTo(1));
            },
            iter: 300, threads: 1);
    }
}
