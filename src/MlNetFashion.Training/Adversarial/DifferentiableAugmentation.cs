using static TorchSharp.torch;

namespace MlNetFashion.Training.Adversarial;

/// <summary>Changes to pictures through which gradients flow, so that drawn ones may be changed as real ones are
/// (Zhao et al., Differentiable Augmentation for Data-Efficient GAN Training, 2020).</summary>
/// <remarks>Pixels go from −1 to 1. Each picture is changed by itself; torch's own generator decides how.</remarks>
sealed record DifferentiableAugmentation
{
    /// <summary>Whether brightness (up to ±0.5), saturation (0 to 2 times) and contrast (0.5 to 1.5 times) change.</summary>
    public bool Colour { get; init; }

    /// <summary>How far a picture is moved at most, as a share of its side, 0 to 1; what comes in is middle grey.</summary>
    public double Translation { get; init; }

    /// <summary>Side of the square that is covered with middle grey, as a share of the picture's side, 0 to 1.</summary>
    public double Cutout { get; init; }

    /// <summary>Nothing is changed.</summary>
    public static DifferentiableAugmentation None { get; } = new();

    /// <summary>All three, as strong as in the paper.</summary>
    public static DifferentiableAugmentation Full { get; } = new() { Colour = true, Translation = 0.125, Cutout = 0.5 };

    /// <summary>Changes pictures.</summary>
    /// <param name="pictures">(N, C, H, W).</param>
    /// <returns>As many, of the same shape.</returns>
    public Tensor Apply(Tensor pictures)
    {
        if (Colour)
            pictures = ChangeColour(pictures);
        if (Translation > 0)
            pictures = Translate(pictures);
        return Cutout > 0 ? Cut(pictures) : pictures;
    }

    static Tensor ChangeColour(Tensor pictures)
    {
        Tensor x = pictures + (Uniform(pictures) - 0.5);
        if (x.shape[1] > 1)
        {
            Tensor grey = x.mean([1], keepdim: true);
            x = (x - grey) * (Uniform(pictures) * 2) + grey;
        }

        Tensor mean = x.mean([1, 2, 3], keepdim: true);
        return (x - mean) * (Uniform(pictures) + 0.5) + mean;
    }

    Tensor Translate(Tensor pictures)
    {
        (long n, long c, long h, long w) = (pictures.shape[0], pictures.shape[1], pictures.shape[2], pictures.shape[3]);
        long down = (long)(h * Translation + 0.5), right = (long)(w * Translation + 0.5), wide = w + 2 * right;
        Tensor rows = arange(h, device: pictures.device).reshape(1, h, 1)
            + randint(0, 2 * down + 1, [n, 1, 1], dtype: ScalarType.Int64, device: pictures.device);
        Tensor columns = arange(w, device: pictures.device).reshape(1, 1, w)
            + randint(0, 2 * right + 1, [n, 1, 1], dtype: ScalarType.Int64, device: pictures.device);
        Tensor from = (rows * wide + columns).reshape(n, 1, h * w).expand(n, c, h * w);
        Tensor padded = nn.functional.pad(pictures, [right, right, down, down]);
        return padded.flatten(2).gather(2, from).reshape(n, c, h, w);
    }

    Tensor Cut(Tensor pictures)
    {
        (long n, long h, long w) = (pictures.shape[0], pictures.shape[2], pictures.shape[3]);
        Tensor covered = Within(h).reshape(n, 1, h, 1).logical_and(Within(w).reshape(n, 1, 1, w));
        return pictures.masked_fill(covered, 0);

        // As in the paper the square may lie partly outside, so that the edge is covered as often as the middle.
        Tensor Within(long side)
        {
            long size = (long)(side * Cutout + 0.5);
            Tensor first = randint(0, side + 1 - size % 2, [n, 1], dtype: ScalarType.Int64, device: pictures.device) - size / 2;
            Tensor place = arange(side, device: pictures.device).reshape(1, side);
            return place.ge(first).logical_and(place.lt(first + size));
        }
    }

    static Tensor Uniform(Tensor pictures) => rand([pictures.shape[0], 1, 1, 1], device: pictures.device);
}
