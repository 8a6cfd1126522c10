using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.VectorData;
using MlNetFashion.VectorData;

namespace MlNetFashion.Tests;

sealed class ServiceTests
{
    static readonly object?[] s_keys = [null, "key", 8];

    [Test]
    public void A_store_and_a_collection_live_as_long_as_is_said([Values] ServiceLifetime lifetime, [ValueSource(nameof(s_keys))] object? key)
    {
        using TemporaryFolder folder = new();
        var services = new ServiceCollection();
        services.AddKeyedFashionVectorStore(key, folder.Path, lifetime: lifetime);
        services.AddKeyedFashionCollection<string, Garment>(key, folder.Path, "garments", lifetime: lifetime);
        using ServiceProvider provider = services.BuildServiceProvider();
        foreach (Type service in (Type[])[typeof(FashionVectorStore), typeof(VectorStore), typeof(FashionCollection<string, Garment>),
            typeof(VectorStoreCollection<string, Garment>), typeof(IVectorSearchable<Garment>), typeof(IKeywordHybridSearchable<Garment>)])
        {
            using IServiceScope one = provider.CreateScope(), two = provider.CreateScope();
            object first = Get(one.ServiceProvider, service), second = Get(two.ServiceProvider, service), third = Get(two.ServiceProvider, service);
            Assert.That(ReferenceEquals(first, second), Is.EqualTo(lifetime == ServiceLifetime.Singleton), $"{service}");
            Assert.That(ReferenceEquals(second, third), Is.EqualTo(lifetime != ServiceLifetime.Transient), $"{service}");
        }

        object Get(IServiceProvider from, Type service) =>
            key is null ? from.GetRequiredService(service) : ((IKeyedServiceProvider)from).GetRequiredKeyedService(service, key);
    }

    [Test]
    public void The_services_generator_is_asked_for_when_a_collection_is()
    {
        using TemporaryFolder folder = new();
        bool isAsked = false;
        var services = new ServiceCollection();
        services.AddSingleton<IEmbeddingGenerator>(_ =>
        {
            isAsked = true;
            return null!;
        });
        services.AddFashionCollection<string, Garment>(folder.Path, "garments");
        using ServiceProvider provider = services.BuildServiceProvider();
        Assert.That(isAsked, Is.False);
        provider.GetRequiredService<VectorStoreCollection<string, Garment>>();
        Assert.That(isAsked, Is.True);
    }

    [Test]
    public void What_is_missing_is_refused()
    {
        var services = new ServiceCollection();
        Assert.That(() => ((IServiceCollection)null!).AddFashionVectorStore("x"), Throws.ArgumentNullException);
        Assert.That(() => ((IServiceCollection)null!).AddFashionCollection<string, Garment>("x", "y"), Throws.ArgumentNullException);
        Assert.That(() => services.AddFashionCollection<string, Garment>("x", null!), Throws.ArgumentNullException);
        Assert.That(() => services.AddFashionCollection<string, Garment>("x", ""), Throws.ArgumentException);
        Assert.That(() => services.AddFashionVectorStore(" "), Throws.ArgumentException);
    }
}
