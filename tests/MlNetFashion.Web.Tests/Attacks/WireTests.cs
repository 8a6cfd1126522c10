using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;
using MlNetFashion.Tests.Api;
using MlNetFashion.Tests.Models;
using MlNetFashion.Web;

namespace MlNetFashion.Tests.Attacks;

/// <summary>What a client says that no browser says, to a shop that listens.</summary>
public sealed partial class WireTests
{
    const int Megabyte = 1_000_000;

    ShopCatalogue _catalogue = null!;
    Shop _shop = null!, _other = null!;
    HttpClient _client = null!;

    [OneTimeSetUp]
    public async Task Open()
    {
        var options = new ServeOptions { Port = 0, Models = TinyModels.Folder, Index = TestShop.Index };
        _catalogue = ShopCatalogue.Open(options);
        _shop = await Shop.OpenAsync(options, _catalogue, CancellationToken.None);
        _other = await Shop.OpenAsync(options, _catalogue, CancellationToken.None);
        _client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = new Uri(_shop.Address) };
    }

    [OneTimeTearDown]
    public async Task Close()
    {
        _client.Dispose();
        await _shop.DisposeAsync();
        await _other.DisposeAsync();
        _catalogue.Dispose();
    }

    [Test]
    public async Task Who_sends_slowly_keeps_nobody_out()
    {
        // More than there are places for uploads, each of which begins a photo and never ends it.
        TcpClient[] slow = [.. await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => BeginAsync("POST /api/search HTTP/1.1\r\nHost: localhost\r\n"
            + $"Content-Type: multipart/form-data; boundary=b\r\nContent-Length: {9 * Megabyte}\r\n\r\n--b\r\n"
            + "Content-Disposition: form-data; name=\"image\"; filename=\"a.jpg\"\r\n\r\n")))];
        try
        {
            await Task.Delay(200);
            using var words = new MultipartFormDataContent { { new StringContent("dress"), "q" } };
            using (Assert.EnterMultipleScope())
            {
                Assert.That((await _client.PostAsync("/api/search", words)).StatusCode, Is.EqualTo(HttpStatusCode.OK), "words");
                Assert.That((await SendPicture(SearchApiTests.Png(1))).StatusCode, Is.EqualTo(HttpStatusCode.OK), "a small picture");
            }
        }
        finally
        {
            Array.ForEach(slow, client => client.Dispose());
        }

        Assert.That((await SendPicture([.. SearchApiTests.Png(1), .. new byte[Megabyte]])).StatusCode, Is.EqualTo(HttpStatusCode.OK), "their places are free again");
    }

    [Test]
    public async Task A_form_of_ten_thousand_parts_is_refused()
    {
        using var form = new MultipartFormDataContent();
        for (int i = 0; i < 10_000; i++)
            form.Add(new StringContent("x"), "q");
        Assert.That(await (await _client.PostAsync("/api/search", form)).ProblemAsync(HttpStatusCode.BadRequest), Does.StartWith("The form is damaged, or has more parts"));
    }

    [TestCase("no boundary", "multipart/form-data", "--b--\r\n")]
    [TestCase("an end that never comes", "multipart/form-data; boundary=b", "--b\r\nContent-Disposition: form-data; name=\"q\"\r\n\r\ndress")]
    [TestCase("headers without end", "multipart/form-data; boundary=b", "--b\r\nX: 1\r\nX: 2\r\nX: 3\r\nX: 4\r\nX: 5\r\nX: 6\r\nX: 7\r\nX: 8\r\nX: 9\r\n\r\n\r\n--b--\r\n")]
    [TestCase("a part without a name", "multipart/form-data; boundary=b", "--b\r\nContent-Type: text/plain\r\n\r\nx\r\n--b--\r\n")]
    [TestCase("a part that is no part of a form", "multipart/form-data; boundary=b", "--b\r\nContent-Disposition: attachment; name=\"q\"\r\n\r\nx\r\n--b--\r\n")]
    [TestCase("a form within a form", "multipart/form-data; boundary=b", "--b\r\nContent-Type: multipart/mixed; boundary=c\r\n\r\n--c\r\n\r\nx\r\n--c--\r\n--b--\r\n")]
    public async Task A_form_that_is_bent_is_refused_with_a_sentence(string what, string type, string body)
    {
        using var content = new ByteArrayContent(Encoding.ASCII.GetBytes(body));
        content.Headers.TryAddWithoutValidation("Content-Type", type);
        HttpResponseMessage reply = await _client.PostAsync("/api/search", content);
        Assert.That(await reply.ProblemAsync(HttpStatusCode.BadRequest), Does.StartWith("The form is damaged"), what);
    }

    [Test]
    public async Task JSON_of_a_thousand_levels_is_refused()
    {
        using var json = new StringContent(new string('[', 1000) + new string(']', 1000), Encoding.UTF8, "application/json");
        Assert.That(await (await _client.PostAsync("/api/search", json)).ProblemAsync(HttpStatusCode.BadRequest), Does.StartWith("The body is not JSON"));
    }

    [Test]
    public async Task A_name_of_a_file_adds_no_header_and_no_line()
    {
        foreach (string name in (string[])["a.jpg\r\nX-Injected: yes", "a.jpg\"; name=\"q", "a\nb.jpg", "=?utf-8?B?PHNjcmlwdD4=?=", "%0d%0aSet-Cookie: a=b"])
        {
            string reply = await Ask($"--b\r\nContent-Disposition: form-data; name=\"image\"; filename=\"{name}\"\r\n\r\nx\r\n--b--\r\n");
            Assert.That(reply, Does.StartWith("HTTP/1.1 4").And.Not.Contain("Injected").And.Not.Contain("Set-Cookie").And.Not.Contain("jpg"), name);
        }

        Task<string> Ask(string body) => SayAsync("POST /api/search HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
            + $"Content-Type: multipart/form-data; boundary=b\r\nContent-Length: {Encoding.ASCII.GetByteCount(body)}\r\n\r\n{body}");
    }

    [TestCase("GET / HTTP/1.1\r\nHost: evil.example\r\n")]
    [TestCase("GET / HTTP/1.1\r\nHost: localhost.evil.example\r\n")]
    [TestCase("GET / HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\n")]
    [TestCase("GET http://evil.example/ HTTP/1.1\r\nHost: localhost\r\n")]
    [TestCase("GET / HTTP/1.1\r\n")]
    [TestCase("GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\nX : y\r\n")]
    [TestCase("GET / HTTP/1.1\r\nHost: localhost\r\nX-Long: {0}\r\n")]
    public async Task A_request_of_another_name_or_of_two_meanings_is_refused(string request) =>
        Assert.That(await SayAsync($"{string.Format(System.Globalization.CultureInfo.InvariantCulture, request, new string('a', 40_000))}Connection: close\r\n\r\n"),
            Does.StartWith("HTTP/1.1 4").And.Not.Contain("evil"));

    [Test]
    public async Task Pages_of_other_sites_are_not_told_that_they_may_ask()
    {
        using var preflight = new HttpRequestMessage(HttpMethod.Options, "/api/search");
        preflight.Headers.Add("Origin", "https://elsewhere.example");
        preflight.Headers.Add("Access-Control-Request-Method", "POST");
        using var simple = new HttpRequestMessage(HttpMethod.Get, "/api/search?q=dress");
        simple.Headers.Add("Origin", "https://elsewhere.example");
        foreach (HttpResponseMessage reply in (HttpResponseMessage[])[await _client.SendAsync(preflight), await _client.SendAsync(simple)])
            Assert.That(reply.Headers.Select(header => header.Key), Has.None.StartsWith("Access-Control"));
        Assert.That((await _client.SendAsync(new HttpRequestMessage(HttpMethod.Options, "/api/search"))).StatusCode, Is.EqualTo(HttpStatusCode.MethodNotAllowed));
    }

    [TestCase("/api/items/../../../../etc/passwd/picture")]
    [TestCase("/api/items/..%2f..%2f..%2fetc%2fpasswd/picture")]
    [TestCase("/api/items/%2e%2e%2f%2e%2e%2fetc%2fpasswd/picture?large=true")]
    [TestCase("/api/items/%252e%252e%252fetc%252fpasswd/picture")]
    [TestCase("/api/items/..%5c..%5cetc%5cpasswd/picture")]
    [TestCase("/api/items//etc/passwd/picture")]
    [TestCase("/api/items/%00/picture")]
    [TestCase("/assets/../../../etc/passwd")]
    [TestCase("/assets/x/..%2f..%2fshop.dll")]
    public async Task A_path_leads_nowhere(string path) =>
        Assert.That(await SayAsync($"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"), Does.StartWith("HTTP/1.1 40").And.Not.Contain("root:"));

    [Test]
    public async Task A_form_of_another_shop_or_without_its_cookie_is_refused()
    {
        using var elsewhere = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = new Uri(_other.Address) };
        (string cookies, string token) = await Form(elsewhere);
        (string cookies, string token) own = await Form(_client);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(await Begin(own.cookies, own.token), Is.EqualTo(HttpStatusCode.Redirect), "its own");
            Assert.That(await Begin(own.cookies, own.token), Is.EqualTo(HttpStatusCode.Redirect), "its own a second time: the page may be sent twice");
            Assert.That(await Begin(cookies, token), Is.EqualTo(HttpStatusCode.BadRequest), "another shop's");
            Assert.That(await Begin(own.cookies, token), Is.EqualTo(HttpStatusCode.BadRequest), "another shop's token");
            Assert.That(await Begin("", own.token), Is.EqualTo(HttpStatusCode.BadRequest), "without the cookie: a token that was read from somebody else's page");
            Assert.That(await Begin((await Form(_client)).cookies, own.token), Is.EqualTo(HttpStatusCode.BadRequest), "another browser's cookie");
        }

        static async Task<(string cookies, string token)> Form(HttpClient client)
        {
            HttpResponseMessage page = await client.GetAsync("/");
            return (string.Join("; ", page.Headers.GetValues("Set-Cookie").Select(cookie => cookie.Split(';')[0])),
                Token().Match(await page.Content.ReadAsStringAsync()).Groups["token"].Value);
        }

        async Task<HttpStatusCode> Begin(string cookies, string token)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/chat")
            {
                Content = new FormUrlEncodedContent([new("said", "a dress"), new("__RequestVerificationToken", token)]),
            };
            if (cookies.Length > 0)
                request.Headers.Add("Cookie", cookies);
            return (await _client.SendAsync(request)).StatusCode;
        }
    }

    [Test]
    public async Task A_cookie_that_is_bent_makes_a_new_shopper()
    {
        foreach (string cookie in (string[])["shopper=../../etc", $"shopper={new string('a', 3000)}", "shopper=", "form=AAAA; key=AAAA", "shopper=\u0001"])
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/");
            request.Headers.TryAddWithoutValidation("Cookie", cookie);
            Assert.That((int)(await _client.SendAsync(request)).StatusCode, Is.EqualTo(200).Or.EqualTo(400), cookie);
        }
    }

    [TestCase("bytes=0-10", HttpStatusCode.PartialContent)]
    [TestCase("bytes=999999999-", HttpStatusCode.RequestedRangeNotSatisfiable)]
    [TestCase("bytes=0-1,2-3,4-5,6-7,8-9", HttpStatusCode.OK)]
    [TestCase("bytes=-", HttpStatusCode.OK)]
    public async Task A_part_of_a_picture_is_the_part_or_nothing(string range, HttpStatusCode expected)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/items/sample-00003/picture");
        request.Headers.TryAddWithoutValidation("Range", range);
        HttpResponseMessage reply = await _client.SendAsync(request);
        Assert.That(reply.StatusCode, Is.EqualTo(expected).Or.EqualTo(HttpStatusCode.OK));
    }

    [TestCase("TRACE")]
    [TestCase("PUT")]
    [TestCase("DELETE")]
    [TestCase("CONNECT")]
    [TestCase("PROPFIND")]
    public async Task Other_methods_do_nothing(string method) =>
        Assert.That(await SayAsync($"{method} /api/items/sample-00003 HTTP/1.1\r\nHost: localhost\r\nX-Secret: abc\r\nConnection: close\r\n\r\n"),
            Does.StartWith("HTTP/1.1 4").And.Not.Contain("abc"));

    async Task<HttpResponseMessage> SendPicture(byte[] picture)
    {
        using var form = new MultipartFormDataContent { { new ByteArrayContent(picture), "image", "a.png" } };
        return await _client.PostAsync("/api/search", form);
    }

    // Says something as it stands, and hears all of the answer.
    async Task<string> SayAsync(string request)
    {
        using TcpClient client = await BeginAsync(request);
        using var answer = new StreamReader(client.GetStream(), Encoding.Latin1);
        return await answer.ReadToEndAsync();
    }

    async Task<TcpClient> BeginAsync(string request)
    {
        var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, new Uri(_shop.Address).Port);
        await client.GetStream().WriteAsync(Encoding.Latin1.GetBytes(request));
        return client;
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"(?<token>[^\"]+)\"")]
    private static partial Regex Token();
}
