using TorchSharp;
using static TorchSharp.torch;

namespace MlNetFashion.Training.Autoencoder;

/// <summary>Whether drawn pictures have as much fine detail as real ones at every period: a grid that the decoder weaves into cloth, or blur, shows in the mean
/// spectrum of rows and columns (Durall et al., Watch your Up-Convolution, 2020).</summary>
static class DrawnSpectrum
{
    // Periods from 8 pixels down: what is coarser is the garment's shape, and a batch is too small to compare that.
    const int LongestPeriod = 8;

    // The amplitude of a quarter of a grey level: less is not seen, and its logarithm is noise.
    const double Floor = 1e-6;

    /// <summary>The mean squared difference of the logarithms of both powers.</summary>
    /// <param name="drawn">(N, C, S, S), −1 to 1.</param>
    /// <param name="real">(M, C, S, S).</param>
    public static Tensor Loss(Tensor drawn, Tensor real)
    {
        Tensor wanted;
        using (no_grad())
            wanted = LogPower(real);
        return nn.functional.mse_loss(LogPower(drawn), wanted);
    }

    // Of rows and of columns (2, F).
    static Tensor LogPower(Tensor pictures)
    {
        Tensor grey = pictures.mean([1]);
        return stack([Power(grey), Power(grey.transpose(1, 2))]).add(Floor).log();

        static Tensor Power(Tensor lines)
        {
            long side = lines.shape[^1];
            Tensor spectrum = fft.rfft(lines, norm: FFTNormType.Forward);
            return spectrum.abs().pow(2).mean([0, 1])[TensorIndex.Slice(side / LongestPeriod)];
        }
    }
}
