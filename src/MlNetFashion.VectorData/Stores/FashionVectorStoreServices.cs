using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.VectorData;
using MlNetFashion.VectorData;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers a <see cref="FashionVectorStore"/>, or a collection of one, with a program's services.</summary>
public static class FashionVectorStoreServices
{
    /// <summary>Registers a store, also as <see cref="VectorStore"/>.</summary>
    /// <param name="services">The services.</param>
    /// <param name="folder">The folder of collections.</param>
    /// <param name="options">How; null for the defaults. Without a generator the services' own makes vectors, if there is one.</param>
    /// <param name="lifetime">How long it lives.</param>
    public static IServiceCollection AddFashionVectorStore(this IServiceCollection services, string folder, FashionVectorStoreOptions? options = null,
        ServiceLifetime lifetime = ServiceLifetime.Singleton) => services.AddKeyedFashionVectorStore(null, folder, options, lifetime);

    /// <inheritdoc cref="AddFashionVectorStore"/>
    /// <param name="services">The services.</param>
    /// <param name="serviceKey">Under which it is asked for; null for none.</param>
    /// <param name="folder">The folder of collections.</param>
    /// <param name="options">How; null for the defaults. Without a generator the services' own makes vectors, if there is one.</param>
    /// <param name="lifetime">How long it lives.</param>
    public static IServiceCollection AddKeyedFashionVectorStore(this IServiceCollection services, object? serviceKey, string folder,
        FashionVectorStoreOptions? options = null, ServiceLifetime lifetime = ServiceLifetime.Singleton)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        services.Add(new ServiceDescriptor(typeof(FashionVectorStore), serviceKey, (provider, _) => new FashionVectorStore(folder,
            (options ?? new()) with { EmbeddingGenerator = options?.EmbeddingGenerator ?? provider.GetService<IEmbeddingGenerator>() }), lifetime));
        services.Add(new ServiceDescriptor(typeof(VectorStore), serviceKey, (provider, key) => Get<FashionVectorStore>(provider, key), lifetime));
        return services;
    }

    /// <summary>Registers a collection, also as <see cref="VectorStoreCollection{TKey, TRecord}"/>, <see cref="IVectorSearchable{TRecord}"/> and
    /// <see cref="IKeywordHybridSearchable{TRecord}"/>.</summary>
    /// <param name="services">The services.</param>
    /// <param name="folder">The folder of collections.</param>
    /// <param name="name">The collection's.</param>
    /// <param name="options">How; null for the defaults. Without a generator the services' own makes vectors, if there is one.</param>
    /// <param name="lifetime">How long it lives.</param>
    [RequiresDynamicCode("Records are mapped by reflection.")]
    [RequiresUnreferencedCode("Records are mapped by reflection.")]
    public static IServiceCollection AddFashionCollection<TKey, TRecord>(this IServiceCollection services, string folder, string name,
        FashionCollectionOptions? options = null, ServiceLifetime lifetime = ServiceLifetime.Singleton)
        where TKey : notnull
        where TRecord : class => services.AddKeyedFashionCollection<TKey, TRecord>(null, folder, name, options, lifetime);

    /// <inheritdoc cref="AddFashionCollection"/>
    /// <param name="services">The services.</param>
    /// <param name="serviceKey">Under which it is asked for; null for none.</param>
    /// <param name="folder">The folder of collections.</param>
    /// <param name="name">The collection's.</param>
    /// <param name="options">How; null for the defaults. Without a generator the services' own makes vectors, if there is one.</param>
    /// <param name="lifetime">How long it lives.</param>
    [RequiresDynamicCode("Records are mapped by reflection.")]
    [RequiresUnreferencedCode("Records are mapped by reflection.")]
    public static IServiceCollection AddKeyedFashionCollection<TKey, TRecord>(this IServiceCollection services, object? serviceKey, string folder, string name,
        FashionCollectionOptions? options = null, ServiceLifetime lifetime = ServiceLifetime.Singleton)
        where TKey : notnull
        where TRecord : class
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        services.Add(new ServiceDescriptor(typeof(FashionCollection<TKey, TRecord>), serviceKey, (provider, _) => new FashionCollection<TKey,
            TRecord>(folder, name,
            new FashionCollectionOptions
            {
                Definition = options?.Definition,
                EmbeddingGenerator = options?.EmbeddingGenerator ?? provider.GetService<IEmbeddingGenerator>(),
            }), lifetime));
        foreach (Type service in (Type[])[typeof(VectorStoreCollection<TKey, TRecord>), typeof(IVectorSearchable<TRecord>),
            typeof(IKeywordHybridSearchable<TRecord>)])
            services.Add(new ServiceDescriptor(service, serviceKey, (provider, key) => Get<FashionCollection<TKey, TRecord>>(provider, key), lifetime));
        return services;
    }

    static T Get<T>(IServiceProvider provider, object? key)
        where T : notnull => key is null ? provider.GetRequiredService<T>() : provider.GetRequiredKeyedService<T>(key);
}
