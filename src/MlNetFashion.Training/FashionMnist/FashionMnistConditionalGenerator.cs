using MlNetFashion.Onnx;
using TorchSharp.Modules;
using static TorchSharp.torch.nn;

namespace MlNetFashion.Training.FashionMnist;

/// <summary>Draws a Fashion-MNIST picture of what is asked for: Condition (N, C) and Noise (N, Z) to GeneratedImage (N, 1, 28, 28), −1 (ground) to 1.</summary>
/// <remarks>The condition is a class as a one-hot vector or a text as a unit-length embedding; what lies between two conditions draws what lies between them.
/// It is joined to the noise and steers 7x7 and 14x14 through a scale and a shift for each channel (FiLM, Perez et al., 2017);
/// at 28x28, where that would cost most, there is only texture left to draw.</remarks>
sealed class FashionMnistConditionalGenerator : Module<Value, Value, Value>
{
    readonly Linear embedding;
    readonly Linear seed;
    readonly FashionMnistConditionalNorm norm;
    readonly FashionMnistConditionalNorm middleNorm;
    readonly ConvTranspose2d enlarge;
    readonly ConvTranspose2d finish;
    readonly BatchNorm2d lastNorm;
    readonly Conv2d paint;
    readonly int _firstWidth;
    readonly double _conditionScale;

    /// <summary>Makes a generator with random weights.</summary>
    public FashionMnistConditionalGenerator(FashionMnistConditionalGeneratorOptions options) : base(nameof(FashionMnistConditionalGenerator))
    {
        IReadOnlyList<int> widths = options.Widths;
        _firstWidth = widths[0];
        _conditionScale = Math.Sqrt(options.ConditionDimension);
        embedding = Linear(options.ConditionDimension, options.EmbeddingDimension);
        int steering = options.EmbeddingDimension + options.NoiseDimension;
        seed = Linear(steering, widths[0] * 49, hasBias: false);
        norm = new FashionMnistConditionalNorm(widths[0], steering);
        // A kernel of twice the stride covers every pixel equally often: four products a pixel, where enlarging first would need nine.
        enlarge = ConvTranspose2d(widths[0], widths[1], kernel_size: 4, stride: 2, padding: 1, bias: false);
        middleNorm = new FashionMnistConditionalNorm(widths[1], steering);
        finish = ConvTranspose2d(widths[1], widths[2], kernel_size: 4, stride: 2, padding: 1, bias: false);
        lastNorm = BatchNorm2d(widths[2]);
        paint = Conv2d(widths[2], 1, kernel_size: 3, padding: 1);
        RegisterComponents();
    }

    /// <inheritdoc/>
    public override Value forward(Value condition, Value noise)
    {
        Value h = Value.cat([embedding.call(condition * _conditionScale), noise], 1);   // (N, E + Z)
        Value x = norm.call(seed.call(h).reshape(-1, _firstWidth, 7, 7), h).relu();
        x = middleNorm.call(enlarge.call(x), h).relu();
        x = lastNorm.call(finish.call(x)).relu();
        return paint.call(x).tanh();
    }
}
