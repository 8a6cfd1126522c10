using Microsoft.Playwright;
using MlNetFashion.Evaluation;
using MlNetFashion.Tests.Api;

namespace MlNetFashion.Tests.Browser;

/// <summary>The Chat tab in a browser.</summary>
public sealed class ChatTests
{
    [Test]
    public async Task What_was_said_is_understood_changed_and_taken_back()
    {
        await using ShopPage shop = await ShopPage.Open("/");
        await shop.Say("a red striped dress");
        IReadOnlyList<string> first = await shop.Items();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(await shop.Chips(), Is.EquivalentTo(["red", "striped", "dress"]));
            Assert.That(first, Has.Count.EqualTo(12));
        }

        await shop.Page.GetByRole(AriaRole.Button, new() { Name = "Take out striped" }).ClickAsync();
        await shop.Until("document.querySelectorAll('.wanted .chip').length == 2");
        await shop.Page.GetByRole(AriaRole.Button, new() { Name = "Not red" }).ClickAsync();
        await shop.Page.Locator(".chip.against").WaitForAsync();
        Assert.That(await shop.Chips(), Is.EquivalentTo(["dress", "not red"]));
        await shop.Page.GetByRole(AriaRole.Button, new() { Name = "Back a step" }).ClickAsync();
        await shop.Page.Locator(".chip.against").WaitForAsync(new() { State = WaitForSelectorState.Detached });
        await shop.Page.GetByRole(AriaRole.Button, new() { Name = "Back a step" }).ClickAsync();
        await shop.Until("document.querySelectorAll('.wanted .chip').length == 3");
        Assert.That(await shop.Items(), Is.EqualTo(first));
    }

    [Test]
    public async Task An_item_is_pointed_at_refused_and_thumbed()
    {
        await using ShopPage shop = await ShopPage.Open("/");
        await shop.Say("a dress");
        string first = (await shop.Items())[0], third = (await shop.Items())[2];
        await shop.Page.Locator("#item-1").GetByRole(AriaRole.Button, new() { Name = "is right" }).ClickAsync();
        await shop.Page.Locator("#item-1 [aria-pressed=true]").WaitForAsync();
        await shop.Page.Locator("#item-3").GetByRole(AriaRole.Button, new() { Name = "Not 3" }).ClickAsync();
        await shop.Page.GetByText("1 item left out").WaitForAsync();
        Assert.That(await shop.Items(), Does.Not.Contain(third));
        await shop.Page.Locator("#item-1").GetByText("but …").ClickAsync();
        await shop.Page.Locator("#item-1").GetByRole(AriaRole.Textbox, new() { Name = "What should be different" }).FillAsync("in blue");
        await shop.Page.Keyboard.PressAsync("Enter");
        await shop.Page.Locator(".chip bdi", new() { HasText = "like " }).WaitForAsync();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(await shop.Chips(), Does.Contain("blue"));
            Assert.That(await shop.Items(), Does.Not.Contain(first));
            // What was kept can be asked again, as a file of queries.
            Assert.That(RetrievalQueryFile.Read(BrowserSetUp.Feedback).Where(query => query is { Text: "dress", Relevant.Count: 1 }).ToArray(), Is.Not.Empty);
        }
    }

    [Test]
    public async Task A_picture_is_uploaded_by_file_and_by_paste()
    {
        byte[] png = SearchApiTests.Png(5);
        var file = new FilePayload { Name = "dress.png", MimeType = "image/png", Buffer = png };
        await using ShopPage shop = await ShopPage.Open("/");
        await shop.Page.Locator("input[type=file]").SetInputFilesAsync(file);
        await shop.Page.GetByAltText("The picture that will be sent").WaitForAsync();
        await shop.Page.GetByRole(AriaRole.Button, new() { Name = "Find", Exact = true }).ClickAsync();
        await shop.Page.GetByAltText("The picture that you showed").WaitForAsync();
        IReadOnlyList<string> byFile = await shop.Items();
        await shop.Page.GotoAsync("/");
        await shop.Page.EvaluateAsync("""
            encoded => {
              const bytes = Uint8Array.from(atob(encoded), letter => letter.charCodeAt(0));
              const files = new DataTransfer();
              files.items.add(new File([bytes], "pasted.png", { type: "image/png" }));
              document.dispatchEvent(new ClipboardEvent("paste", { clipboardData: files, bubbles: true, cancelable: true }));
            }
            """, Convert.ToBase64String(png));
        await shop.Page.GetByAltText("The picture that will be sent").WaitForAsync();
        await shop.Page.GetByRole(AriaRole.Button, new() { Name = "Find", Exact = true }).ClickAsync();
        await shop.Page.GetByAltText("The picture that you showed").WaitForAsync();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(byFile, Has.Count.EqualTo(12));
            Assert.That(await shop.Items(), Is.EqualTo(byFile));
        }
    }

    [Test]
    public async Task A_drawing_is_picked()
    {
        await using ShopPage shop = await ShopPage.Open("/");
        await shop.Say("a red dress");
        await shop.Until("[...document.querySelectorAll('.drawn img')].every(img => img.complete && img.naturalWidth > 0)");
        await shop.Page.GetByRole(AriaRole.Button, new() { Name = "Find items like drawing 2" }).ClickAsync();
        await shop.Page.Locator(".chip bdi", new() { HasText = "like the picture" }).WaitForAsync();
        Assert.That(await shop.Items(), Has.Count.EqualTo(12));
    }

    [Test]
    public async Task Several_garments_have_a_drawing_each()
    {
        await using ShopPage shop = await ShopPage.Open("/");
        await shop.Say("jeans and a white shirt");
        Assert.That(await shop.Page.Locator(".drawn small").AllInnerTextsAsync(), Is.EqualTo(await shop.Chips()).And.Count.EqualTo(2));
    }

    [Test]
    public async Task A_link_restores_what_was_wanted_for_another_shopper()
    {
        await using ShopPage shop = await ShopPage.Open("/");
        await shop.Say("a blue shirt, not striped");
        string link = (await shop.Page.GetByRole(AriaRole.Link, new() { Name = "Link to this" }).GetAttributeAsync("href"))!, own = shop.Page.Url;
        await using ShopPage other = await ShopPage.Open(link);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(await other.Chips(), Is.EqualTo(await shop.Chips()));
            Assert.That(await other.Items(), Is.EqualTo(await shop.Items()));
            Assert.That(other.Page.Url, Is.Not.EqualTo(own));
        }
    }

    [Test]
    public async Task Several_conversations_go_on_beside_each_other()
    {
        await using ShopPage shop = await ShopPage.Open("/");
        await shop.Say("a red dress");
        await shop.Page.GotoAsync("/");
        await shop.Say("blue jeans");
        await shop.Page.Locator(".talks summary").ClickAsync();
        await shop.Page.GetByRole(AriaRole.Link, new() { Name = "a red dress" }).ClickAsync();
        await shop.Page.Locator(".chip bdi", new() { HasText = "dress" }).WaitForAsync();
        Assert.That(await shop.Chips(), Is.EquivalentTo(["red", "dress"]));
    }
}
