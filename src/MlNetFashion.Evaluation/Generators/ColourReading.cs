using MlNetFashion.Images;

namespace MlNetFashion.Evaluation;

/// <summary>What colour the garment of a picture is.</summary>
/// <param name="Colour">The colour that most of it has, a place in <see cref="NamedColours.Names"/>.</param>
/// <param name="Shares">The share of each named colour, adding up to 1.</param>
/// <remarks>Every pixel of the garment goes to the nearest named colour. A pixel with a hue counts more than
/// a grey one: shades and highlights are grey on a garment of any colour, and people
/// call a blue shirt with white stripes blue.</remarks>
sealed record ColourReading(int Colour, IReadOnlyList<double> Shares)
{
    const float HueCounts = 1.5f, FullChroma = 25;

    /// <summary>Reads a picture on white.</summary>
    /// <param name="image">Any size; it is letterboxed to 64 x 64.</param>
    public static ColourReading Of(RgbImage image)
    {
        if (image.Width != GarmentPixels.Side || image.Height != GarmentPixels.Side)
            image = ImagePreprocessing.Letterbox(image, GarmentPixels.Side);
        var pixels = new LabColour[image.Width * image.Height];
        for (int i = 0; i < pixels.Length; i++)
            pixels[i] = LabColour.Of(image.Pixels[i * 3], image.Pixels[i * 3 + 1], image.Pixels[i * 3 + 2]);
        float[] weights = GarmentPixels.Weigh(pixels);
        double[] shares = new double[NamedColours.Names.Count];
        for (int i = 0; i < pixels.Length; i++)
        {
            if (weights[i] > 0)
                shares[NamedColours.Nearest(pixels[i])] += weights[i] * (1 + HueCounts * Math.Min(1, pixels[i].Chroma / FullChroma));
        }

        double sum = shares.Sum();
        int most = 0;
        for (int i = 0; i < shares.Length; i++)
        {
            shares[i] /= sum;
            most = shares[i] > shares[most] ? i : most;
        }

        return new ColourReading(most, shares);
    }
}
