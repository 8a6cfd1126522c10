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
}
