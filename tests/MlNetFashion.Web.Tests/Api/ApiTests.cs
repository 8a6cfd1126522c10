using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using MlNetFashion.Images;
using MlNetFashion.Tests.Models;

namespace MlNetFashion.Tests.Api;

/// <summary>The rest of the HTTP interface.</summary>
public sealed class ApiTests
{
    readonly TestShop _shop = new();
    HttpClient _client = null!;

    [OneTimeSetUp]
    public void Open() => _client = _shop.CreateClient();

    [OneTimeTearDown]
    public void Close() => _shop.Dispose();

    [Test]
    public async Task Words_are_understood()
    {
        JsonElement findings = (await (await _client.GetAsync("/api/understand?q=a+red+dress,+not+striped")).JsonAsync()).GetProperty("findings");
        Assert.That(findings.EnumerateArray().Select(found => $"{found.GetProperty("change")} {found.GetProperty("value")}"),
            Is.EquivalentTo(["Want red", "Want dress", "Without striped"]));
    }

    [Test]
    public async Task Pictures_are_drawn_the_same_for_the_same_seed()
    {
        byte[][] first = await Draw("/api/generate?q=red+dress&count=3&seed=5"), again = await Draw("/api/generate?q=red+dress&count=3&seed=5"),
            way = await Draw("/api/generate?q=red+dress&to=blue+shirt&count=5");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(first, Has.Length.EqualTo(3));
            Assert.That(again, Is.EqualTo(first));
            Assert.That(way, Has.Length.EqualTo(5));
            Assert.That(way.Append(first[0]).Select(png => ImageCodec.Decode(png).Width).Distinct().Count(), Is.EqualTo(1));
        }

        async Task<byte[][]> Draw(string address) => [.. (await (await _client.GetAsync(address)).JsonAsync()).GetProperty("pictures").EnumerateArray()
            .Select(picture => picture.GetProperty("png").GetBytesFromBase64())];
    }

    [Test]
    public async Task Embeddings_are_the_pipelines()
    {
        JsonElement embedded = await (await _client.GetAsync("/api/embed?q=red+dress&q=blue+shirt")).JsonAsync();
        using FashionPipeline pipeline = FashionPipeline.Load(TinyModels.Folder);
        Assert.That(embedded.GetProperty("texts").EnumerateArray().SelectMany(text => text.EnumerateArray().Select(number => number.GetSingle())),
            Is.EqualTo(pipeline.EmbedTexts(["red dress", "blue shirt"])).Within(1e-6));
    }

    [Test]
    public async Task A_conversation_goes_on_from_turn_to_turn_with_what_the_caller_keeps()
    {
        JsonElement first = await Say(new { said = "a dress" });
        JsonElement second = await Say(new { said = "in red", conversation = first.GetProperty("conversation") });
        JsonElement back = await Say(new { said = "undo", conversation = second.GetProperty("conversation") });
        using (Assert.EnterMultipleScope())
        {
            Assert.That(second.GetProperty("state").GetString(), Is.EqualTo("red dress"));
            Assert.That(back.GetProperty("state").GetString(), Is.EqualTo("dress"));
            Assert.That(back.Ids(), Is.EqualTo(first.Ids()));
        }

        async Task<JsonElement> Say(object said) => await (await _client.PostAsJsonAsync("/api/chat", said)).JsonAsync();
    }

    [TestCase("{\"said\":\"dress\",\"conversation\":{\"turns\":7}}", "This is no conversation that was kept")]
    [TestCase("{\"said\":\"dress\",\"conversation\":{\"turns\":[{\"said\":\"\",\"state\":{\"like\":[\"nobody\"]},\"earlier\":[],\"shown\":[],\"answer\":\"\"}],\"answer\":\"\"}}",
        "The conversation speaks of the item \"nobody\"")]
    public async Task A_conversation_that_is_none_is_refused(string body, string sentence)
    {
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        Assert.That(await (await _client.PostAsync("/api/chat", content)).ProblemAsync(HttpStatusCode.BadRequest), Does.StartWith(sentence));
    }

    [Test]
    public async Task An_item_has_its_attributes_and_its_picture()
    {
        JsonElement item = await (await _client.GetAsync("/api/items/sample-00003")).JsonAsync();
        HttpResponseMessage picture = await _client.GetAsync(item.GetProperty("picture").GetString());
        using var again = new HttpRequestMessage(HttpMethod.Get, item.GetProperty("picture").GetString()) { Headers = { IfNoneMatch = { picture.Headers.ETag! } } };
        using (Assert.EnterMultipleScope())
        {
            Assert.That(item.GetProperty("attributes").GetProperty("garment").GetString(), Is.Not.Empty);
            Assert.That(ImageCodec.Decode(await picture.Content.ReadAsByteArrayAsync()).Width, Is.GreaterThanOrEqualTo(64));
            Assert.That((await _client.SendAsync(again)).StatusCode, Is.EqualTo(HttpStatusCode.NotModified));
            Assert.That(await (await _client.GetAsync("/api/items/nobody")).ProblemAsync(HttpStatusCode.NotFound), Is.EqualTo("There is no item \"nobody\"."));
            Assert.That(await (await _client.GetAsync("/api/nothing")).ProblemAsync(HttpStatusCode.NotFound), Is.EqualTo("There is nothing at this address."));
        }
    }

    [Test]
    public async Task What_is_typed_is_completed()
    {
        JsonElement lines = await (await _client.GetAsync("/api/complete?q=dre")).JsonAsync();
        Assert.That(lines.EnumerateArray().Select(line => line.GetProperty("text").GetString()), Has.Some.StartsWith("dress"));
    }

    [Test]
    public async Task The_description_names_every_address_and_every_field_that_is_read()
    {
        JsonElement paths = (await (await _client.GetAsync("/api/openapi.json")).JsonAsync()).GetProperty("paths");
        string[] fields = [.. paths.GetProperty("/api/search").GetProperty("get").GetProperty("parameters").EnumerateArray()
            .Select(parameter => parameter.GetProperty("name").GetString()!)];
        string told = await (await _client.GetAsync("/api/search?strange=1")).ProblemAsync(HttpStatusCode.BadRequest);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(paths.EnumerateObject().Select(path => path.Name), Is.EquivalentTo([
                "/api/search", "/api/search/batch", "/api/understand", "/api/generate", "/api/chat", "/api/embed", "/api/items/{id}",
                "/api/items/{id}/picture", "/api/complete"]));
            Assert.That(told, Does.EndWith($"There are: {string.Join(", ", fields)}."));
        }
    }

    [Test]
    public async Task It_says_that_it_is_alive_and_ready()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(await _client.GetStringAsync("/health/live"), Is.EqualTo("alive"));
            Assert.That(await _client.GetStringAsync("/health/ready"), Is.EqualTo("ready"));
        }
    }
}
