using MlNetFashion.Catalogues;
using MlNetFashion.Training.Embedding;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MlNetFashion.Training.FashionMnist;

/// <summary>A <see cref="FashionMnistImageEncoder"/> with what only training needs: a learned temperature, and a proxy of each class.</summary>
sealed class FashionMnistEmbeddingModel : Module
{
    readonly FashionMnistImageEncoder encoder;
    readonly Parameter logit_scale;
    readonly Parameter proxies;

    /// <summary>Makes the model with random weights and the temperature 0.1 of Khosla et al. (2020).</summary>
    public FashionMnistEmbeddingModel(FashionMnistImageEncoderOptions options) : base(nameof(FashionMnistEmbeddingModel))
    {
        encoder = new FashionMnistImageEncoder(options);
        logit_scale = new Parameter(tensor(MathF.Log(10)));
        proxies = new Parameter(randn(FashionMnistCatalogue.Classes.Count, options.EmbeddingDimension));
        RegisterComponents();
    }

    /// <summary>Image to ImageEmbedding.</summary>
    public FashionMnistImageEncoder Encoder => encoder;

    /// <summary>A vector of each class, (10, D), of any length: what <see cref="MetricLoss.Proxies"/> compares embeddings with.</summary>
    public Tensor Proxies => proxies;

    /// <summary>What cosines are multiplied with before the softmax; kept at 60 or less.</summary>
    public Tensor Scale => logit_scale.clamp(max: Math.Log(60)).exp();
}
