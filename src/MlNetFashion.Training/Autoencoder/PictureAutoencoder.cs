using MlNetFashion.Onnx;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MlNetFashion.Training.Autoencoder;

/// <summary>Pictures to a few numbers and back: what the latent generator draws in (Kingma and Welling, Auto-Encoding Variational Bayes, 2013; Rombach et
/// al., Latent Diffusion, 2021).</summary>
/// <remarks>Three of the latent channels are the picture's own colours, averaged over squares of eight pixels: they are right from the first step, and
/// whatever draws latents draws
/// colours. The others hold what the colours leave open.</remarks>
sealed class PictureAutoencoder : Module<Value, Value>
{
    readonly PictureEncoder encoder;
    readonly PictureDecoder decoder;

    /// <summary>Makes an autoencoder with random weights.</summary>
    public PictureAutoencoder(PictureAutoencoderOptions options) : base(nameof(PictureAutoencoder))
    {
        options.Check();
        Options = options;
        encoder = new PictureEncoder(options);
        decoder = new PictureDecoder(options);
        RegisterComponents();
    }

    /// <summary>Its sizes.</summary>
    public PictureAutoencoderOptions Options { get; }

    internal PictureEncoder Encoder => encoder;

    internal PictureDecoder Decoder => decoder;

    /// <summary>The likeliest latents (N, 3 + C, S/8, S/8) of pictures (N, 3, S, S), −1 to 1.</summary>
    public Tensor Encode(Tensor image) => cat([Colours(image), encoder.call(image).Mean.Tensor], 1);

    /// <summary>The picture (N, 3, S, S) drawn again from its likeliest latents.</summary>
    public override Value forward(Value image) => decoder.call(Encode(image.Tensor));

    /// <summary>The mean colours (N, 3, S/8, S/8) of pictures.</summary>
    internal static Tensor Colours(Tensor image) => functional.avg_pool2d(image, PictureAutoencoderOptions.Reduction);
}
