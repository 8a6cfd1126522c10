using Microsoft.Extensions.AI;
using MlNetFashion.Models;

namespace MlNetFashion.Services;

/// <summary>Text embeddings for whatever takes a generator of Microsoft.Extensions.AI: unit length, comparable with those of pictures.</summary>
/// <remarks>A text without words has the zero vector. Texts are embedded together, on all cores. Use one from many threads.</remarks>
public sealed class TextEmbeddingGenerator : IEmbeddingGenerator<string, Embedding<float>>
{
    readonly FashionPipeline _pipeline;
    readonly EmbeddingBatches _batches;

    /// <summary>Makes a generator.</summary>
    /// <param name="pipeline">Whose text encoder embeds. It belongs to the caller, and has to outlive the generator.</param>
    /// <exception cref="FileNotFoundException">The pipeline has no text encoder.</exception>
    public TextEmbeddingGenerator(FashionPipeline pipeline) =>
        (_pipeline, _batches) = (pipeline, new EmbeddingBatches(pipeline.Models, ModelRole.TextEncoder, pipeline.Models.TextDimension));

    /// <summary>Embeds texts.</summary>
    /// <param name="values">Any number of texts; each is cut after <see cref="Columns.MaxTokens"/> tokens.</param>
    /// <param name="options">Null, or what the model has: another length or model is refused.</param>
    /// <param name="cancellationToken">Stops between batches.</param>
    /// <returns>An embedding for each text, in their order, and how many tokens they have.</returns>
    /// <exception cref="ArgumentException">Another model, or another number of dimensions, is asked for.</exception>
    public async Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
        IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default)
    {
        long tokens = 0;
        GeneratedEmbeddings<Embedding<float>> embeddings = await _batches.Generate(values, options, texts =>
        {
            tokens += texts.Sum(text => (long)_pipeline.Tokenizer.CountTokens(text));
            return _pipeline.EmbedTexts(texts);
        }, cancellationToken).ConfigureAwait(false);
        embeddings.Usage = new UsageDetails { InputTokenCount = tokens, TotalTokenCount = tokens };
        return embeddings;
    }

    /// <summary>The metadata, the pipeline, or this.</summary>
    public object? GetService(Type serviceType, object? serviceKey = null) => _batches.Service(serviceType, serviceKey, this, _pipeline);

    /// <summary>Does nothing: the pipeline belongs to whoever made it.</summary>
    public void Dispose()
    {
    }
}
