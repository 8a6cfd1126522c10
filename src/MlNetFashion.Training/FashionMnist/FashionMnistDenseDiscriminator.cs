using MlNetFashion.Onnx;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MlNetFashion.Training.FashionMnist;

/// <summary>How real a Fashion-MNIST picture looks to dense layers: Image (N, 1, 28, 28) to a logit (N), whose sigmoid is the probability.</summary>
sealed class FashionMnistDenseDiscriminator : Module<Value, Value>
{
    readonly Sequential body;

    /// <summary>Makes a discriminator with random weights.</summary>
    public FashionMnistDenseDiscriminator(FashionMnistDenseDiscriminatorOptions options) : base(nameof(FashionMnistDenseDiscriminator))
    {
        var layers = new List<Module<Tensor, Tensor>>();
        int from = FashionMnistPictures.Side * FashionMnistPictures.Side;
        foreach (int width in options.Widths)
        {
            layers.AddRange([Linear(from, width), LeakyReLU(0.2, inplace: true)]);
            from = width;
        }

        layers.Add(Linear(from, 1));
        body = Sequential(layers);
        RegisterComponents();
    }

    /// <inheritdoc/>
    public override Value forward(Value image) => body.call(image.flatten(1)).squeeze(1);
}
