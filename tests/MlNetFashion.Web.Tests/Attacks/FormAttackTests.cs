using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Mvc.Testing;
using MlNetFashion.Conversations;
using MlNetFashion.Web;

namespace MlNetFashion.Tests.Attacks;

/// <summary>Forms that another site sends, links that were bent, conversations of others.</summary>
public sealed partial class FormAttackTests
{
    readonly TestShop _shop = new(("Conversations", "3"));

    [OneTimeTearDown]
    public void Close() => _shop.Dispose();

    [TestCase("/chat")]
    [TestCase("/draw")]
    [TestCase("/key")]
    public async Task A_form_without_the_pages_token_changes_nothing(string path)
    {
        using HttpClient client = Browser();
        using var form = new FormUrlEncodedContent([new("said", "a dress"), new("__RequestVerificationToken", "forged")]);
        HttpResponseMessage reply = await client.PostAsync(path, form);
        Assert.That(reply.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(await reply.Content.ReadAsStringAsync(), Does.Contain("came from elsewhere"));
    }

    [Test]
    public async Task A_conversation_is_its_shoppers_own()
    {
        using HttpClient own = Browser(), other = Browser();
        string address = await Begin(own, "a dress");
        using (Assert.EnterMultipleScope())
        {
            Assert.That((await own.GetAsync(address)).StatusCode, Is.EqualTo(HttpStatusCode.OK));
            Assert.That((await other.GetAsync(address)).StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
        }
    }

    [Test]
    public async Task Conversations_that_are_too_many_go_and_say_so()
    {
        using HttpClient client = Browser();
        string first = await Begin(client, "a dress");
        for (int i = 0; i < 3; i++)
            await Begin(client, "a shirt");
        HttpResponseMessage reply = await client.GetAsync(first);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(reply.StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
            Assert.That(await reply.Content.ReadAsStringAsync(), Does.Contain("This conversation is kept no longer"));
        }
    }

    [Test]
    public async Task Cookies_are_strict_and_out_of_reach_of_scripts()
    {
        using HttpClient client = _shop.CreateClient(new WebApplicationFactoryClientOptions { HandleCookies = false });
        string[] cookies = [.. (await client.GetAsync("/")).Headers.GetValues("Set-Cookie")];
        using (Assert.EnterMultipleScope())
        {
            Assert.That(cookies, Has.Length.EqualTo(2));
            Assert.That(cookies, Has.All.Contains("samesite=strict").And.All.Contains("httponly"));
        }
    }

    [Test]
    public void A_link_that_was_bent_is_refused_in_a_sentence()
    {
        string link = StateLink.Write(new DialogueState { Others = ["dress"] });
        Assert.That(StateLink.Read(link).Others, Is.EqualTo(["dress"]));
        using var bytes = new MemoryStream();
        using (var bomb = new System.IO.Compression.BrotliStream(bytes, System.IO.Compression.CompressionLevel.Fastest, leaveOpen: true))
            bomb.Write(new byte[50_000_000]);
        string unpacked = System.Buffers.Text.Base64Url.EncodeToString(bytes.ToArray());
        foreach (string bent in (string[])["", "…", link[..^3], "AAAA", new string('A', 9000), unpacked])
            Assert.That(() => StateLink.Read(bent), Throws.TypeOf<RefusedException>().With.Message.StartsWith("This link is damaged"));
    }

    [Test]
    public async Task A_link_to_items_that_are_not_there_is_opened_without_them()
    {
        using HttpClient client = Browser();
        string link = StateLink.Write(new DialogueState { Others = ["dress"], Like = ["nobody"], Picture = new float[3] });
        HttpResponseMessage reply = await client.GetAsync($"/open?s={link}");
        Assert.That(reply.StatusCode, Is.EqualTo(HttpStatusCode.Redirect));
        Assert.That((await client.GetAsync(reply.Headers.Location)).StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    [TestCase("drop term 99")]
    [TestCase("refuse term -1")]
    [TestCase("pick x 0")]
    [TestCase("pick")]
    [TestCase("like")]
    [TestCase("nonsense")]
    public async Task A_button_that_there_is_not_is_refused(string act)
    {
        using HttpClient client = Browser();
        string address = await Begin(client, "a dress");
        HttpResponseMessage reply = await Send(client, address, ("act", act), ("turn", "1"), ("place", "77"));
        Assert.That((int)reply.StatusCode, Is.InRange(400, 404));
    }

    [Test]
    public async Task With_a_key_people_say_it_once()
    {
        await using TestShop shop = new(("Key", "a-key-that-nobody-guesses"));
        using HttpClient client = shop.CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false });
        Assert.That((await client.GetAsync("/browse")).Headers.Location?.OriginalString, Is.EqualTo("/key"));
        Assert.That((await Send(client, "/key", "/key", ("key", "wrong"))).StatusCode, Is.EqualTo(HttpStatusCode.Unauthorized));
        Assert.That((await Send(client, "/key", "/key", ("key", "a-key-that-nobody-guesses"))).StatusCode, Is.EqualTo(HttpStatusCode.Redirect));
        Assert.That((await client.GetAsync("/browse")).StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    HttpClient Browser() => _shop.CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false });

    static async Task<string> Begin(HttpClient client, string said) =>
        (await Send(client, "/", "/chat", ("said", said))).Headers.Location!.OriginalString;

    static Task<HttpResponseMessage> Send(HttpClient client, string page, params (string Name, string Value)[] fields) => Send(client, page, page, fields);

    // As a browser does: the token is the one of the page that holds the form.
    static async Task<HttpResponseMessage> Send(HttpClient client, string page, string to, params (string Name, string Value)[] fields)
    {
        string token = Token().Match(await client.GetStringAsync(page)).Groups["token"].Value;
        using var form = new FormUrlEncodedContent([.. fields.Select(field => new KeyValuePair<string, string>(field.Name, field.Value)),
            new("__RequestVerificationToken", token)]);
        return await client.PostAsync(to, form);
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"(?<token>[^\"]+)\"")]
    private static partial Regex Token();
}
