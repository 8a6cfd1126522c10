using MlNetFashion.Training.Layers;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MlNetFashion.Training.Autoencoder;

/// <summary>How real each patch of a picture looks: (N, 3, H, W) to scores (N, 1, H/4, W/4) and the maps that they come of.</summary>
/// <remarks>After Isola et al., Image-to-Image Translation (2017), without strides: maps are averaged down over squares that overlap (Zhang, Making
/// Convolutional Networks
/// Shift-Invariant Again, 2019), so that its gradients leave no grid in what learns from it.</remarks>
sealed class PatchDiscriminator : Module<Tensor, (Tensor Scores, IReadOnlyList<Tensor> Maps)>
{
    readonly ModuleList<SpectralConv2d> layers;
    readonly SpectralConv2d score;

    /// <summary>Makes a discriminator with random weights.</summary>
    /// <param name="width">Channels at the picture's side; twice and four times as many below.</param>
    public PatchDiscriminator(int width) : base(nameof(PatchDiscriminator))
    {
        layers = new ModuleList<SpectralConv2d>(Layer(3, width), Layer(width, 2 * width), Layer(2 * width, 4 * width));
        score = new SpectralConv2d(4 * width, 1, kernelSize: 3, stride: 1, padding: 1);
        RegisterComponents();

        static SpectralConv2d Layer(int from, int to) => new(from, to, kernelSize: 3, stride: 1, padding: 1, mixed: true);
    }

    /// <inheritdoc/>
    public override (Tensor Scores, IReadOnlyList<Tensor> Maps) forward(Tensor image)
    {
        var maps = new List<Tensor>();
        Tensor x = image;
        for (int i = 0; i < layers.Count; i++)
        {
            if (i > 0)
                x = functional.avg_pool2d(x, 3, stride: 2, padding: 1);
            x = functional.leaky_relu(layers[i].call(x), 0.2);
            maps.Add(x);
        }

        return (score.call(x.to_type(ScalarType.Float32)), maps);
    }
}
