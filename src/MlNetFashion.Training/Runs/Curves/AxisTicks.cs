using System.Globalization;

namespace MlNetFashion.Training.Runs.Curves;

/// <summary>Round numbers along an axis: steps of 1, 2 or 5 times a power of ten.</summary>
sealed class AxisTicks
{
    /// <summary>Finds the ticks of a range; the axis begins and ends with one.</summary>
    /// <param name="least">The least value shown.</param>
    /// <param name="most">The greatest, not below <paramref name="least"/>.</param>
    /// <param name="count">About how many spaces there are.</param>
    public AxisTicks(double least, double most, int count)
    {
        if (most - least < 1e-12 * Math.Max(1, Math.Abs(most)))
            (least, most) = (least - 0.5, most + 0.5);
        double rough = (most - least) / count, power = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        Step = power * (rough / power) switch { <= 1 => 1, <= 2 => 2, <= 5 => 5, _ => 10 };
        Least = Math.Floor(least / Step + 1e-9) * Step;
        Most = Math.Ceiling(most / Step - 1e-9) * Step;
    }

    public double Least { get; }

    public double Most { get; }

    public double Step { get; }

    public IEnumerable<double> Values => Enumerable.Range(0, (int)Math.Round((Most - Least) / Step) + 1).Select(i => Least + i * Step);

    /// <summary>0 at the axis's beginning, 1 at its end.</summary>
    public float Place(double value) => (float)((value - Least) / (Most - Least));

    /// <summary>A number with as many digits as the steps need.</summary>
    public string Format(double value)
    {
        int digits = Math.Clamp((int)Math.Ceiling(-Math.Log10(Step) - 1e-9), 0, 12);
        return (Math.Abs(value) < Step / 2 ? 0 : value).ToString($"N{digits}", CultureInfo.InvariantCulture);
    }
}
