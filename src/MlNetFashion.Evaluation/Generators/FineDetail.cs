using System.Globalization;
using MlNetFashion.Images;

namespace MlNetFashion.Evaluation;

/// <summary>How sharp drawn pictures are: the energy of their finest detail against that of real ones of the same size.</summary>
/// <param name="Drawn">Mean energy of drawn pictures, in squared grey levels of 0 to 255.</param>
/// <param name="Real">The same of real ones, above 0.</param>
sealed record FineDetail(double Drawn, double Real)
{
    /// <summary>1 for pictures as sharp as real ones, less for blurred ones, more for noise and hard edges.</summary>
    public double Ratio => Drawn / Real;

    /// <summary>Measures.</summary>
    /// <param name="drawn">One picture or more.</param>
    /// <param name="real">One or more, not all of one colour.</param>
    /// <exception cref="ArgumentException">There are none, or the real ones have no detail.</exception>
    public static FineDetail Of(IReadOnlyList<RgbImage> drawn, IReadOnlyList<RgbImage> real)
    {
        if (drawn.Count == 0 || real.Count == 0)
            throw new ArgumentException($"There are {drawn.Count} drawn and {real.Count} real pictures. Give one or more of each.");
        var detail = new FineDetail(drawn.Average(Energy), real.Average(Energy));
        return detail.Real > 0 ? detail : throw new ArgumentException("The real pictures have no detail to compare with. Give photos.", nameof(real));
    }

    /// <summary>The mean square of the Laplacian: of each pixel against the mean of its four neighbours.</summary>
    public static double Energy(RgbImage picture)
    {
        float[] grey = GreyLevels.Of(picture);
        int width = picture.Width, height = picture.Height;
        if (width < 3 || height < 3)
            throw new ArgumentException($"A picture of {width} x {height} has no pixel with four neighbours. Give one of 3 x 3 or more.", nameof(picture));
        double sum = 0;
        for (int y = 1; y < height - 1; y++)
        {
            for (int x = 1, i = y * width + 1; x < width - 1; x++, i++)
            {
                double difference = grey[i] - (grey[i - 1] + grey[i + 1] + grey[i - width] + grey[i + width]) / 4;
                sum += difference * difference;
            }
        }

        return sum / ((width - 2) * (height - 2));
    }

    /// <summary>One line for people.</summary>
    public string ToText() => string.Create(CultureInfo.InvariantCulture,
        $"sharpness {Ratio:F2} of that of real pictures (energy of fine detail {Drawn:F1}, {Real:F1})");
}
