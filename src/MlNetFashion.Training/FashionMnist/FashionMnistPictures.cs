using MlNetFashion.Catalogues;
using MlNetFashion.Storage;
using static TorchSharp.torch;

namespace MlNetFashion.Training.FashionMnist;

/// <summary>Grey pictures of 28 x 28 with their classes, in memory: Fashion-MNIST, or what a generator made in its manner.</summary>
/// <remarks>Kept as published, light garments on black, in 8 bits: real and generated pictures are
/// then rounded alike, and no measure can tell them apart by that.</remarks>
sealed class FashionMnistPictures
{
    /// <summary>Width and height.</summary>
    public const int Side = 28;

    /// <summary>Numbers in a picture.</summary>
    public const int Size = Side * Side;

    // 5,000 of the 60,000 are not learned from: choices are made by them, so that the 10,000 of the test stay unseen.
    const int HeldOutOf = 12;

    // Which are held out must not follow from a run's seed: runs of several seeds are compared by them.
    const int SplitSeed = 1;

    readonly byte[] _pixels;
    readonly byte[] _labels;

    /// <summary>Takes pictures as they are.</summary>
    /// <param name="pixels">Picture after picture, <see cref="Size"/> bytes each, rows from the top; 0 is the ground.</param>
    /// <param name="labels">One of each picture, a place in <see cref="FashionMnistCatalogue.Classes"/>.</param>
    /// <exception cref="ArgumentException">There are not as many labels as pictures, or a label is of no class.</exception>
    public FashionMnistPictures(byte[] pixels, byte[] labels)
    {
        if (pixels.Length != (long)labels.Length * Size)
            throw new ArgumentException($"{labels.Length:N0} labels belong to {(long)labels.Length * Size:N0} bytes of pictures, "
                + $"but {pixels.Length:N0} bytes were given. Give {Size} bytes for each label.", nameof(pixels));
        int bad = Array.FindIndex(labels, label => label >= FashionMnistCatalogue.Classes.Count);
        if (bad >= 0)
            throw new ArgumentException($"The label of picture {bad} is {labels[bad]}, but labels go from 0 to {FashionMnistCatalogue.Classes.Count - 1}.",
                nameof(labels));
        (_pixels, _labels) = (pixels, labels);
    }

    /// <summary>How many there are.</summary>
    public int Count => _labels.Length;

    /// <summary>The classes, picture by picture.</summary>
    public ReadOnlySpan<byte> Labels => _labels;

    /// <summary>Reads a part of Fashion-MNIST.</summary>
    /// <param name="folder">Where its files lie, plain or gzipped.</param>
    /// <param name="part"><see cref="DataSetFiles.MnistTraining"/> (60,000) or <see cref="DataSetFiles.MnistTest"/> (10,000).</param>
    /// <exception cref="FileNotFoundException">A file is missing.</exception>
    /// <exception cref="InvalidDataException">A file is damaged, or labels and pictures are not of one set.</exception>
    public static FashionMnistPictures Load(string folder, string part)
    {
        using IdxFile images = IdxFile.Open(Find(folder, DataSetFiles.MnistImages(part)), Side, Side),
            classes = IdxFile.Open(Find(folder, DataSetFiles.MnistLabels(part)));
        if (images.Count != classes.Count)
            throw new InvalidDataException($"\"{images.Path}\" holds {images.Count} pictures, but \"{classes.Path}\" holds {classes.Count} labels. "
                + "They are not of one set.");
        // Grown as the files are read: a header can state any number.
        List<byte> pixels = [], labels = [];
        for (int i = 0; i < images.Count; i++)
        {
            pixels.AddRange(images.Next());
            labels.AddRange(classes.Next());
        }

        try
        {
            return new FashionMnistPictures([.. pixels], [.. labels]);
        }
        catch (ArgumentException exception)
        {
            throw new InvalidDataException($"\"{classes.Path}\" cannot be used. {exception.Message}", exception);
        }
    }

    /// <summary>Reads the training split of Fashion-MNIST, without and with the pictures that choices are made by.</summary>
    /// <param name="folder">Where its files lie, plain or gzipped.</param>
    /// <inheritdoc cref="Load" path="/exception"/>
    public static (FashionMnistPictures Learned, FashionMnistPictures HeldOut) LoadLearned(string folder)
    {
        FashionMnistPictures all = Load(folder, DataSetFiles.MnistTraining);
        return all.Split(all.Count / HeldOutOf, SplitSeed);
    }

    /// <summary>How many of so many pictures are learned from.</summary>
    public static int LearnedOf(int pictures) => pictures - pictures / HeldOutOf;

    /// <summary>Takes what a generator gave.</summary>
    /// <param name="images">Picture after picture, −1 (ground) to 1; values beyond are cut off.</param>
    /// <param name="labels">The classes that were asked for.</param>
    /// <exception cref="ArgumentException">There are not as many labels as pictures, a label is of no class, or a value is no number.</exception>
    public static FashionMnistPictures Of(ReadOnlySpan<float> images, ReadOnlySpan<byte> labels)
    {
        byte[] pixels = new byte[images.Length];
        for (int i = 0; i < pixels.Length; i++)
        {
            if (float.IsNaN(images[i]))
                throw new ArgumentException($"Value {i % Size} of picture {i / Size} is no number. The generator has diverged: take an earlier checkpoint.",
                    nameof(images));
            pixels[i] = (byte)MathF.Round((Math.Clamp(images[i], -1, 1) + 1) * 127.5f);
        }

        return new FashionMnistPictures(pixels, labels.ToArray());
    }

    /// <summary>Puts some aside, chosen at random.</summary>
    /// <param name="heldOut">How many, 0 to <see cref="Count"/>.</param>
    /// <param name="seed">Decides which.</param>
    public (FashionMnistPictures Others, FashionMnistPictures HeldOut) Split(int heldOut, int seed)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(heldOut);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(heldOut, Count);
        int[] order = [.. Enumerable.Range(0, Count)];
        new Random(seed).Shuffle(order);
        return (Pick(order.AsSpan(heldOut)), Pick(order.AsSpan(0, heldOut)));
    }

    /// <summary>Some of them, chosen at random, always the same; all, where there are no more.</summary>
    /// <param name="most">The most.</param>
    public FashionMnistPictures Some(int most) => Split(Math.Min(most, Count), SplitSeed).HeldOut;

    /// <summary>Some of them, in a given order.</summary>
    public FashionMnistPictures Pick(ReadOnlySpan<int> rows)
    {
        byte[] pixels = new byte[rows.Length * Size], labels = new byte[rows.Length];
        for (int i = 0; i < rows.Length; i++)
        {
            _pixels.AsSpan(rows[i] * Size, Size).CopyTo(pixels.AsSpan(i * Size));
            labels[i] = _labels[rows[i]];
        }

        return new FashionMnistPictures(pixels, labels);
    }

    /// <summary>Pictures as (N, 1, 28, 28), −1 to 1, and their classes (N), on the default device.</summary>
    /// <param name="rows">Which.</param>
    public (Tensor Images, Tensor Labels) Batch(ReadOnlySpan<int> rows)
    {
        float[] images = Numbers(rows);
        long[] labels = new long[rows.Length];
        for (int i = 0; i < rows.Length; i++)
            labels[i] = _labels[rows[i]];
        return (tensor(images, [rows.Length, 1, Side, Side]), tensor(labels));
    }

    /// <summary>The same, each picture moved at random.</summary>
    /// <param name="rows">Which.</param>
    /// <param name="shift">The most pixels that a picture is moved, each way.</param>
    /// <param name="random">Decides.</param>
    /// <param name="change">Changes each picture further; null for no more.</param>
    public (Tensor Images, Tensor Labels) Batch(ReadOnlySpan<int> rows, int shift, Random random, Action<Memory<float>>? change = null)
    {
        float[] images = new float[rows.Length * Size];
        long[] labels = new long[rows.Length];
        for (int i = 0; i < rows.Length; i++)
        {
            labels[i] = _labels[rows[i]];
            Memory<float> image = images.AsMemory(i * Size, Size);
            Write(rows[i], image.Span, random.Next(-shift, shift + 1), random.Next(-shift, shift + 1));
            change?.Invoke(image);
        }

        return (tensor(images, [rows.Length, 1, Side, Side]), tensor(labels));
    }

    /// <summary>Picture after picture as numbers from −1 to 1.</summary>
    /// <param name="rows">Which.</param>
    public float[] Numbers(ReadOnlySpan<int> rows)
    {
        float[] images = new float[checked(rows.Length * Size)];
        for (int i = 0; i < rows.Length; i++)
            Write(rows[i], images.AsSpan(i * Size));
        return images;
    }

    /// <summary>Places of pictures drawn at random, each as likely as another and some perhaps twice.</summary>
    public int[] Draw(Random random, int count)
    {
        int[] rows = new int[count];
        foreach (ref int row in rows.AsSpan())
            row = random.Next(Count);
        return rows;
    }

    /// <summary>Writes a picture as numbers from −1 to 1.</summary>
    /// <param name="row">Which.</param>
    /// <param name="image">Room for <see cref="Size"/> numbers.</param>
    /// <param name="right">Pixels that it is moved to the right; ground comes in.</param>
    /// <param name="down">Pixels that it is moved down.</param>
    public void Write(int row, Span<float> image, int right = 0, int down = 0)
    {
        ReadOnlySpan<byte> pixels = _pixels.AsSpan(row * Size, Size);
        image = image[..Size];
        image.Fill(-1);
        for (int y = Math.Max(0, down); y < Math.Min(Side, Side + down); y++)
        {
            for (int x = Math.Max(0, right); x < Math.Min(Side, Side + right); x++)
                image[y * Side + x] = pixels[(y - down) * Side + x - right] / 127.5f - 1;
        }
    }

    static string Find(string folder, string name)
    {
        string plain = Path.Combine(folder, name), zipped = plain + ".gz";
        return Presence.OfFile(zipped) ? zipped : Presence.OfFile(plain) ? plain
            : throw new FileNotFoundException($"\"{folder}\" holds neither {name}.gz nor {name}. "
                + "Get Fashion-MNIST with `fashion data get fashion-mnist`, or name the folder that holds it.", zipped);
    }
}
