using System.Globalization;

namespace MlNetFashion.Benchmarks.Shops;

/// <summary>What searches wait for while others send photos as cameras make them.</summary>
/// <remarks><c>dotnet run -c Release --project tests/MlNetFashion.Benchmarks -- shop-uploads 500 A.dll B.dll</c> asks two builds of MlNetFashion.Web in
/// turn, twice, so that what else the machine does is the same for both.</remarks>
static class UploadLoad
{
    public const string Verb = "shop-uploads";

    const int Senders = 4, Rounds = 2;

    static readonly TimeSpan s_pause = TimeSpan.FromSeconds(0.5);

    // Sides of square photos of grain, which no encoder makes small.
    static readonly int[] s_sides = [3400, 4200];

    public static async Task RunAsync(int searches, IReadOnlyList<string> programs)
    {
        byte[][] photos = [.. s_sides.Select(SentPhoto.OfGrain)];
        Console.WriteLine("| program | beside | searches | median ms | p95 ms | p99 ms | most ms | photos | processor s | MB at most |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|---|---|");
        for (int round = 0; round < Rounds; round++)
        {
            foreach (string program in programs)
            {
                await Measure(program, searches, null);
                foreach (byte[] photo in photos)
                    await Measure(program, searches, photo);
            }
        }
    }

    static async Task Measure(string program, int searches, byte[]? photo)
    {
        using ServedShop shop = await ServedShop.OpenAsync(program);
        // Opens the models.
        for (int i = 0; i < 8; i++)
            await shop.Client.GetByteArrayAsync(Search(i));
        TimeSpan before = shop.Worked;
        using var stop = new CancellationTokenSource();
        int sent = 0;
        Task[] senders = photo is null ? [] : [.. Enumerable.Range(0, Senders).Select(_ => Task.Run(async () =>
        {
            while (!stop.IsCancellationRequested)
            {
                using HttpResponseMessage reply = await SentPhoto.SendAsync(shop.Client, photo);
                reply.EnsureSuccessStatusCode();
                Interlocked.Increment(ref sent);
            }
        }))];
        double[] took = await Shoppers.AskAsync(searches, s_pause, i => shop.Client.GetAsync(Search(i)));
        await stop.CancelAsync();
        await Task.WhenAll(senders);
        string beside = photo is null ? "nothing" : string.Create(CultureInfo.InvariantCulture, $"{photo.Length / 1e6:0.0} MB");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"| {Path.GetFileName(Path.GetDirectoryName(Path.GetFullPath(program)))} | {beside} | {took.Length:N0} | {Shoppers.At(took, 0.5):0} | {Shoppers.At(took, 0.95):0} "
            + $"| {Shoppers.At(took, 0.99):0} | {took[^1]:0} | {sent} | {(shop.Worked - before).TotalSeconds:0.0} | {shop.Memory.Most:0} |"));
    }

    static string Search(int i) => $"/api/search?q={Uri.EscapeDataString(Shoppers.Wish(i))}";
}
