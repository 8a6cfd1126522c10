using MlNetFashion.Images;
using MlNetFashion.Models;

namespace MlNetFashion.Training.FashionMnist;

/// <summary>Grey pictures side by side, twice their size.</summary>
static class FashionMnistSheet
{
    const int Scale = 2, Cell = FashionMnistPictures.Side * Scale;

    /// <summary>The noise of the pictures of a sheet, the same for every sheet.</summary>
    /// <param name="count">Pictures.</param>
    /// <param name="length">Numbers of a picture's noise.</param>
    public static float[] Noise(int count, int length)
    {
        float[] noise = new float[count * length];
        for (int i = 0; i < count; i++)
            NoiseSource.Fill(1, i, noise.AsSpan(i * length, length));
        return noise;
    }

    /// <summary>Puts pictures into rows.</summary>
    /// <param name="images">Picture after picture, −1 to 1, a whole number of rows.</param>
    /// <param name="columns">Pictures in a row.</param>
    public static RgbImage Render(ReadOnlySpan<float> images, int columns)
    {
        int count = images.Length / FashionMnistPictures.Size;
        var sheet = new RgbImage(columns * Cell, count / columns * Cell);
        for (int y = 0; y < sheet.Height; y++)
        {
            for (int x = 0; x < sheet.Width; x++)
            {
                int picture = y / Cell * columns + x / Cell;
                float value = images[picture * FashionMnistPictures.Size + y % Cell / Scale * FashionMnistPictures.Side + x % Cell / Scale];
                sheet.Pixels.AsSpan((y * sheet.Width + x) * 3, 3).Fill((byte)MathF.Round((Math.Clamp(value, -1, 1) + 1) * 127.5f));
            }
        }

        return sheet;
    }
}
