using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MlNetFashion.Training.Models;

/// <summary>The three encoders that share one space, with what only training needs: attribute heads and a learned temperature.</summary>
public sealed class EmbeddingModel : Module
{
    readonly TextEncoder text_encoder;
    readonly ImageEncoder image_encoder;
    readonly QueryComposer query_composer;
    readonly ModuleList<Linear> attribute_heads;
    readonly Parameter logit_scale;

    /// <summary>Makes the model.</summary>
    /// <param name="options">Sizes of the three.</param>
    /// <param name="attributeCounts">How many values each attribute head tells apart.</param>
    public EmbeddingModel(EmbeddingModelOptions options, IEnumerable<int> attributeCounts) : base(nameof(EmbeddingModel))
    {
        text_encoder = new TextEncoder(options.Text);
        image_encoder = new ImageEncoder(options.Image);
        query_composer = new QueryComposer(options.Composer);
        attribute_heads = new ModuleList<Linear>([.. attributeCounts.Select(count => Linear(image_encoder.FeatureDimension, Math.Max(1, count)))]);
        logit_scale = new Parameter(tensor(MathF.Log(1 / 0.07f)));
        RegisterComponents();
    }

    /// <summary>InputIds and AttentionMask to TextEmbedding.</summary>
    public TextEncoder Text => text_encoder;

    /// <summary>Image to ImageEmbedding.</summary>
    public ImageEncoder Image => image_encoder;

    /// <summary>TextEmbedding and ImageEmbedding to QueryEmbedding.</summary>
    public QueryComposer Composer => query_composer;

    /// <summary>One linear classifier an attribute, on <see cref="ImageEncoder.Features"/>.</summary>
    public ModuleList<Linear> AttributeHeads => attribute_heads;

    /// <summary>What cosines are multiplied with before the softmax; kept at 60 or less.</summary>
    public Tensor Scale => logit_scale.clamp(max: Math.Log(60)).exp();
}
