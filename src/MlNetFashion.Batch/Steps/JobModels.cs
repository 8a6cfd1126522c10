using MlNetFashion.Models;
using MlNetFashion.Retrieval;

namespace MlNetFashion.Batch;

/// <summary>What the steps need of models.</summary>
/// <param name="Embed">The image encoder, called from several threads.</param>
/// <param name="Fingerprint">What it is.</param>
/// <param name="Roles">Tells what columns are.</param>
/// <param name="Options">How photos are embedded.</param>
sealed record JobModels(EmbedPictures Embed, ModelFingerprint Fingerprint, FindRoles Roles, IndexingOptions Options)
{
    /// <summary>Begins to open the image encoder on another thread.</summary>
    public Action OpenAhead { get; init; } = () => { };

    /// <summary>Of a pipeline, for a job.</summary>
    public static JobModels Of(FashionPipeline pipeline, JobFile job, int threads = 0)
    {
        IReadOnlyList<AttributeRole> said = job.Roles();
        return new JobModels(images => pipeline.EmbedImages(images), ModelFingerprint.Of(pipeline), (items, before) => pipeline.RolesOf(items, before, said),
            new IndexingOptions { Threads = threads })
        {
            OpenAhead = () => pipeline.Models.OpenAhead(ModelRole.ImageEncoder),
        };
    }
}
