using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using MlNetFashion.Catalogues;
using MlNetFashion.Images;

namespace MlNetFashion.Benchmarks.Shops;

/// <summary>Whether the memory of a shop stays as it is while fifty shoppers search, send photos, have pictures drawn, and talk.</summary>
/// <remarks><c>dotnet run -c Release --project tests/MlNetFashion.Benchmarks -- shop-memory 20000 MlNetFashion.Web.dll</c>. Of twenty requests fourteen are
/// searches, two send a picture as the page makes it smaller, one a photo of 4,000 x 4,000 pixels, one is a turn of /api/chat,
/// one begins a conversation on the page, and one draws.</remarks>
static partial class MemoryLoad
{
    public const string Verb = "shop-memory";

    const int Parts = 10;

    static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(20);

    public static async Task RunAsync(int requests, string program)
    {
        byte[] small = SentPhoto.Encoded(SampleCatalogue.Garment(1).Draw(1024));
        byte[] large = SentPhoto.Encoded(ImagePreprocessing.Letterbox(SampleCatalogue.Garment(2).Draw(2000), 4000));
        using ServedShop shop = await ServedShop.OpenAsync(program);
        Console.WriteLine("| requests | memory MB | of its own MB | most MB | median ms | p95 ms | processor s |");
        Console.WriteLine("|---|---|---|---|---|---|---|");
        Tell(shop, 0, [0]);
        for (int part = 0; part < Parts; part++)
        {
            int from = requests / Parts * part;
            double[] took = await Shoppers.AskAsync(requests / Parts, s_pause, i => AskAsync(shop.Client, from + i, small, large));
            Tell(shop, from + requests / Parts, took);
        }
    }

    static Task<HttpResponseMessage> AskAsync(HttpClient client, int i, byte[] small, byte[] large) => (i % 20) switch
    {
        14 or 15 => SentPhoto.SendAsync(client, small),
        16 => SentPhoto.SendAsync(client, large),
        17 => TalkAsync(client, i),
        18 => BeginAsync(client, i),
        // Each another picture: none was drawn before.
        19 => client.GetAsync($"/api/generate?count=1&seed={i}&q={Wish(i)}"),
        _ => client.GetAsync($"/api/search?q={Wish(i)}"),
    };

    static string Wish(int i) => Uri.EscapeDataString(Shoppers.Wish(i / 20 + i));

    static async Task<HttpResponseMessage> TalkAsync(HttpClient client, int i)
    {
        using HttpResponseMessage first = await client.PostAsJsonAsync("/api/chat", new { said = Shoppers.Wish(i) });
        JsonElement turn = await first.Content.ReadFromJsonAsync<JsonElement>();
        return await client.PostAsJsonAsync("/api/chat", new { said = "in blue", conversation = turn.GetProperty("conversation") });
    }

    // As a browser does, with the page's token and cookies.
    static async Task<HttpResponseMessage> BeginAsync(HttpClient client, int i)
    {
        using HttpResponseMessage start = await client.GetAsync("/");
        string cookies = string.Join("; ", start.Headers.GetValues("Set-Cookie").Select(cookie => cookie.Split(';')[0]));
        string token = Token().Match(await start.Content.ReadAsStringAsync()).Groups["token"].Value;
        HttpResponseMessage begun = await SendAsync(HttpMethod.Post, "/chat",
            new FormUrlEncodedContent([new("said", Shoppers.Wish(i)), new("__RequestVerificationToken", token)]));
        using (begun)
            return await SendAsync(HttpMethod.Get, begun.Headers.Location!.OriginalString, content: null);

        async Task<HttpResponseMessage> SendAsync(HttpMethod method, string address, HttpContent? content)
        {
            using var request = new HttpRequestMessage(method, address) { Content = content };
            request.Headers.Add("Cookie", cookies);
            return await client.SendAsync(request);
        }
    }

    static void Tell(ServedShop shop, int requests, double[] took) => Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
        $"| {requests:N0} | {shop.Memory.Now:0} | {shop.MemoryOfItsOwn:0} | {shop.Memory.Most:0} | {Shoppers.At(took, 0.5):0} | {Shoppers.At(took, 0.95):0} "
        + $"| {shop.Worked.TotalSeconds:0} |"));

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"(?<token>[^\"]+)\"")]
    private static partial Regex Token();
}
