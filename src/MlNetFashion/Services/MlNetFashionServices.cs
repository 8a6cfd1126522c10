using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection.Extensions;
using MlNetFashion;
using MlNetFashion.Images;
using MlNetFashion.Models;
using MlNetFashion.Retrieval;
using MlNetFashion.Services;

// Where a program has builder.Services, this needs no further using.
namespace Microsoft.Extensions.DependencyInjection;

/// <summary>The library as services.</summary>
public static class MlNetFashionServices
{
    /// <summary>Adds one <see cref="FashionPipeline"/> for all, generators of embeddings of texts and pictures, and, where a folder is named, its index. The
    /// provider closes what it opened. What was added before stays.</summary>
    /// <param name="services">The services of a program.</param>
    /// <param name="index">The folder of an <see cref="EmbeddingIndex"/>; null for none.</param>
    /// <param name="models">The folder of models; null for <see cref="FashionModels.DefaultFolder"/>.</param>
    /// <param name="options">How models run; null for the defaults.</param>
    public static IServiceCollection AddMlNetFashion(
        this IServiceCollection services, string? index = null, string? models = null, OnnxScorerOptions? options = null)
    {
        services.TryAddSingleton(_ => FashionPipeline.Load(models, options));
        services.TryAddSingleton(provider => new TextEmbeddingGenerator(Pipeline(provider)));
        services.TryAddSingleton(provider => new PictureEmbeddingGenerator(Pipeline(provider)));
        services.TryAddSingleton<IEmbeddingGenerator<string, Embedding<float>>>(provider => provider.GetRequiredService<TextEmbeddingGenerator>());
        services.TryAddSingleton<IEmbeddingGenerator<RgbImage, Embedding<float>>>(provider => provider.GetRequiredService<PictureEmbeddingGenerator>());
        services.TryAddSingleton<IEmbeddingGenerator<DataContent, Embedding<float>>>(provider => provider.GetRequiredService<PictureEmbeddingGenerator>());
        if (index is not null)
            services.TryAddSingleton(_ => EmbeddingIndex.Open(index));
        return services;
    }

    static FashionPipeline Pipeline(IServiceProvider provider) => provider.GetRequiredService<FashionPipeline>();
}
