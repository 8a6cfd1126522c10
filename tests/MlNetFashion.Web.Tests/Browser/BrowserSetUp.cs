using Microsoft.Playwright;
using MlNetFashion.Tests.Models;
using MlNetFashion.Web;

namespace MlNetFashion.Tests.Browser;

/// <summary>A browser and a shop that listens, opened once for all tests of the page.</summary>
[SetUpFixture]
public sealed class BrowserSetUp
{
    static readonly string[] s_places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    static ShopCatalogue? s_catalogue;
    static Shop? s_shop;
    static IPlaywright? s_playwright;

    /// <summary>The browser; the running test is ignored where there is none.</summary>
    internal static IBrowser Chromium => s_browser ?? throw new IgnoreException("There is no chromium here: apt-get install chromium.");

    static IBrowser? s_browser;

    /// <summary>Where the shop is.</summary>
    internal static string Address => s_shop!.Address;

    /// <summary>Where thumbs are kept.</summary>
    internal static string Feedback { get; } = Path.Combine(Path.GetTempPath(), $"mlnetfashion-thumbs-{Guid.NewGuid():n}.jsonl");

    [OneTimeSetUp]
    public async Task Open()
    {
        if (s_places.FirstOrDefault(File.Exists) is not { } chromium)
            return;
        var options = new ServeOptions { Port = 0, Models = TinyModels.Folder, Index = TestShop.Index, RequestsPerMinute = 0, Feedback = Feedback };
        s_catalogue = ShopCatalogue.Open(options);
        s_shop = await Shop.OpenAsync(options, s_catalogue, CancellationToken.None);
        s_playwright = await Playwright.CreateAsync();
        s_browser = await Launch(s_playwright, chromium);
    }

    [OneTimeTearDown]
    public async Task Close()
    {
        if (s_browser is not null)
            await s_browser.CloseAsync();
        s_playwright?.Dispose();
        if (s_shop is not null)
            await s_shop.DisposeAsync();
        s_catalogue?.Dispose();
        File.Delete(Feedback);
    }

    /// <summary>Starts a browser that talks to nobody but the shop.</summary>
    internal static Task<IBrowser> Launch(IPlaywright playwright, string chromium) => playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
    {
        ExecutablePath = chromium,
        Args = ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run", "--disable-dev-shm-usage"],
    });

    /// <summary>The browser's file; null where there is none.</summary>
    internal static string? Place => s_places.FirstOrDefault(File.Exists);
}
