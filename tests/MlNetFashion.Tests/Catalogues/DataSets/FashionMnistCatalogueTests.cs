using System.Buffers.Binary;
using System.IO.Compression;
using MlNetFashion.Catalogues;
using MlNetFashion.Images;

namespace MlNetFashion.Tests.Catalogues;

public class FashionMnistCatalogueTests
{
    static byte[] Idx(uint magic, byte[] content, params uint[] dimensions)
    {
        byte[] header = new byte[4 + 4 * dimensions.Length];
        BinaryPrimitives.WriteUInt32BigEndian(header, magic);
        for (int i = 0; i < dimensions.Length; i++)
            BinaryPrimitives.WriteUInt32BigEndian(header.AsSpan(4 + 4 * i), dimensions[i]);
        return [.. header, .. content];
    }

    static byte[] Images(uint count, int bytes) => Idx(0x803, new byte[bytes], count, 28, 28);

    static byte[] Labels(params byte[] labels) => Idx(0x801, labels, (uint)labels.Length);

    static (CatalogueEntry[] Entries, RejectLog Rejects) Read(params string[] sources)
    {
        var rejects = new RejectLog();
        return ([.. new FashionMnistCatalogue(sources, rejects).Read()], rejects);
    }

    [Test]
    public void TheRealSetHasSeventyThousandPicturesOfTenClasses()
    {
        string[] sources = [FashionData.Require("t10k-images-idx3-ubyte.gz"), FashionData.Require("train-labels-idx1-ubyte.gz")];
        var rejects = new RejectLog();
        var counts = new Dictionary<(string, string), int>();
        var ids = new HashSet<string>();
        long sum = 0;
        foreach (CatalogueEntry entry in new FashionMnistCatalogue(sources, rejects).Read())
        {
            var key = (entry.Item.Attributes["split"], entry.Item.Attributes["class"]);
            counts[key] = counts.GetValueOrDefault(key) + 1;
            ids.Add(entry.Item.Id);
            if (key.Item1 != "train")
                continue;
            byte[] pixels = entry.Picture.Decode().Pixels;
            for (int i = 0; i < pixels.Length; i += 3)
                sum += pixels[i];
        }

        Assert.That(rejects.Total, Is.Zero);
        Assert.That(ids, Has.Count.EqualTo(70_000).And.Contain("train-00000").And.Contain("train-59999").And.Contain("t10k-09999"));
        Assert.That(counts, Has.Count.EqualTo(20));
        foreach (((string split, string _), int count) in counts)
            Assert.That(count, Is.EqualTo(split == "train" ? 6_000 : 1_000));

        // The published mean of the training pictures, 72.9404 of 255, seen from the other end.
        Assert.That(sum / (60_000.0 * 28 * 28), Is.EqualTo(255 - 72.9404).Within(0.0001));
    }

    [Test]
    public void APictureIsThePositiveOfTheFile()
    {
        string path = FashionData.Require("train-images-idx3-ubyte.gz");
        using GZipStream file = new(File.OpenRead(path), CompressionMode.Decompress);
        byte[] start = new byte[16 + 2 * 784];
        file.ReadExactly(start);

        CatalogueEntry[] first = [.. new FashionMnistCatalogue([path], new RejectLog()).Read().Take(2)];
        for (int i = 0; i < 2; i++)
        {
            RgbImage picture = first[i].Picture.Decode();
            Assert.That((picture.Width, picture.Height), Is.EqualTo((28, 28)));
            Assert.That(picture.Pixels, Is.EqualTo(start.Skip(16 + 784 * i).Take(784).SelectMany(grey => Enumerable.Repeat((byte)(255 - grey), 3))));
            Assert.That(picture.Pixels[..3], Is.All.EqualTo(255), "the ground is white");
        }

        // The first two labels of the published set are 9 and 0.
        Assert.That(first.Select(entry => entry.Item.Title), Is.EqualTo(new[] { "Ankle boot", "T-shirt" }));
        Assert.That(first[1].Item.Attributes["class"], Is.EqualTo("T-shirt/top"));
    }

    [Test]
    public void PlainAndZippedFilesAreFoundInAFolder()
    {
        using TemporaryFolder folder = new();
        folder.Write("train-images.idx3-ubyte", Images(2, 2 * 784));
        folder.WriteZipped("train-labels-idx1-ubyte.gz", Labels(9, 3));
        folder.Write("LICENSE", "MIT");
        (CatalogueEntry[] entries, RejectLog rejects) = Read(folder.Path);
        Assert.That(entries.Select(entry => (entry.Item.Id, entry.Item.Title)), Is.EqualTo(new[] { ("train-00000", "Ankle boot"), ("train-00001", "Dress") }));
        Assert.That(rejects.Total, Is.Zero);
    }

    [Test]
    public void ACutFileGivesWhatComesBeforeTheCutAndSaysSo()
    {
        using TemporaryFolder folder = new();
        folder.Write("train-labels-idx1-ubyte", Labels(1, 2, 3, 4));
        folder.Write("train-images-idx3-ubyte", Images(4, 2 * 784 + 100));
        (CatalogueEntry[] entries, RejectLog rejects) = Read(folder.Path);
        Assert.That(entries, Has.Length.EqualTo(2));
        Assert.That(rejects.Examples.Single().Reason, Is.EqualTo(
            "The pictures or labels from train-00002 on cannot be read: The file ends before the 4 records that its header states. Get the files again."));

        byte[] noise = new byte[4 * 784];
        new Random(1).NextBytes(noise);
        byte[] zipped = ArchiveBytes.Gzip(Idx(0x803, noise, 4, 28, 28));
        File.Delete(folder["train-images-idx3-ubyte"]);
        folder.Write("train-images-idx3-ubyte.gz", zipped[..(zipped.Length * 2 / 3)]);
        (entries, rejects) = Read(folder.Path);
        Assert.That(entries, Has.Length.InRange(1, 2));
        Assert.That(rejects.Count(RejectKind.Source), Is.EqualTo(1));
    }

    [Test]
    public void ALabelBeyondTheClassesCostsOnePicture()
    {
        using TemporaryFolder folder = new();
        folder.Write("t10k-labels-idx1-ubyte", Labels(1, 10, 3));
        folder.Write("t10k-images-idx3-ubyte", Images(3, 3 * 784));
        (CatalogueEntry[] entries, RejectLog rejects) = Read(folder.Path);
        Assert.That(entries.Select(entry => entry.Item.Id), Is.EqualTo(new[] { "t10k-00000", "t10k-00002" }));
        Assert.That(entries[0].Item.Attributes["split"], Is.EqualTo("test"));
        Assert.That(rejects.Examples.Single().Reason, Is.EqualTo("The label of t10k-00001 is 10, but labels go from 0 to 9."));
    }

    [Test]
    public void HeadersThatDoNotFitAreRefused()
    {
        using TemporaryFolder folder = new();
        string labels = folder.Write("train-labels-idx1-ubyte", Labels(1, 2));
        void Refused(byte[] images, string message)
        {
            folder.Write("train-images-idx3-ubyte", images);
            Assert.That(() => Read(folder.Path), Throws.InstanceOf<InvalidDataException>().With.Message.Contains(message));
        }

        Refused(Idx(0x903, new byte[2 * 784], 2, 28, 28), "begins with 00000903, but an idx file of bytes in 3 dimension(s) begins with 00000803");
        Refused(Idx(0x803, new byte[2 * 784], 2, 32, 28), "holds 2 records of 32 x 28, but they must be 28 x 28");
        Refused(Idx(0x803, [], uint.MaxValue, 28, 28), "holds 4294967295 records");
        Refused(Images(3, 3 * 784), "holds 3 pictures, but");
        Refused([0, 0, 8], "is damaged or cut off within its header");
        Refused([0x1f, 0x8b, 8, 0, 1, 2, 3], "is damaged or cut off within its header");
        Refused([], "is damaged or cut off within its header");

        File.Delete(folder["train-images-idx3-ubyte"]);
        Assert.That(() => Read(labels), Throws.InstanceOf<FileNotFoundException>().With.Message.Contains("has no images beside it"));
        File.Delete(labels);
        Assert.That(() => Read(folder.Path), Throws.InstanceOf<InvalidDataException>().With.Message.StartsWith("There are no Fashion-MNIST files in"));
    }
}
