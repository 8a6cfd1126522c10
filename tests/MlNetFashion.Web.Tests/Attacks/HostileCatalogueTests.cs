using System.Net;
using System.Text.Json;
using MlNetFashion.Catalogues;
using MlNetFashion.Images;

namespace MlNetFashion.Tests.Attacks;

/// <summary>Titles, ids and attributes that are markup, scripts and worse are text wherever they are shown.</summary>
public sealed class HostileCatalogueTests
{
    static readonly string[] s_hostile =
    [
        "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "' onmouseover='alert(1)", "javascript:alert(1)", "</title><svg onload=alert(1)>",
        "{{constructor.constructor('alert(1)')()}}", "@(7*7) @{ Html.Raw }", "\u202Egnp.eissej\u202C", "%3Cscript%3Ealert(1)%3C/script%3E",
        "a/../../etc/passwd", "--><script>alert(1)</script>",
        "dress'; DROP TABLE items; --", "=HYPERLINK(\"http://127.0.0.1\")",
    ];

    readonly TemporaryFolder _folder = new();
    TestShop _shop = null!;
    HttpClient _client = null!;

    [OneTimeSetUp]
    public void Open()
    {
        RgbImage[] pictures = [.. SampleCatalogue.Draw(s_hostile.Length).Select(entry => entry.Picture.Decode())];
        TestShop.Write(_folder["index"], s_hostile.Select((text, i) => new CatalogueEntry(
            new CatalogueItem($"{i}{text}", $"dress {text}", new Dictionary<string, string> { ["colour"] = text, [$"column {i % 2}<b>"] = text }),
            new CataloguePicture(pictures[i]))));
        _shop = new TestShop(("Index", _folder["index"]));
        _client = _shop.CreateClient();
    }

    [OneTimeTearDown]
    public void Close()
    {
        _shop.Dispose();
        _folder.Dispose();
    }

    [Test]
    public async Task Every_page_shows_them_as_text()
    {
        foreach (string path in (string[])["/", "/browse", "/browse?q=dress", "/open?s=" + MlNetFashion.Web.StateLink.Write(new() { Others = ["dress"] }),
            .. s_hostile.Select((text, i) => $"/item?id={Uri.EscapeDataString($"{i}{text}")}"),
            .. s_hostile.Select(text => $"/browse?q={Uri.EscapeDataString(text)}"),
            .. s_hostile.Select(text => $"/draw?q={Uri.EscapeDataString(text)}"),
            .. s_hostile.Select(text => $"/browse?f={Uri.EscapeDataString($"colour:{text}")}"),
            .. s_hostile.Select(text => $"/browse?f={Uri.EscapeDataString($"{text}:x")}"),
            .. s_hostile.Select(text => $"/open?s={Uri.EscapeDataString(text)}")])
        {
            HttpResponseMessage reply = await _client.GetAsync(path);
            string page = await reply.Content.ReadAsStringAsync();
            using (Assert.EnterMultipleScope())
            {
                Assert.That((int)reply.StatusCode, Is.LessThan(500), path);
                Assert.That(page, Does.Not.Contain("<script>alert").And.Not.Contain("<img src=x").And.Not.Contain("<svg onload")
                    .And.Not.Contain(" onmouseover='").And.Not.Contain("href=\"javascript").And.Not.Contain("<b>column").And.Not.Contain("   at ").And.Not.Contain(".onnx"), path);
            }
        }
    }

    [Test]
    public async Task Their_pictures_and_words_are_found_by_their_ids()
    {
        foreach ((int i, string text) in s_hostile.Index())
        {
            string id = $"{i}{text}";
            HttpResponseMessage reply = await _client.GetAsync($"/api/items/{Uri.EscapeDataString(id)}");
            JsonElement item = await reply.JsonAsync();
            using (Assert.EnterMultipleScope())
            {
                Assert.That(item.GetProperty("title").GetString(), Is.EqualTo($"dress {text}"));
                Assert.That((await _client.GetAsync(item.GetProperty("picture").GetString())).StatusCode, Is.EqualTo(HttpStatusCode.OK), id);
            }
        }
    }
}
