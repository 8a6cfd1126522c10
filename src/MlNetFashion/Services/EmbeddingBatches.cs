using Microsoft.Extensions.AI;
using MlNetFashion.Models;

namespace MlNetFashion.Services;

/// <summary>What the generators of embeddings share: values in batches, off the caller's thread, and checks of what was asked for.</summary>
/// <param name="models">Whose embeddings.</param>
/// <param name="role">Which of the models.</param>
/// <param name="dimension">D.</param>
sealed class EmbeddingBatches(FashionModels models, ModelRole role, int dimension)
{
    // Enough for the models to use all cores, and few enough to be cancelled in a second.
    const int Together = 256;

    readonly int _dimension = dimension;

    /// <summary>Of the model.</summary>
    public EmbeddingGeneratorMetadata Metadata { get; } =
        new("mlnetfashion", providerUri: null, $"{Path.GetFileNameWithoutExtension(models.Describe(role).File)}@{models.Sha256(role)[..12]}", dimension);

    /// <summary>Embeds values.</summary>
    /// <param name="values">Any number.</param>
    /// <param name="options">What is asked for; null for what the model has.</param>
    /// <param name="embed">Some values to as many embeddings of D numbers, one after the other.</param>
    /// <param name="cancellation">Stops between batches.</param>
    /// <exception cref="ArgumentException">Another model, or another number of dimensions, is asked for.</exception>
    public async Task<GeneratedEmbeddings<Embedding<float>>> Generate<T>(
        IEnumerable<T> values, EmbeddingGenerationOptions? options, Func<T[], float[]> embed, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(values);
        if (options?.Dimensions is { } asked && asked != _dimension)
            throw new ArgumentException($"Embeddings of {asked} numbers were asked for, but the model gives {_dimension}. Leave Dimensions out.",
                nameof(options));
        if (options?.ModelId is { } model && model != Metadata.DefaultModelId)
            throw new ArgumentException($"The model \"{model}\" was asked for, but this is \"{Metadata.DefaultModelId}\". Leave ModelId out.", nameof(options));
        T[] all = [.. values];
        return await Task.Run(() =>
        {
            var embeddings = new GeneratedEmbeddings<Embedding<float>>(all.Length);
            foreach (T[] some in all.Chunk(Together))
            {
                cancellation.ThrowIfCancellationRequested();
                ReadOnlyMemory<float> numbers = embed(some);
                for (int i = 0; i < some.Length; i++)
                    embeddings.Add(new Embedding<float>(numbers.Slice(i * _dimension, _dimension)) { ModelId = Metadata.DefaultModelId });
            }

            return embeddings;
        }, cancellation).ConfigureAwait(false);
    }

    /// <summary>What a caller may ask a generator for: itself, its pipeline, its metadata.</summary>
    public object? Service(Type type, object? key, object generator, FashionPipeline pipeline)
    {
        ArgumentNullException.ThrowIfNull(type);
        return key is not null ? null
            : type == typeof(EmbeddingGeneratorMetadata) ? Metadata
            : type.IsInstanceOfType(generator) ? generator
            : type.IsInstanceOfType(pipeline) ? pipeline
            : null;
    }
}
