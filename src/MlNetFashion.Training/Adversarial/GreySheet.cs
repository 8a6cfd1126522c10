using MlNetFashion.Images;
using MlNetFashion.Training.Data;

namespace MlNetFashion.Training;

/// <summary>Grey pictures side by side, twice their size.</summary>
static class GreySheet
{
    const int Scale = 2, Cell = GreyPictures.Side * Scale;

    /// <summary>Puts pictures into rows.</summary>
    /// <param name="images">Picture after picture, −1 to 1, a whole number of rows.</param>
    /// <param name="columns">Pictures in a row.</param>
    public static RgbImage Render(ReadOnlySpan<float> images, int columns)
    {
        int count = images.Length / GreyPictures.Size;
        var sheet = new RgbImage(columns * Cell, count / columns * Cell);
        for (int y = 0; y < sheet.Height; y++)
        {
            for (int x = 0; x < sheet.Width; x++)
            {
                int picture = y / Cell * columns + x / Cell;
                float value = images[picture * GreyPictures.Size + y % Cell / Scale * GreyPictures.Side + x % Cell / Scale];
                sheet.Pixels.AsSpan((y * sheet.Width + x) * 3, 3).Fill((byte)MathF.Round((Math.Clamp(value, -1, 1) + 1) * 127.5f));
            }
        }

        return sheet;
    }
}
