using MlNetFashion.Catalogues;
using MlNetFashion.Images;

namespace MlNetFashion.Tests.Retrieval;

/// <summary>An encoder that can be checked by hand: the mean red, green and blue, scaled to unit length, and a constant. And pictures for it.</summary>
static class MeanColours
{
    public static ReadOnlyMemory<float> Embed(IReadOnlyList<RgbImage> pictures) => pictures.SelectMany(picture => Embed(picture)).ToArray();

    public static float[] Embed(RgbImage picture)
    {
        float[] sums = [0, 0, 0, 1];
        for (int i = 0; i < picture.Pixels.Length; i++)
            sums[i % 3] += picture.Pixels[i] / 1_000_000f;
        float norm = MathF.Sqrt(sums.Sum(value => value * value));
        return [.. sums.Select(value => value / norm)];
    }

    public static RgbImage Picture(int i) => SmallIndex.Picture((byte)(i * 5 % 256), (byte)(i * 11 % 256), (byte)(i * 17 % 256));

    public static CatalogueEntry Entry(int i) =>
        new(SmallIndex.Item($"{i}", $"item {i}", ("tenth", $"{i % 10}")), new CataloguePicture(Picture(i)), "test", $"{i}.png");
}
