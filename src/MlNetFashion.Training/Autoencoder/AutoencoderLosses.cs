using static TorchSharp.torch;

namespace MlNetFashion.Training.Autoencoder;

/// <summary>How far a picture that was drawn again is from what it was: pictures (N, 3, H, W), −1 to 1, to a scalar.</summary>
static class AutoencoderLosses
{
    // Colours are seen from afar: over squares of four pixels.
    const int Afar = 4;

    /// <summary>The mean distance of pixels.</summary>
    public static Tensor Pixels(Tensor again, Tensor real) => (again - real).abs().mean();

    /// <summary>The mean distance of the differences of neighbours, down and across: edges.</summary>
    public static Tensor Gradients(Tensor again, Tensor real)
    {
        Tensor error = again - real;
        return (error[.., .., 1.., ..] - error[.., .., ..^1, ..]).abs().mean() + (error[.., .., .., 1..] - error[.., .., .., ..^1]).abs().mean();
    }

    /// <summary>The mean distance of what is left of colours without their lightness (red against green, yellow against blue), seen from afar: hue and
    /// saturation.</summary>
    public static Tensor Colours(Tensor again, Tensor real)
    {
        Tensor error = nn.functional.avg_pool2d(again - real, Afar), red = error[.., 0], green = error[.., 1], blue = error[.., 2];
        return (red - green).abs().mean() + ((red + green) / 2 - blue).abs().mean();
    }

    /// <summary>The Kullback-Leibler divergence of latents from the standard normal, a picture's sum, as a mean over pictures.</summary>
    public static Tensor Divergence(Tensor mean, Tensor logVariance) =>
        0.5 * (mean.pow(2) + logVariance.exp() - 1 - logVariance).sum([1, 2, 3]).mean();
}
