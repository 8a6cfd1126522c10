using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace MlNetFashion.Tests.Browser;

/// <summary>A page of the shop in a browser of its own, which minds every error that the browser tells.</summary>
sealed class ShopPage : IAsyncDisposable
{
    readonly IBrowserContext _context;
    readonly List<string> _errors = [];

    ShopPage(IBrowserContext context, IPage page)
    {
        (_context, Page) = (context, page);
        page.Console += (_, message) =>
        {
            if (message.Type == "error")
                _errors.Add(message.Text);
        };
        page.PageError += (_, error) => _errors.Add(error);
        page.Dialog += (_, dialog) =>
        {
            _errors.Add($"a dialog: {dialog.Message}");
            _ = dialog.DismissAsync();
        };
    }

    public IPage Page { get; }

    /// <summary>Opens an address.</summary>
    public static async Task<ShopPage> Open(
        string path, int width = 1280, int height = 900, bool script = true, ColorScheme colours = ColorScheme.Light, string? shop = null)
    {
        IBrowserContext context = await BrowserSetUp.Chromium.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = shop ?? BrowserSetUp.Address,
            JavaScriptEnabled = script,
            ColorScheme = colours,
            ViewportSize = new ViewportSize { Width = width, Height = height },
            ReducedMotion = ReducedMotion.Reduce,
        });
        context.SetDefaultTimeout(20_000);
        var page = new ShopPage(context, await context.NewPageAsync());
        await page.Page.GotoAsync(path);
        return page;
    }

    /// <summary>Says something in the composer.</summary>
    public async Task Say(string text)
    {
        await Page.GetByLabel("What you look for").FillAsync(text);
        await Page.GetByRole(AriaRole.Button, new() { Name = "Find", Exact = true }).First.ClickAsync();
        await Page.WaitForURLAsync("**/chat/**");
    }

    /// <summary>Waits until something is true in the page. The browser's own way of waiting is what the page forbids: text that becomes a program.</summary>
    public async Task Until(string isTrue)
    {
        for (int i = 0; i < 200; i++)
        {
            if (await Page.EvaluateAsync<bool>(isTrue))
                return;
            await Task.Delay(50);
        }

        Assert.Fail($"Ten seconds did not make it true: {isTrue}");
    }

    /// <summary>What was understood, chip by chip.</summary>
    public async Task<IReadOnlyList<string>> Chips() => await Page.Locator(".wanted .chip bdi").AllInnerTextsAsync();

    /// <summary>What the items are called.</summary>
    public async Task<IReadOnlyList<string>> Items() => await Page.Locator(".results .item h3").AllInnerTextsAsync();

    /// <summary>What keeps people out, by axe: nothing serious or critical.</summary>
    public async Task<string[]> Barriers()
    {
        AxeResult found = await Page.RunAxe();
        return [.. found.Violations.Where(violation => violation.Impact is "serious" or "critical")
            .Select(violation => $"{violation.Id}: {violation.Help} ({string.Join(", ", violation.Nodes.Take(3).Select(node => node.Html))})")];
    }

    public async ValueTask DisposeAsync()
    {
        await _context.DisposeAsync();
        Assert.That(_errors, Is.Empty, "what the browser told");
    }
}
