using MlNetFashion.Images;

namespace MlNetFashion.Evaluation;

/// <summary>Pictures without their colours.</summary>
static class GreyLevels
{
    /// <summary>The lightness of each pixel, 0 to 255, row after row (Rec. 601).</summary>
    public static float[] Of(RgbImage picture)
    {
        float[] grey = new float[picture.Width * picture.Height];
        for (int i = 0; i < grey.Length; i++)
            grey[i] = 0.299f * picture.Pixels[3 * i] + 0.587f * picture.Pixels[3 * i + 1] + 0.114f * picture.Pixels[3 * i + 2];
        return grey;
    }
}
