using System.Net;
using System.Net.Http.Headers;
using MlNetFashion.Web;

namespace MlNetFashion.Tests.Attacks;

/// <summary>Who comes in, and how often.</summary>
public sealed class DoorTests
{
    const string Key = "a-key-that-nobody-guesses";

    [Test]
    public async Task With_a_key_only_who_knows_it_comes_in()
    {
        await using TestShop shop = new(("Key", Key));
        using HttpClient client = shop.CreateClient();
        foreach (string? sent in (string?[])[null, "", "wrong", Key[..^1], Key + "x", Key.ToUpperInvariant()])
        {
            client.DefaultRequestHeaders.Authorization = sent is null ? null : new AuthenticationHeaderValue("Bearer", sent);
            Assert.That(await (await client.GetAsync("/api/search?q=dress")).ProblemAsync(HttpStatusCode.Unauthorized), Does.StartWith("A key is needed here"));
        }

        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Key);
        using (Assert.EnterMultipleScope())
        {
            Assert.That((await client.GetAsync("/api/search?q=dress")).StatusCode, Is.EqualTo(HttpStatusCode.OK));
            client.DefaultRequestHeaders.Authorization = null;
            Assert.That((await client.GetAsync("/health/live")).StatusCode, Is.EqualTo(HttpStatusCode.OK));
        }
    }

    [Test]
    public void Others_come_in_only_with_a_key_or_when_that_is_said()
    {
        Assert.That(() => new ServeOptions { Host = "0.0.0.0" }.Checked(), Throws.ArgumentException.With.Message.Contains("FASHION_KEY"));
        Assert.That(() => new ServeOptions { Host = "0.0.0.0", Key = "short" }.Checked(), Throws.ArgumentException.With.Message.Contains("16 or more"));
        Assert.That(() => new ServeOptions { Host = "0.0.0.0", Open = true }.Checked(), Throws.Nothing);
        Assert.That(() => new ServeOptions { Host = "0.0.0.0", Key = Key }.Checked(), Throws.Nothing);
        Assert.That(() => new ServeOptions().Checked(), Throws.Nothing);
    }

    [Test]
    public async Task A_name_that_was_turned_to_this_computer_does_not_lead_in()
    {
        await using TestShop shop = new();
        using HttpClient client = shop.CreateClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/search?q=dress") { Headers = { Host = "rebinding.example" } };
        Assert.That((await client.SendAsync(request)).StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
    }

    [Test]
    public async Task Who_asks_too_fast_is_told_when_to_come_again()
    {
        await using TestShop shop = new(("RequestsPerMinute", "5"));
        using HttpClient client = shop.CreateClient();
        var replies = new List<HttpResponseMessage>();
        for (int i = 0; i < 7; i++)
            replies.Add(await client.GetAsync("/api/understand?q=dress"));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(replies.Take(5).All(reply => reply.IsSuccessStatusCode), Is.True);
            Assert.That(await replies[6].ProblemAsync(HttpStatusCode.TooManyRequests), Does.StartWith("You ask faster"));
            Assert.That(replies[6].Headers.RetryAfter, Is.Not.Null);
        }
    }

    [TestCase("/api/search?q=dress")]
    [TestCase("/api/nothing")]
    [TestCase("/health/live")]
    [TestCase("/")]
    [TestCase("/item?id=nobody")]
    [TestCase("/api/items/nobody")]
    public async Task Every_answer_tells_the_browser_what_it_may_not(string address)
    {
        await using TestShop shop = new();
        using HttpClient client = shop.CreateClient();
        HttpResponseHeaders headers = (await client.GetAsync(address)).Headers;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(headers.GetValues("Content-Security-Policy").Single(), Does.StartWith("default-src 'none'").And.Not.Contain("unsafe"));
            Assert.That(headers.GetValues("X-Content-Type-Options").Single(), Is.EqualTo("nosniff"));
            Assert.That(headers.GetValues("X-Frame-Options").Single(), Is.EqualTo("DENY"));
            Assert.That(headers.Contains("Server"), Is.False);
        }
    }

    [Test]
    public async Task What_goes_wrong_tells_neither_paths_nor_models_nor_where()
    {
        await using TestShop shop = new();
        using HttpClient client = shop.CreateClient();
        foreach (string address in (string[])["/api/items/..%2F..%2Fetc%2Fpasswd", "/api/search?q=%FF%FE", "/api/items/%F0%28%8C%28/picture",
            "/api/search?q=a&where=id%7E%27%20OR%201%3D1", "/api/complete?q=%3Cscript%3E", "/..%2f..%2f/etc/passwd", "/api/openapi.json/../../x"])
        {
            HttpResponseMessage reply = await client.GetAsync(address);
            string said = await reply.Content.ReadAsStringAsync();
            using (Assert.EnterMultipleScope())
            {
                Assert.That((int)reply.StatusCode, Is.LessThan(500), address);
                Assert.That(said, Does.Not.Contain(".onnx").And.Not.Contain("   at ").And.Not.Contain("/tmp/").And.Not.Contain("root:"), address);
            }
        }
    }
}
