using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using MlNetFashion.Catalogues;
using MlNetFashion.Retrieval;
using MlNetFashion.Tests.Models;
using MlNetFashion.Web;

namespace MlNetFashion.Tests;

/// <summary>A shop of eighty drawn garments with tiny models, without a socket.</summary>
/// <param name="settings">Options beside those, by name: "Key" to "…".</param>
sealed class TestShop(params (string Name, string Value)[] settings) : WebApplicationFactory<Program>
{
    public const int Count = 80;

    static readonly Lazy<string> s_index = new(() =>
    {
        string folder = Directory.CreateTempSubdirectory("mlnetfashion-shop-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
        Write(folder, SampleCatalogue.Draw(Count));
        return folder;
    });

    /// <summary>The folder of the index, made once for all tests.</summary>
    public static string Index => s_index.Value;

    /// <summary>Indexes items with the tiny models.</summary>
    public static void Write(string folder, IEnumerable<CatalogueEntry> entries)
    {
        using FashionPipeline pipeline = FashionPipeline.Load(TinyModels.Folder);
        using EmbeddingIndex index = pipeline.Index(entries, folder);
    }

    /// <inheritdoc/>
    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseSetting("fashion:Models", TinyModels.Folder);
        builder.UseSetting("fashion:Index", Index);
        builder.UseSetting("fashion:RequestsPerMinute", "0");
        foreach ((string name, string value) in settings)
            builder.UseSetting($"fashion:{name}", value);
    }
}
