using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using MlNetFashion.Images;
using MlNetFashion.Retrieval;
using MlNetFashion.Tests.Models;
using MlNetFashion.Web;
using SkiaSharp;

namespace MlNetFashion.Tests;

/// <summary>Many shoppers at once: no request fails, memory stays flat, a new index is taken in meanwhile. Says what was measured.</summary>
/// <remarks><c>MLNETFASHION_LOAD_REQUESTS</c> makes it longer; <c>MLNETFASHION_LOAD_MODELS</c> names models, which search the sample catalogue then.</remarks>
[NonParallelizable]
public sealed class LoadTests
{
    const int Shoppers = 50;

    static readonly string[] s_wishes =
    [
        "a red striped dress", "jeans", "a blue shirt, not striped", "something green", "a white skirt", "black trousers for men", "a yellow jacket",
        "a long dress",
    ];

    static readonly int s_requests = int.TryParse(Environment.GetEnvironmentVariable("MLNETFASHION_LOAD_REQUESTS"), out int given) ? given : 400;
    static readonly string? s_models = Environment.GetEnvironmentVariable("MLNETFASHION_LOAD_MODELS");

    ShopCatalogue _catalogue = null!;
    Shop _shop = null!;
    HttpClient _client = null!;

    [OneTimeSetUp]
    public async Task Open()
    {
        var options = new ServeOptions
        {
            Port = 0,
            Models = s_models ?? TinyModels.Folder,
            Index = s_models is null ? TestShop.Index : null,
            RequestsPerMinute = 0,
        };
        _catalogue = ShopCatalogue.Open(options);
        _shop = await Shop.OpenAsync(options, _catalogue, CancellationToken.None);
        _client = new HttpClient { BaseAddress = new Uri(_shop.Address), Timeout = TimeSpan.FromSeconds(100) };
        await _client.GetStringAsync("/api/search?q=dress");
    }

    [OneTimeTearDown]
    public async Task Close()
    {
        _client.Dispose();
        await _shop.DisposeAsync();
        _catalogue.Dispose();
    }

    [Test]
    public async Task Fifty_shoppers_search_and_nothing_fails()
    {
        // In quarters, to see that memory does not grow.
        for (int quarter = 1; quarter <= 4; quarter++)
            Tell($"search, quarter {quarter}", await Visit(s_requests / 4, Search));
    }

    [Test]
    public async Task Fifty_shoppers_open_pages_and_nothing_fails()
    {
        ConcurrentBag<double> took = await Visit(s_requests / 4, (client, i) => client.GetAsync($"/browse?q={Wish(i)}"));
        Tell("a page of Browse", took);
    }

    [Test]
    public async Task Who_uploads_large_photos_starves_nobody()
    {
        byte[] photo = Photo(s_models is null ? 1200 : 3400);
        using var stop = new CancellationTokenSource();
        int uploaded = 0;
        Task[] uploads = [.. Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            while (!stop.IsCancellationRequested)
            {
                using var form = new MultipartFormDataContent
                {
                    { new StringContent("in blue"), "q" },
                    { new ByteArrayContent(photo), "image", "photo.jpg" },
                };
                HttpResponseMessage reply = await _client.PostAsync("/api/search", form);
                Assert.That(reply.StatusCode, Is.EqualTo(HttpStatusCode.OK), await reply.Content.ReadAsStringAsync());
                Interlocked.Increment(ref uploaded);
            }
        }))];
        ConcurrentBag<double> took = await Visit(s_requests / 2, Search);
        await stop.CancelAsync();
        await Task.WhenAll(uploads);
        Tell($"search, beside {uploaded} uploads of {photo.Length / 1e6:0.0} MB", took);
        Assert.That(uploaded, Is.GreaterThan(0));
    }

    [Test]
    public async Task Pictures_are_drawn_while_others_search()
    {
        var took = new ConcurrentBag<double>();
        for (int i = 0; i < 10; i++)
        {
            long began = Stopwatch.GetTimestamp();
            HttpResponseMessage reply = await _client.GetAsync($"/api/generate?q={Wish(i)}&count=1&seed={i}");
            Assert.That(reply.StatusCode, Is.EqualTo(HttpStatusCode.OK));
            took.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
        }

        Tell("a drawn picture, alone", took);
    }

    [Test]
    public async Task A_new_index_is_taken_in_without_a_failed_request()
    {
        if (_catalogue.Folder is null)
            Assert.Ignore("The sample catalogue stays as it is.");
        Task<ConcurrentBag<double>> searching = Visit(s_requests / 2, Search);
        int replaced = 0;
        for (; !searching.IsCompleted; replaced++)
        {
            _catalogue.Replace(EmbeddingIndex.Open(TestShop.Index));
            await Task.Delay(5);
        }

        Tell($"search, while the index was replaced {replaced} times", await searching);
    }

    static string Wish(int i) => Uri.EscapeDataString(s_wishes[i % s_wishes.Length]);

    static Task<HttpResponseMessage> Search(HttpClient client, int i) => client.GetAsync($"/api/search?q={Wish(i)}");

    // Fifty at once, each asking when the answer to the question before has come and been looked at for a moment.
    async Task<ConcurrentBag<double>> Visit(int requests, Func<HttpClient, int, Task<HttpResponseMessage>> ask)
    {
        var took = new ConcurrentBag<double>();
        int next = 0;
        await Task.WhenAll(Enumerable.Range(0, Shoppers).Select(shopper => Task.Run(async () =>
        {
            await Task.Delay(shopper * 20);
            for (int i; (i = Interlocked.Increment(ref next)) <= requests;)
            {
                long began = Stopwatch.GetTimestamp();
                using HttpResponseMessage reply = await ask(_client, i);
                await reply.Content.ReadAsByteArrayAsync();
                took.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
                Assert.That(reply.StatusCode, Is.EqualTo(HttpStatusCode.OK));
                await Task.Delay(s_models is null ? 1 : 500);
            }
        })));
        Assert.That(took, Has.Count.EqualTo(requests));
        return took;
    }

    static void Tell(string what, IEnumerable<double> took)
    {
        double[] sorted = [.. took.Order()];
        GC.Collect();
        TestContext.Out.WriteLine($"{what}: {sorted.Length:N0} answers, "
            + $"median {At(0.5):0} ms, p95 {At(0.95):0} ms, p99 {At(0.99):0} ms, most {sorted[^1]:0} ms; "
            + $"memory {Environment.WorkingSet / 1e6:N0} MB, managed {GC.GetTotalMemory(forceFullCollection: true) / 1e6:N0} MB");

        double At(double share) => sorted[Math.Min(sorted.Length - 1, (int)(share * sorted.Length))];
    }

    // Grain that no encoder can make small.
    static byte[] Photo(int side)
    {
        var image = new RgbImage(side, side);
        new Random(1).NextBytes(image.Pixels);
        using SKBitmap bitmap = ImageCodec.ToBitmap(image);
        using SKData data = bitmap.Encode(SKEncodedImageFormat.Jpeg, 75);
        return data.ToArray();
    }
}
