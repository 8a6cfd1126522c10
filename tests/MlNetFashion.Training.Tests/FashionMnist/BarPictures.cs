using System.Buffers.Binary;
using MlNetFashion.Training.FashionMnist;

namespace MlNetFashion.Training.Tests.FashionMnist;

/// <summary>Ten classes that are easy to tell apart: a light bar on noise, the lower the higher the class.</summary>
static class BarPictures
{
    public static FashionMnistPictures Make(int count, int seed)
    {
        var random = new Random(seed);
        byte[] pixels = new byte[count * FashionMnistPictures.Size], labels = new byte[count];
        for (int i = 0; i < count; i++)
        {
            Span<byte> picture = pixels.AsSpan(i * FashionMnistPictures.Size, FashionMnistPictures.Size);
            random.NextBytes(picture);
            foreach (ref byte pixel in picture)
                pixel /= 4;
            labels[i] = (byte)random.Next(10);
            picture.Slice((4 + 2 * labels[i]) * FashionMnistPictures.Side, 2 * FashionMnistPictures.Side).Fill((byte)random.Next(150, 256));
        }

        return new FashionMnistPictures(pixels, labels);
    }

    /// <summary>Writes a few as the files of Fashion-MNIST.</summary>
    public static void Write(string folder)
    {
        Directory.CreateDirectory(folder);
        foreach ((string part, int count) in new[] { ("train", 120), ("t10k", 60) })
        {
            FashionMnistPictures pictures = Make(count, seed: count);
            float[] numbers = pictures.Numbers([.. Enumerable.Range(0, count)]);
            WriteIdx(Path.Combine(folder, $"{part}-images-idx3-ubyte"), [count, FashionMnistPictures.Side, FashionMnistPictures.Side],
                [.. numbers.Select(number => (byte)MathF.Round((number + 1) * 127.5f))]);
            WriteIdx(Path.Combine(folder, $"{part}-labels-idx1-ubyte"), [count], pictures.Labels.ToArray());
        }
    }

    static void WriteIdx(string path, int[] lengths, byte[] content)
    {
        using FileStream file = File.Create(path);
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
