using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MlNetFashion.Training.Embedding;

/// <summary>The three encoders that share one space, a reader of attributes in the space,
/// and what only training needs: attribute heads and a learned temperature.</summary>
sealed class EmbeddingModel : Module
{
    /// <summary>Kind, colour and gender: what a reference picture is to keep, the first three of <see cref="Data.Fact"/>.</summary>
    public const int MainAttributes = 3;

    readonly TextEncoder text_encoder;
    readonly ImageEncoder image_encoder;
    readonly QueryComposer query_composer;
    readonly ModuleList<Linear> attribute_heads;
    readonly AttributeReader attribute_reader;
    readonly Parameter logit_scale;

    /// <summary>Makes the model.</summary>
    /// <param name="options">Sizes of the three.</param>
    /// <param name="attributeCounts">How many values each attribute head tells apart,
    /// in the order of <see cref="Data.Fact"/>; none where there are no heads.</param>
    public EmbeddingModel(EmbeddingModelOptions options, IReadOnlyCollection<int> attributeCounts) : base(nameof(EmbeddingModel))
    {
        text_encoder = new TextEncoder(options.Text);
        image_encoder = new ImageEncoder(options.Image);
        query_composer = new QueryComposer(options.Composer);
        attribute_heads = AttributeReader.Classifiers(attributeCounts, image_encoder.FeatureDimension);
        attribute_reader = new AttributeReader(attributeCounts.Take(MainAttributes), options.Image.EmbeddingDimension);
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

    /// <summary>Kind, colour and gender of embeddings of the shared space, whether a picture's or a composed query's.</summary>
    public AttributeReader Attributes => attribute_reader;

    /// <summary>The most that cosines are multiplied with.</summary>
    public const double MaxScale = 60;

    /// <summary>What cosines are multiplied with before the softmax; kept at <see cref="MaxScale"/> or less.</summary>
    public Tensor Scale => logit_scale.clamp(max: Math.Log(MaxScale)).exp();

    /// <summary>Sets <see cref="Scale"/>, for encoders that came without theirs.</summary>
    /// <param name="scale">Above 0, to <see cref="MaxScale"/>.</param>
    public void SetScale(double scale)
    {
        if (!(scale is > 0 and <= MaxScale))
            throw new ArgumentOutOfRangeException(nameof(scale),
                $"Cosines are multiplied with more than 0 and at most {MaxScale}, but the scale is {scale}. Choose a number in between.");
        using IDisposable _ = no_grad();
        logit_scale.fill_(Math.Log(scale));
    }
}
