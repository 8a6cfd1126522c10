using MlNetFashion.Onnx;
using MlNetFashion.Training.Layers;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MlNetFashion.Training.LatentGenerator;

/// <summary>Which way latents move at a time of the way from noise (0) to pictures (1): latents (N, C, H, W) and what steers (N or 1, hidden) to their
/// velocity (N, C, H, W).</summary>
/// <remarks>A U-net (Ronneberger et al., 2015) of two sizes; flow matching after Lipman et al., Flow Matching for Generative Modeling, 2022, and Liu et al.,
/// Rectified Flow, 2022.</remarks>
sealed class LatentFlow : Module<Value, Value, Value>
{
    // Sines and cosines of the time, of periods from far more than the way to a hundredth of it.
    const int Frequencies = 32;

    readonly Linear query1;
    readonly Linear query2;
    readonly Parameter without;
    readonly Linear domain;
    readonly Linear time1;
    readonly Linear time2;
    readonly MixedConv2d enter;
    readonly Parameter place;
    readonly ModuleList<SteeredBlock> down;
    readonly MixedConv2d halve;
    readonly ModuleList<SteeredBlock> below;
    readonly MixedConv2d widen;
    readonly ModuleList<SteeredBlock> up;
    readonly GroupNorm norm;
    readonly MixedConv2d leave;
    readonly double _queryScale;

    /// <summary>Makes a flow with random weights.</summary>
    public LatentFlow(LatentGeneratorOptions options) : base(nameof(LatentFlow))
    {
        (int wide, int deep, int hidden, int channels, int side) = (options.Widths[0], options.Widths[1], options.HiddenSize,
            options.Autoencoder.LatentChannels, options.Autoencoder.LatentSide);
        _queryScale = Math.Sqrt(options.EmbeddingDimension);
        query1 = Linear(options.EmbeddingDimension, hidden);
        query2 = Linear(hidden, hidden);
        without = Parameter(zeros(1, hidden));
        domain = Linear(1, hidden);
        time1 = Linear(2 * Frequencies, hidden);
        time2 = Linear(hidden, hidden);
        enter = new MixedConv2d(channels, wide);
        place = Parameter(randn(1, wide, side, side) * 0.02);
        down = Blocks(options.Blocks[0], wide);
        halve = new MixedConv2d(wide, deep, stride: 2);
        below = Blocks(options.Blocks[1], deep);
        widen = new MixedConv2d(deep, wide, kernelSize: 1);
        up = Blocks(options.Blocks[2], wide);
        norm = ResidualBlock.Norm(wide);
        leave = new MixedConv2d(wide, channels).Zeroed();
        RegisterComponents();

        ModuleList<SteeredBlock> Blocks(int count, int width) => new([.. Enumerable.Range(0, count).Select(_ => new SteeredBlock(width, hidden))]);
    }

    /// <summary>What a query (N, D) asks for, in the space of what steers (N, hidden).</summary>
    public Value Ask(Value query) => query2.call(query1.call(query * _queryScale).silu());

    /// <summary>What <see cref="Ask"/> computes with.</summary>
    public IReadOnlyList<Module> QueryReaders => [query1, query2];

    /// <summary>What stands for no query (1, hidden).</summary>
    public Value Without => without;

    /// <summary>What steers (N, hidden).</summary>
    /// <param name="asked">What <see cref="Ask"/> gave, or <see cref="Without"/>.</param>
    /// <param name="kind">1 for photos, −1 for drawings (N, 1).</param>
    /// <param name="time">What <see cref="Times"/> gave, for each or for all (N or 1, F).</param>
    public Value Steering(Value asked, Value kind, Value time) => (asked + domain.call(kind) + time2.call(time1.call(time).silu())).silu();

    /// <summary>Times (N), 0 to 1, as sines and cosines (N, F).</summary>
    public static Tensor Times(Tensor time)
    {
        Tensor angles = linspace(0, 6, Frequencies).exp() * time.unsqueeze(1);
        return cat([angles.sin(), angles.cos()], 1);
    }

    /// <inheritdoc/>
    public override Value forward(Value latents, Value steering)
    {
        Value x = enter.call(latents);
        x = x + (x.dtype == place.dtype ? (Value)place : place.to_type(x.dtype));
        foreach (SteeredBlock block in down)
            x = block.call(x, steering);
        Value deep = halve.call(x);
        foreach (SteeredBlock block in below)
            deep = block.call(deep, steering);
        x = x + widen.call(deep).interpolate((double[])[2, 2]);
        foreach (SteeredBlock block in up)
            x = block.call(x, steering);
        return MixedConv2d.Exact(leave.call(norm.call(x).silu()));
    }
}
