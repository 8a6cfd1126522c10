using MlNetFashion.Retrieval;
using MlNetFashion.Understanding;

namespace MlNetFashion.Batch;

/// <summary>What the steps need of models.</summary>
/// <param name="Embed">The image encoder, called from several threads.</param>
/// <param name="Fingerprint">What it is.</param>
/// <param name="Words">Reads what columns tell.</param>
/// <param name="Options">How photos are embedded.</param>
sealed record JobModels(EmbedPictures Embed, ModelFingerprint Fingerprint, QueryUnderstanding Words, IndexingOptions Options)
{
    /// <summary>Of a pipeline.</summary>
    public static JobModels Of(FashionPipeline pipeline, int threads = 0) =>
        new(images => pipeline.EmbedImages(images), ModelFingerprint.Of(pipeline), pipeline.Words, new IndexingOptions { Threads = threads });
}
