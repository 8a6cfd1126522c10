using Microsoft.Playwright;
using MlNetFashion.Tests.Api;

namespace MlNetFashion.Tests.Browser;

/// <summary>The page for everyone: without JavaScript, by keyboard alone, on a narrow screen, with a screen reader.</summary>
public sealed class EveryoneTests
{
    static readonly string[] s_pages =
    [
        "/", "/draw", "/draw?q=red+dress", "/draw?q=red+dress&to=blue+jeans", "/browse", "/browse?q=dress&group=true", "/how-good",
        "/item?id=sample-00003", "/nothing", "a conversation",
    ];

    [Test]
    public async Task Without_JavaScript_words_and_a_picture_find_items()
    {
        await using ShopPage shop = await ShopPage.Open("/", script: false);
        var file = new FilePayload { Name = "a.png", MimeType = "image/png", Buffer = SearchApiTests.Png(4) };
        await shop.Page.Locator("input[type=file]").SetInputFilesAsync(file);
        await shop.Say("in blue");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(await shop.Items(), Has.Count.EqualTo(12));
            Assert.That(await shop.Chips(), Does.Contain("blue").And.Contain("like the picture"));
            Assert.That(await shop.Page.GetByAltText("The picture that you showed").CountAsync(), Is.EqualTo(1));
        }

        await shop.Page.Locator("#item-2").GetByRole(AriaRole.Button, new() { Name = "More like this: 2" }).ClickAsync();
        await shop.Page.Locator(".chip bdi", new() { HasText = "like " }).First.WaitForAsync();
        await shop.Page.GetByRole(AriaRole.Link, new() { Name = "Browse" }).ClickAsync();
        await shop.Page.Locator(".facets section a").First.ClickAsync();
        Assert.That(await shop.Page.Locator(".chosen .chip").CountAsync(), Is.EqualTo(1));
    }

    [Test]
    public async Task By_keyboard_alone_an_item_is_found_and_more_like_it()
    {
        await using ShopPage shop = await ShopPage.Open("/");
        await Reach(shop.Page, "document.activeElement.name == 'said'");
        await shop.Page.Keyboard.TypeAsync("a blue shirt");
        await shop.Page.Keyboard.PressAsync("Enter");
        await shop.Page.WaitForURLAsync("**/chat/**");
        await Reach(shop.Page, "document.activeElement.classList.contains('more-like')");
        await shop.Page.Keyboard.PressAsync("Space");
        await shop.Page.Locator(".chip bdi", new() { HasText = "like " }).First.WaitForAsync();
        Assert.That(await shop.Items(), Has.Count.EqualTo(12));
    }

    [TestCaseSource(nameof(s_pages))]
    public async Task On_a_narrow_screen_nothing_is_cut_off(string path)
    {
        await using ShopPage shop = await Open(path, 360, 740, ColorScheme.Light);
        int wide = await shop.Page.EvaluateAsync<int>("document.documentElement.scrollWidth");
        Assert.That(wide, Is.LessThanOrEqualTo(360));
    }

    [TestCase("/", ColorScheme.Light, 1280)]
    [TestCase("/draw?q=red+dress&to=blue+jeans", ColorScheme.Dark, 390)]
    [TestCase("/browse?q=dress&group=true", ColorScheme.Light, 390)]
    [TestCase("/how-good", ColorScheme.Dark, 1280)]
    [TestCase("/item?id=sample-00003", ColorScheme.Light, 1280)]
    [TestCase("a conversation", ColorScheme.Light, 390)]
    [TestCase("a conversation", ColorScheme.Dark, 1280)]
    public async Task Nothing_keeps_anybody_out(string path, ColorScheme colours, int width)
    {
        await using ShopPage shop = await Open(path, width, 840, colours);
        Assert.That(await shop.Barriers(), Is.Empty);
    }

    static async Task<ShopPage> Open(string path, int width, int height, ColorScheme colours)
    {
        if (path is "/nothing")
            return await ShopPage.Open("/browse?f=colour:No+such+colour", width, height, colours: colours);
        if (path[0] == '/')
            return await ShopPage.Open(path, width, height, colours: colours);
        ShopPage shop = await ShopPage.Open("/", width, height, colours: colours);
        await shop.Say("a red striped dress, not blue");
        return shop;
    }

    // The key Tab until something is true of what has the focus.
    static async Task Reach(IPage page, string isThere)
    {
        for (int i = 0; i < 80; i++)
        {
            await page.Keyboard.PressAsync("Tab");
            if (await page.EvaluateAsync<bool>(isThere))
                return;
        }

        Assert.Fail($"Eighty presses of Tab do not lead to where {isThere}.");
    }
}
