using MlNetFashion.Onnx;
using MlNetFashion.Training.Layers;
using TorchSharp.Modules;
using static TorchSharp.torch.nn;

namespace MlNetFashion.Training.Generator;

/// <summary>Draws what a query means: QueryEmbedding (N, D) and Noise (N, Z) to GeneratedImage (N, 3, S, S), −1 to 1, S = <see cref="ImageSize"/>.</summary>
/// <remarks>Transposed convolutions as in DCGAN (Radford et al., 2015); query and noise steer every size through a scale and a
/// shift for each channel (FiLM, Perez et al., 2017).</remarks>
sealed class FashionGenerator : Module<Value, Value, Value>
{
    // 4x4, where it begins.
    const int SeedPixels = 16;

    readonly Linear join;
    readonly Linear hidden;
    readonly Linear seed;
    readonly ModuleList<GeneratorStage> stages;
    readonly NarrowConv2d paint;
    readonly int _firstWidth;
    readonly double _queryScale;

    /// <summary>Makes a generator with random weights.</summary>
    public FashionGenerator(FashionGeneratorOptions options) : base(nameof(FashionGenerator))
    {
        IReadOnlyList<int> widths = options.Widths;
        ImageSize = options.ImageSize;
        _firstWidth = widths[0];
        _queryScale = Math.Sqrt(options.EmbeddingDimension);
        join = Linear(options.EmbeddingDimension + options.NoiseDimension, options.HiddenSize);
        hidden = Linear(options.HiddenSize, options.HiddenSize);
        seed = Linear(options.HiddenSize, widths[0] * SeedPixels);
        stages = new ModuleList<GeneratorStage>([.. widths.Zip(widths.Skip(1), (from, to) => new GeneratorStage(from, to, options.HiddenSize))]);
        paint = new NarrowConv2d(widths[^1], 3);
        RegisterComponents();
    }

    /// <summary>Side of the pictures in pixels.</summary>
    public int ImageSize { get; }

    /// <summary>The sizes of a generator whose weights have these shapes, by their names; null where some are missing.</summary>
    internal static FashionGeneratorOptions? SizesOf(IReadOnlyDictionary<string, IReadOnlyList<long>> shapes)
    {
        if (shapes.GetValueOrDefault($"{nameof(seed)}.weight") is not [> 0 and var numbers, > 0 and var hiddenSize])
            return null;
        var widths = new List<int> { checked((int)(numbers / SeedPixels)) };
        while (shapes.GetValueOrDefault($"{nameof(stages)}.{widths.Count - 1}.norm.weight") is [var width])
            widths.Add(checked((int)width));
        return widths.Count < 2 ? null : new FashionGeneratorOptions { Widths = widths, HiddenSize = checked((int)hiddenSize) };
    }

    /// <inheritdoc/>
    public override Value forward(Value query, Value noise)
    {
        Value h = join.call(Value.cat([query * _queryScale, noise], 1)).leaky_relu(0.2);   // (N, hidden)
        h = hidden.call(h).leaky_relu(0.2);
        Value x = seed.call(h).reshape(-1, _firstWidth, 4, 4);
        foreach (GeneratorStage stage in stages)
            x = stage.call(x, h);
        return paint.call(x).tanh();
    }
}
