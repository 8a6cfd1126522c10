using System.Numerics;

namespace MlNetFashion.Training.Tests.Composer;

/// <summary>TIRG and ComposeAE written down again from their papers, over double-precision
/// arrays, one query at a time: what the tested ones are compared with.</summary>
sealed class PlainComposers(IReadOnlyDictionary<string, double[]> weights)
{
    /// <summary>Vo et al., 2019, equations 1 to 3.</summary>
    public double[] Tirg(double[] text, double[] image)
    {
        double[] joined = [.. image, .. text], mix = weights["weights"];
        double[] gate = Dense("gate.2", Relu(Norm("gate.0", joined)));
        double[] residual = Dense("residual.4", Relu(Dense("residual.2", Relu(Norm("residual.0", joined)))));
        return Unit([.. image.Select((value, i) => mix[0] * value / (1 + Math.Exp(-gate[i])) + mix[1] * residual[i])]);
    }

    /// <summary>Anwaar et al., 2021, equations 2 to 9: the words are angles, and turning is a product of complex numbers.</summary>
    public double[] ComposeAe(double[] text, double[] image)
    {
        (double[] _, double[] _, Complex[] turned) = Turn("linear_projection", text, image);
        double[] linear = Map("linear_mapping", [.. turned.Select(z => z.Real), .. turned.Select(z => z.Imaginary)]);
        (double[] projected, double[] angle, Complex[] other) = Turn("convolution_projection", text, image);
        double[] convolved = Map("convolution_mapping",
            Pool(Convolve([projected, angle, image, [.. other.Select(z => z.Real)], [.. other.Select(z => z.Imaginary)]])));
        double[] mix = weights["weights"];
        return Unit([.. linear.Select((value, i) => mix[0] * value + mix[1] * convolved[i])]);
    }

    (double[] Projected, double[] Angle, Complex[] Turned) Turn(string at, double[] text, double[] image)
    {
        double[] projected = Dense($"{at}.image_features.4", Relu(Dense($"{at}.image_features.1", Norm($"{at}.image_features.0", image))));
        double[] angle = Dense($"{at}.text_features.3", Relu(Dense($"{at}.text_features.1", Norm($"{at}.text_features.0", text))));
        return (projected, angle, [.. projected.Select((value, i) => value * Complex.Exp(Complex.ImaginaryOne * angle[i]))]);
    }

    double[] Map(string at, double[] x) => Dense($"{at}.4", Relu(Dense($"{at}.2", Relu(Norm($"{at}.0", x)))));

    double[][] Convolve(double[][] channels)
    {
        double[] kernel = weights["convolution.weight"], bias = weights["convolution.bias"];
        int length = channels[0].Length;
        return [.. bias.Select((b, filter) => Enumerable.Range(0, length).Select(place =>
        {
            double sum = b;
            for (int channel = 0; channel < channels.Length; channel++)
            {
                for (int k = 0; k < 3; k++)
                {
                    int from = place + k - 1;
                    if (from >= 0 && from < length)
                        sum += kernel[(filter * channels.Length + channel) * 3 + k] * channels[channel][from];
                }
            }

            return sum;
        }).ToArray())];
    }

    // The largest of each of 16 equal stretches.
    static double[] Pool(double[][] filters) => [.. filters.SelectMany(row => row.Chunk(row.Length / 16).Select(part => part.Max()))];

    // As in evaluation: with the running statistics.
    double[] Norm(string name, double[] x)
    {
        double[] weight = weights[$"{name}.weight"], bias = weights[$"{name}.bias"], mean = weights[$"{name}.running_mean"],
            variance = weights[$"{name}.running_var"];
        return [.. x.Select((value, i) => (value - mean[i]) / Math.Sqrt(variance[i] + 1e-5) * weight[i] + bias[i])];
    }

    double[] Dense(string name, double[] x)
    {
        double[] weight = weights[$"{name}.weight"], bias = weights[$"{name}.bias"];
        return [.. bias.Select((b, row) => b + x.Select((value, i) => value * weight[row * x.Length + i]).Sum())];
    }

    static double[] Relu(double[] x) => [.. x.Select(value => Math.Max(0, value))];

    static double[] Unit(double[] x)
    {
        double length = Math.Sqrt(x.Sum(value => value * value));
        return [.. x.Select(value => value / length)];
    }
}
