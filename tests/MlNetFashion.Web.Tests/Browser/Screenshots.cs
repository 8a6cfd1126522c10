using Microsoft.Playwright;
using MlNetFashion.Web;

namespace MlNetFashion.Tests.Browser;

/// <summary>Pictures of the page with the sample catalogue, to be looked at; one is in the documents.
/// The models are those of <c>MLNETFASHION_LOAD_MODELS</c>.</summary>
[Explicit("It makes pictures for people.")]
public sealed class Screenshots
{
    static readonly (string Name, int Width, int Height, ColorScheme Colours)[] s_screens =
    [
        ("phone", 390, 844, ColorScheme.Light), ("phone-dark", 390, 844, ColorScheme.Dark),
        ("wide", 1360, 900, ColorScheme.Light), ("wide-dark", 1360, 900, ColorScheme.Dark),
    ];

    static readonly (string Name, string Path)[] s_pages =
    [
        ("draw", "/draw?q=a+green+jacket"), ("way", "/draw?q=a+red+dress&to=blue+jeans"), ("browse", "/browse?f=garment:dress"),
        ("browse-words", "/browse?q=striped+shirt&group=true"), ("item", "/item?id=sample-00012"), ("how-good", "/how-good"),
    ];

    [Test]
    public async Task Make()
    {
        string folder = Environment.GetEnvironmentVariable("MLNETFASHION_SCREENSHOTS")
            ?? throw new IgnoreException("MLNETFASHION_SCREENSHOTS names the folder.");
        var options = new ServeOptions
        {
            Port = 0,
            Models = Environment.GetEnvironmentVariable("MLNETFASHION_LOAD_MODELS"),
            RequestsPerMinute = 0,
            Feedback = Path.Combine(folder, "thumbs.jsonl"),
        };
        using ShopCatalogue catalogue = ShopCatalogue.Open(options);
        await using Shop opened = await Shop.OpenAsync(options, catalogue, CancellationToken.None);
        foreach ((string name, int width, int height, ColorScheme colours) in s_screens)
        {
            await using ShopPage shop = await ShopPage.Open("/", width, height, colours: colours, shop: opened.Address);
            await Shoot("start");
            await shop.Say("a red striped dress");
            await Shoot("chat");
            await shop.Say("not sleeveless");
            await shop.Page.Locator("#item-2 .more-like").ClickAsync();
            await shop.Page.Locator(".chip bdi", new() { HasText = "like " }).First.WaitForAsync();
            await Shoot("chat-more");
            await shop.Page.GotoAsync("/");
            await shop.Say("jeans and a white shirt");
            await Shoot("chat-two");
            foreach ((string page, string path) in s_pages)
            {
                await shop.Page.GotoAsync(path);
                await Shoot(page);
            }

            async Task Shoot(string page)
            {
                await shop.Until("[...document.images].filter(i => i.loading != 'lazy' && i.offsetParent).every(i => i.complete)");
                await shop.Page.WaitForTimeoutAsync(250);
                await shop.Page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(folder, $"{page}-{name}.png") });
            }
        }
    }
}
