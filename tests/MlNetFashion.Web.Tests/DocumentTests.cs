using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using MlNetFashion.Tests.Api;

namespace MlNetFashion.Tests;

/// <summary>Every request that the document of the shop shows is answered.</summary>
public sealed partial class DocumentTests
{
    [Test]
    public async Task Every_curl_of_the_document_is_answered()
    {
        await using TestShop shop = new();
        using HttpClient client = shop.CreateClient();
        string[] lines = [.. File.ReadLines(Path.Combine(Root(), "docs", "serve.md")).Where(line => line.StartsWith("curl ", StringComparison.Ordinal))];
        Assert.That(lines, Has.Length.GreaterThan(8));
        foreach (string line in lines)
        {
            HttpResponseMessage reply = await client.SendAsync(Request(line));
            Assert.That(reply.StatusCode, Is.EqualTo(HttpStatusCode.OK), $"{line}\n{await reply.Content.ReadAsStringAsync()}");
        }
    }

    // The two forms of curl that the document uses beside a plain address: -F fields, and --json.
    static HttpRequestMessage Request(string line)
    {
        string address = Address().Match(line).Groups["path"].Value;
        if (Json().Match(line) is { Success: true } json)
            return new HttpRequestMessage(HttpMethod.Post, address) { Content = new StringContent(json.Groups["body"].Value, Encoding.UTF8, "application/json") };
        if (!line.Contains(" -F ", StringComparison.Ordinal))
            return new HttpRequestMessage(HttpMethod.Get, address);
        var form = new MultipartFormDataContent { { new ByteArrayContent(SearchApiTests.Png(1)), "image", "dress.jpg" } };
        form.Add(new StringContent(Words().Match(line).Groups["words"].Value), "q");
        return new HttpRequestMessage(HttpMethod.Post, address) { Content = form };
    }

    static string Root()
    {
        DirectoryInfo folder = new(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "MlNetFashion.sln")))
            folder = folder.Parent!;
        return folder.FullName;
    }

    [GeneratedRegex("http://localhost:5080(?<path>/[^\"' ]*)")]
    private static partial Regex Address();

    [GeneratedRegex("--json '(?<body>[^']*)'")]
    private static partial Regex Json();

    [GeneratedRegex("-F q=\"(?<words>[^\"]*)\"")]
    private static partial Regex Words();
}
