using System.Buffers.Binary;
using System.IO.Compression;
using MlNetFashion.Training.FashionMnist;
using static TorchSharp.torch;

namespace MlNetFashion.Training.Tests.FashionMnist;

public sealed class FashionMnistPicturesTests
{
    string _folder = "";

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("grey-").FullName;

    [TearDown]
    public void DeleteFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void FilesAreReadAsTheyArePublished()
    {
        byte[] pixels = new byte[2 * FashionMnistPictures.Size];
        new Random(1).NextBytes(pixels);
        (pixels[0], pixels[1], pixels[^1]) = (0, 255, 51);
        Write("train-images-idx3-ubyte.gz", [2, FashionMnistPictures.Side, FashionMnistPictures.Side], pixels);
        Write("train-labels-idx1-ubyte", [2], [9, 3]);
        FashionMnistPictures read = FashionMnistPictures.Load(_folder, "train");
        Assert.That(read.Labels.ToArray(), Is.EqualTo(new byte[] { 9, 3 }));
        float[] first = Numbers(read, 0), second = Numbers(read, 1);
        Assert.That(first[..2], Is.EqualTo(new[] { -1f, 1f }), "the ground is −1 and the garment light");
        Assert.That(second[^1], Is.EqualTo(-0.6f).Within(1e-6f));
        Assert.That(first.Concat(second), Is.EqualTo(pixels.Select(pixel => pixel / 127.5f - 1)).Within(1e-6f));
    }

    [Test]
    public void FilesThatDoNotBelongTogetherAreRefused()
    {
        Write("train-images-idx3-ubyte.gz", [1, FashionMnistPictures.Side, FashionMnistPictures.Side], new byte[FashionMnistPictures.Size]);
        Assert.That(() => FashionMnistPictures.Load(_folder, "train"),
            Throws.InstanceOf<FileNotFoundException>().With.Message.Contains("train-labels-idx1-ubyte"));
        Write("train-labels-idx1-ubyte", [2], [1, 2]);
        Assert.That(() => FashionMnistPictures.Load(_folder, "train"),
            Throws.InstanceOf<InvalidDataException>().With.Message.Contains("1 pictures").And.Message.Contains("2 labels"));
        Write("train-labels-idx1-ubyte", [1], [10]);
        Assert.That(() => FashionMnistPictures.Load(_folder, "train"), Throws.InstanceOf<InvalidDataException>().With.Message.Contains("is 10"));
        // A header that promises two thousand million pictures is no reason to make room for them.
        Write("train-images-idx3-ubyte.gz", [int.MaxValue, FashionMnistPictures.Side, FashionMnistPictures.Side], new byte[FashionMnistPictures.Size]);
        Write("train-labels-idx1-ubyte", [int.MaxValue], [1]);
        Assert.That(() => FashionMnistPictures.Load(_folder, "train"), Throws.InstanceOf<InvalidDataException>());
    }

    [Test]
    public void WhatAGeneratorGivesIsRoundedToTheNearestOf256()
    {
        float[] images = new float[FashionMnistPictures.Size];
        for (int i = 0; i < images.Length; i++)
            images[i] = -1.2f + 2.4f * i / (images.Length - 1);
        FashionMnistPictures pictures = FashionMnistPictures.Of(images, [4]);
        float[] kept = Numbers(pictures, 0);
        Assert.That(kept, Is.EqualTo(images.Select(value => Math.Clamp(value, -1, 1))).Within(0.5f / 127.5f + 1e-6f));
        Assert.That(Numbers(FashionMnistPictures.Of(kept, [4]), 0), Is.EqualTo(kept));
        images[5] = float.NaN;
        Assert.That(() => FashionMnistPictures.Of(images, [4]), Throws.ArgumentException.With.Message.Contains("Value 5 of picture 0"));
        Assert.That(() => FashionMnistPictures.Of(kept, [4, 4]), Throws.ArgumentException);
        Assert.That(() => FashionMnistPictures.Of(kept, [10]), Throws.ArgumentException);
    }

    [Test]
    public void BatchesHavePicturesWithTheirClassesInTheOrderThatIsGiven()
    {
        FashionMnistPictures bars = BarPictures.Make(5, seed: 2);
        (Tensor images, Tensor labels) = bars.Batch([4, 0, 4]);
        Assert.That(images.shape, Is.EqualTo(new long[] { 3, 1, FashionMnistPictures.Side, FashionMnistPictures.Side }));
        Assert.That(images.data<float>().ToArray(), Is.EqualTo(Numbers(bars, 4).Concat(Numbers(bars, 0)).Concat(Numbers(bars, 4))));
        Assert.That(labels.data<long>().ToArray(), Is.EqualTo(new long[] { bars.Labels[4], bars.Labels[0], bars.Labels[4] }));
        int[] drawn = bars.Draw(new Random(1), 500);
        Assert.That(Enumerable.Range(0, 5).Select(row => drawn.Count(each => each == row)), Is.All.InRange(60, 140));
    }

    [Test]
    public void APictureCanBeMovedAndGroundComesIn()
    {
        FashionMnistPictures bars = BarPictures.Make(1, seed: 3);
        float[] still = Numbers(bars, 0), moved = new float[FashionMnistPictures.Size];
        bars.Write(0, moved, right: 2, down: -3);
        for (int y = 0; y < FashionMnistPictures.Side; y++)
        {
            for (int x = 0; x < FashionMnistPictures.Side; x++)
                Assert.That(moved[y * FashionMnistPictures.Side + x],
                    Is.EqualTo(x < 2 || y >= FashionMnistPictures.Side - 3 ? -1 : still[(y + 3) * FashionMnistPictures.Side + x - 2]));
        }
    }

    [Test]
    public void EveryPictureIsOnOneSideOfASplit()
    {
        byte[] pixels = new byte[100 * FashionMnistPictures.Size];
        for (int i = 0; i < 100; i++)
            pixels[i * FashionMnistPictures.Size] = (byte)i;
        var pictures = new FashionMnistPictures(pixels, [.. Enumerable.Range(0, 100).Select(i => (byte)(i / 10))]);
        (FashionMnistPictures others, FashionMnistPictures heldOut) = pictures.Split(30, seed: 1);
        Assert.That((others.Count, heldOut.Count), Is.EqualTo((70, 30)));
        Assert.That(Marks(others).Concat(Marks(heldOut)).Order(), Is.EqualTo(Enumerable.Range(0, 100)));
        Assert.That(Marks(heldOut).Select(mark => (byte)(mark / 10)), Is.EqualTo(heldOut.Labels.ToArray()), "labels go with their pictures");
        Assert.That(Marks(pictures.Split(30, seed: 1).HeldOut), Is.EqualTo(Marks(heldOut)));
        Assert.That(Marks(pictures.Split(30, seed: 2).HeldOut), Is.Not.EqualTo(Marks(heldOut)));
    }

    [Test]
    public void ThePublishedTestSetHasAThousandPicturesOfEachClass()
    {
        FashionData.Require("t10k-images-idx3-ubyte.gz");
        FashionMnistPictures test = FashionMnistPictures.Load(FashionData.Root!, "t10k");
        Assert.That(test.Labels.ToArray().CountBy(label => label).Select(each => each.Value), Is.EqualTo(Enumerable.Repeat(1000, 10)));
    }

    static float[] Numbers(FashionMnistPictures pictures, int row)
    {
        float[] image = new float[FashionMnistPictures.Size];
        pictures.Write(row, image);
        return image;
    }

    static int[] Marks(FashionMnistPictures pictures) =>
        [.. Enumerable.Range(0, pictures.Count).Select(row => (int)Math.Round((Numbers(pictures, row)[0] + 1) * 127.5))];

    void Write(string name, int[] lengths, byte[] content)
    {
        using Stream file = name.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(File.Create(Path.Combine(_folder, name)), CompressionLevel.Fastest)
            : File.Create(Path.Combine(_folder, name));
        file.Write([0, 0, 8, (byte)lengths.Length]);
        byte[] number = new byte[4];
        foreach (int length in lengths)
        {
            BinaryPrimitives.WriteInt32BigEndian(number, length);
            file.Write(number);
        }

        file.Write(content);
    }
}
