using MlNetFashion.Onnx;
using MlNetFashion.Training.Autoencoder;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MlNetFashion.Training.LatentGenerator;

/// <summary>Draws what a query means in two stages: QueryEmbedding (N, D) and Noise (N, Z) to latents, and those to GeneratedImage (N, 3, S, S), −1 to
/// 1.</summary>
/// <remarks>The way from noise to latents is a few steps of a flow, the whole of which is in the exported file. The sign of the first number of the noise
/// says whether a photo or a drawing is meant.</remarks>
sealed class FlowGenerator : Module<Value, Value, Value>
{
    readonly LatentFlow flow;
    readonly PictureDecoder decoder;
    readonly Tensor mean;
    readonly Tensor deviation;

    /// <summary>Makes a generator with random weights.</summary>
    public FlowGenerator(LatentGeneratorOptions options) : base(nameof(FlowGenerator))
    {
        options.Check();
        Options = options;
        flow = new LatentFlow(options);
        decoder = new PictureDecoder(options.Autoencoder);
        mean = zeros(1, options.Autoencoder.LatentChannels, 1, 1);
        deviation = ones(1, options.Autoencoder.LatentChannels, 1, 1);
        RegisterComponents();
    }

    /// <summary>Its sizes.</summary>
    public LatentGeneratorOptions Options { get; }

    internal LatentFlow Flow => flow;

    /// <summary>The weights that no picture depends on: what stands for no query, where there is no guidance.</summary>
    internal IReadOnlyList<string> LeftOut => Options.Guidance == 1 ? ["flow.without"] : [];

    internal PictureDecoder Decoder => decoder;

    /// <summary>Latents as an autoencoder gives them to latents of mean 0 and deviation 1.</summary>
    internal Tensor Normalise(Tensor latents) => (latents - mean) / deviation;

    /// <summary>Takes the flow of another generator of its sizes, and how latents are normalised for it; the decoder stays.</summary>
    internal void TakeFlow(FlowGenerator other)
    {
        using IDisposable _ = no_grad();
        flow.load_state_dict(other.flow.state_dict());
        mean.copy_(other.mean);
        deviation.copy_(other.deviation);
    }

    /// <summary>Learns mean and deviation of each channel.</summary>
    /// <param name="latents">As an autoencoder gives them (N, C, H, W).</param>
    internal void Measure(Tensor latents)
    {
        using IDisposable _ = no_grad();
        mean.copy_(latents.mean([0, 2, 3], keepdim: true));
        deviation.copy_(latents.std([0, 2, 3], unbiased: false, keepdim: true) + 1e-6);
    }

    /// <inheritdoc/>
    public override Value forward(Value query, Value noise) => Draw(query, noise, Options.Steps);

    /// <summary>Draws so that something is learned from the last steps alone: those before them are taken as they come (Clark et al., Directly Fine-Tuning
    /// Diffusion Models on Differentiable Rewards, 2023).</summary>
    /// <param name="query">(N, D).</param>
    /// <param name="noise">(N, Z).</param>
    /// <param name="learned">Through how many of the steps gradients flow, from the last one back.</param>
    /// <returns>Pictures (N, 3, S, S), −1 to 1.</returns>
    internal Value Draw(Value query, Value noise, int learned)
    {
        (int channels, int side) = (Options.Autoencoder.LatentChannels, Options.Autoencoder.LatentSide);
        Value kind = noise.narrow(1, 0, 1).sign(), x = noise.narrow(1, 1, channels * side * side).reshape(-1, channels, side, side), asked = flow.Ask(query);
        Value? before = null;
        for (int step = 0; step < Options.Steps; step++)
        {
            using IDisposable? untracked = step < Options.Steps - learned ? no_grad() : null;
            Tensor time = LatentFlow.Times(tensor(new[] { (float)step / Options.Steps }));
            Value velocity = flow.call(x, flow.Steering(asked, kind, time));
            if (Options.Guidance != 1)
            {
                Value free = flow.call(x, flow.Steering(flow.Without, kind, time));
                velocity = free + (velocity - free) * Options.Guidance;
            }

            // The velocity half way, after the last two (Adams and Bashforth): twice as exact, for nothing.
            x = x + (before is { } last ? velocity * 1.5 - last * 0.5 : velocity) * (1.0 / Options.Steps);
            before = velocity;
        }

        return Decode(x);
    }

    /// <summary>Latents of mean 0 and deviation 1 (N, C, H, W) to pictures (N, 3, S, S), −1 to 1.</summary>
    internal Value Decode(Value normal)
    {
        Value latents = normal * deviation + mean;
        int channels = Options.Autoencoder.LatentChannels, colours = PictureAutoencoderOptions.ColourChannels;
        Value within = Value.cat([latents.narrow(1, 0, colours).clamp(-1, 1), latents.narrow(1, colours, channels - colours)], 1);
        return decoder.call(within).clamp(-1, 1);
    }
}
