using MlNetFashion.Images;
using MlNetFashion.Training.Data;

namespace MlNetFashion.Training.Embedding;

/// <summary>What composers learn from: items whose pictures were embedded once, by encoders that stay as they are.</summary>
/// <param name="Set">The items.</param>
/// <param name="Pictures">ImageEmbedding of each, N × D numbers.</param>
/// <param name="Words">Texts to TextEmbeddings, M × D numbers; the zero vector where there is no word.</param>
/// <param name="Captioned">Pairs of the items whose catalogue says their difference in words.</param>
sealed record EmbeddedSet(TrainingSet Set, float[] Pictures, Func<IReadOnlyList<string?>, float[]> Words, IReadOnlyList<CaptionedPair> Captioned)
{
    /// <summary>Embeds all pictures.</summary>
    /// <param name="set">The items.</param>
    /// <param name="captioned">Their pairs with words.</param>
    /// <param name="encoders">Has text encoder and image encoder; must outlive the set.</param>
    public static EmbeddedSet Make(TrainingSet set, IReadOnlyList<CaptionedPair> captioned, FashionPipeline encoders) => new(
        set, encoders.EmbedImages([.. set.Items.Select(item => new RgbImage(set.ImageSize, set.ImageSize, item.Pixels))]), encoders.EmbedTexts, captioned);
}
