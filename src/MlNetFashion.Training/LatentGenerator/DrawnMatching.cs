using MlNetFashion.Training.Adversarial;
using MlNetFashion.Training.Embedding;
using TorchSharp;
using static TorchSharp.torch;

namespace MlNetFashion.Training.LatentGenerator;

/// <summary>Whether drawn pictures are seen as what was asked for: the image encoder has to find each one's query among those of the batch.</summary>
/// <param name="eye">Sees; it stays as it is.</param>
sealed class DrawnMatching(ImageEncoder eye)
{
    // A cosine of 1 against those of -1: enough for a clear choice among tens, and little pull once it is made.
    const double Scale = 16;

    // What is seen is blurred, over five pixels: a pattern of two or three pixels would please the encoder and nobody else.
    static readonly double[] s_blur = [1 / 16.0, 4 / 16.0, 6 / 16.0, 4 / 16.0, 1 / 16.0];

    // What is seen must hold wherever the garment stands and under small spots, or the encoder's blind spots are drawn instead of the garment.
    static readonly DifferentiableAugmentation s_seen = new() { Translation = 0.06, Cutout = 0.2 };

    /// <summary>The cross-entropy of the choice.</summary>
    /// <param name="drawn">Pictures (N, 3, S, S), N at least 2.</param>
    /// <param name="query">(N, D).</param>
    public Tensor Loss(Tensor drawn, Tensor query)
    {
        Tensor seen = eye.forward(ImageEncoder.Resize(s_seen.Apply(Blur(drawn)))).Tensor, likeness = seen.matmul(query.t()) * Scale;
        return nn.functional.cross_entropy(likeness, arange(query.shape[0]));
    }

    /// <summary>Pictures (N, C, H, W) without their finest detail: a period of two pixels is gone, and all but a sixteenth of three.</summary>
    internal static Tensor Blur(Tensor pictures)
    {
        long channels = pictures.shape[1], reach = s_blur.Length / 2;
        Tensor kernel = tensor(s_blur, pictures.dtype).reshape(1, 1, 1, -1).expand(channels, 1, 1, -1);
        Tensor padded = nn.functional.pad(pictures, [reach, reach, reach, reach], PaddingModes.Replicate);
        return nn.functional.conv2d(nn.functional.conv2d(padded, kernel, groups: channels), kernel.transpose(2, 3), groups: channels);
    }
}
