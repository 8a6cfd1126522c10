using Microsoft.Extensions.AI;
using MlNetFashion.Images;
using MlNetFashion.Models;

namespace MlNetFashion.Services;

/// <summary>Image embeddings for whatever takes a generator of Microsoft.Extensions.AI: of pictures, or of the bytes of picture files.</summary>
/// <remarks>Pictures are embedded together, on all cores. Use one from many threads.</remarks>
public sealed class PictureEmbeddingGenerator : IEmbeddingGenerator<RgbImage, Embedding<float>>, IEmbeddingGenerator<DataContent, Embedding<float>>
{
    readonly FashionPipeline _pipeline;
    readonly EmbeddingBatches _batches;

    /// <summary>Makes a generator.</summary>
    /// <param name="pipeline">Whose image encoder embeds. It belongs to the caller, and has to outlive the generator.</param>
    /// <exception cref="FileNotFoundException">The pipeline has no image encoder.</exception>
    public PictureEmbeddingGenerator(FashionPipeline pipeline) =>
        (_pipeline, _batches) = (pipeline, new EmbeddingBatches(pipeline.Models, ModelRole.ImageEncoder, Columns.EmbeddingDimension));

    /// <summary>Embeds pictures.</summary>
    /// <param name="values">Any number of pictures, of any size.</param>
    /// <param name="options">Null, or what the model has: another length or model is refused.</param>
    /// <param name="cancellationToken">Stops between batches.</param>
    /// <returns>An embedding for each picture, in their order.</returns>
    /// <exception cref="ArgumentException">Another model, or another number of dimensions, is asked for.</exception>
    public Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
        IEnumerable<RgbImage> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default) =>
        _batches.Generate(values, options, _pipeline.EmbedImages, cancellationToken);

    /// <summary>Decodes and embeds picture files: JPEG, PNG, WebP, GIF or BMP.</summary>
    /// <inheritdoc cref="GenerateAsync(IEnumerable{RgbImage}, EmbeddingGenerationOptions?, CancellationToken)"/>
    /// <exception cref="ImageRejectedException">One is no picture that can be decoded.</exception>
    public Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
        IEnumerable<DataContent> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default) =>
        _batches.Generate(values, options, files => _pipeline.EmbedImages([.. files.Select(file => ImageCodec.Decode(file.Data.ToArray()))]),
            cancellationToken);

    /// <summary>The metadata, the pipeline, or this.</summary>
    public object? GetService(Type serviceType, object? serviceKey = null) => _batches.Service(serviceType, serviceKey, this, _pipeline);

    /// <summary>Does nothing: the pipeline belongs to whoever made it.</summary>
    public void Dispose()
    {
    }
}
