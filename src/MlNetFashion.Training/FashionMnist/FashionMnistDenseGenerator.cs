using MlNetFashion.Onnx;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MlNetFashion.Training.FashionMnist;

/// <summary>Draws a Fashion-MNIST picture with dense layers alone: Noise (N, Z) to GeneratedImage (N, 1, 28, 28), −1 (ground) to 1.</summary>
sealed class FashionMnistDenseGenerator : Module<Value, Value>
{
    readonly Sequential body;

    /// <summary>Makes a generator with random weights.</summary>
    public FashionMnistDenseGenerator(FashionMnistDenseGeneratorOptions options) : base(nameof(FashionMnistDenseGenerator))
    {
        var layers = new List<Module<Tensor, Tensor>>();
        int from = options.NoiseDimension;
        foreach (int width in options.Widths)
        {
            // The layer before needs its output no more, so the activation may write over it.
            layers.AddRange([Linear(from, width), LeakyReLU(0.2, inplace: true), Dropout(options.Dropout)]);
            from = width;
        }

        layers.AddRange([Linear(from, FashionMnistPictures.Side * FashionMnistPictures.Side), Tanh()]);
        body = Sequential(layers);
        RegisterComponents();
    }

    /// <inheritdoc/>
    public override Value forward(Value noise) => body.call(noise).reshape(-1, 1, FashionMnistPictures.Side, FashionMnistPictures.Side);
}
