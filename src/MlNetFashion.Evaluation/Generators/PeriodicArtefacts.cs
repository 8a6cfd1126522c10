using System.Globalization;
using System.Numerics;
using MathNet.Numerics.IntegralTransforms;
using MlNetFashion.Images;

namespace MlNetFashion.Evaluation;

/// <summary>Whether drawn pictures have grids and threads in common, as strides and transposed convolutions leave them: the highest peak of their mean
/// spectrum, against that of real pictures.</summary>
/// <remarks>A pattern of one picture is of its own period and averages out; what a network does to all of them stands out (Durall et al., Watch Your
/// Up-Convolution, 2020).</remarks>
/// <param name="Drawn">How many times the power of its neighbours the highest peak of drawn pictures has, 1 or so without one.</param>
/// <param name="Period">The period of that peak, in pixels.</param>
/// <param name="Real">The same of real pictures: the floor.</param>
sealed record PeriodicArtefacts(double Drawn, double Period, double Real)
{
    // Longer periods than a tenth of the side are shapes of garments, not grids.
    const int LowestFrequency = 10;

    // The window spreads a peak over its nearest neighbours, so those beyond are what it is compared with.
    static readonly int[] s_neighbours = [-4, -3, 3, 4];

    /// <summary>1 for pictures without artefacts.</summary>
    public double Ratio => Drawn / Real;

    /// <summary>Measures.</summary>
    /// <param name="drawn">Square pictures of one size, one or more.</param>
    /// <param name="real">Square pictures of one size, which may be another, one or more.</param>
    /// <exception cref="ArgumentException">There are none, or their sizes differ.</exception>
    public static PeriodicArtefacts Of(IReadOnlyList<RgbImage> drawn, IReadOnlyList<RgbImage> real)
    {
        (double height, double period) = Peak(drawn);
        return new PeriodicArtefacts(height, period, Peak(real).Height);
    }

    /// <summary>The highest peak of the mean spectrum of rows and of that of columns, and its period in pixels.</summary>
    public static (double Height, double Period) Peak(IReadOnlyList<RgbImage> pictures)
    {
        if (pictures.Count == 0)
            throw new ArgumentException("There are no pictures. Give one or more.", nameof(pictures));
        int side = pictures[0].Width;
        if (side < 4 * LowestFrequency || pictures.Any(picture => picture.Width != side || picture.Height != side))
            throw new ArgumentException($"Pictures are to be square, of one size of {4 * LowestFrequency} pixels or more, but the first is {side} wide. "
                + $"Letterbox them.", nameof(pictures));
        double[] rows = new double[side / 2 + 1], columns = new double[side / 2 + 1];
        foreach (RgbImage picture in pictures)
            Add(GreyLevels.Of(picture), side, rows, columns);
        return new[] { Peak(rows, side), Peak(columns, side) }.MaxBy(peak => peak.Height);
    }

    /// <summary>One line for people.</summary>
    public string ToText() => string.Create(CultureInfo.InvariantCulture,
        $"periodic artefacts {Ratio:F2} times the floor (highest peak of the mean spectrum {Drawn:F2}, of period {Period:F1} pixels; "
            + $"{Real:F2} of real pictures)");

    static void Add(float[] grey, int side, double[] rows, double[] columns)
    {
        for (int line = 0; line < side; line++)
        {
            Add(i => grey[line * side + i], side, rows);
            Add(i => grey[i * side + line], side, columns);
        }
    }

    static void Add(Func<int, float> level, int side, double[] power)
    {
        // Differences, so that slow changes, which have most of the power, do not leak into the rest; and a Hann window, so that edges do not.
        var line = new Complex[side];
        for (int i = 0; i < side; i++)
            line[i] = (level(i) - level(Math.Max(0, i - 1))) * 0.5 * (1 - Math.Cos(2 * Math.PI * (i + 0.5) / side));
        Fourier.Forward(line, FourierOptions.NoScaling);
        for (int i = 0; i < power.Length; i++)
            power[i] += line[i].Real * line[i].Real + line[i].Imaginary * line[i].Imaginary;
    }

    static (double Height, double Period) Peak(double[] power, int side)
    {
        double highest = 0, period = 0;
        for (int i = LowestFrequency; i < power.Length; i++)
        {
            double[] around = [.. s_neighbours.Select(step => i + step).Where(other => other < power.Length).Select(other => power[other])];
            double height = power[i] / Math.Max(1e-9, around.Average());
            if (height > highest)
                (highest, period) = (height, (double)side / i);
        }

        return (highest, period);
    }
}
