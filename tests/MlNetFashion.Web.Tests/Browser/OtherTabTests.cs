using Microsoft.Playwright;

namespace MlNetFashion.Tests.Browser;

/// <summary>The tabs Draw, Browse and How good in a browser.</summary>
public sealed class OtherTabTests
{
    const string AllLoaded = "[...document.querySelectorAll('.drawings img')].every(img => img.complete && img.naturalWidth > 0)";

    [Test]
    public async Task Words_are_drawn_eight_times_and_a_drawing_leads_to_items()
    {
        await using ShopPage shop = await ShopPage.Open("/draw");
        await shop.Page.GetByLabel("What to draw").FillAsync("a green jacket");
        await shop.Page.GetByRole(AriaRole.Button, new() { Name = "Draw" }).ClickAsync();
        await shop.Page.WaitForURLAsync("**/draw?q=*");
        await shop.Until(AllLoaded);
        Assert.That(await shop.Page.Locator(".drawings img").CountAsync(), Is.EqualTo(8));
        await shop.Page.GetByRole(AriaRole.Button, new() { Name = "Find items like drawing 3" }).ClickAsync();
        await shop.Page.WaitForURLAsync("**/chat/**");
        Assert.That(await shop.Items(), Has.Count.EqualTo(12));
    }

    [Test]
    public async Task A_slider_leads_from_one_wish_to_another()
    {
        await using ShopPage shop = await ShopPage.Open("/draw?q=red+dress&to=blue+jeans");
        ILocator slider = shop.Page.GetByLabel("How far on the way");
        await slider.FocusAsync();
        string first = await Shown();
        await shop.Page.Keyboard.PressAsync("End");
        Assert.That(await Shown(), Is.Not.EqualTo(first));

        async Task<string> Shown() => (await shop.Page.Locator(".drawings li:not([hidden]) img").GetAttributeAsync("src"))!;
    }

    [Test]
    public async Task The_catalogue_is_narrowed_down_by_facets_whose_counts_are_right()
    {
        await using ShopPage shop = await ShopPage.Open("/browse");
        Assert.That(await shop.Page.Locator(".count").InnerTextAsync(), Is.EqualTo($"{TestShop.Count} items"));
        ILocator value = shop.Page.Locator(".facets section").First.Locator("li a").First;
        string count = await value.Locator("small").InnerTextAsync();
        await value.ClickAsync();
        await shop.Page.Locator(".chosen .chip").WaitForAsync();
        Assert.That(await shop.Page.Locator(".count").InnerTextAsync(), Is.EqualTo($"{count} items"));
        await shop.Page.Locator(".chosen .chip a").ClickAsync();
        await shop.Page.GetByText($"{TestShop.Count} items").WaitForAsync();
        await shop.Page.GetByRole(AriaRole.Link, new() { Name = "More →" }).ClickAsync();
        await shop.Page.WaitForURLAsync("**/browse?page=2");
        Assert.That(await shop.Items(), Is.Not.Empty);
    }

    [Test]
    public async Task What_is_typed_is_completed()
    {
        await using ShopPage shop = await ShopPage.Open("/browse");
        await shop.Page.GetByLabel("Words").PressSequentiallyAsync("dre");
        await shop.Page.Locator("#q-completions option").First.WaitForAsync(new() { State = WaitForSelectorState.Attached });
        Assert.That(await shop.Page.Locator("#q-completions option").First.GetAttributeAsync("value"), Does.StartWith("dre"));
    }

    [Test]
    public async Task The_models_are_named()
    {
        await using ShopPage shop = await ShopPage.Open("/how-good");
        Assert.That(await shop.Page.Locator(".cards h3").AllInnerTextsAsync(), Does.Contain("Image encoder").And.Contain("Generator"));
    }
}
