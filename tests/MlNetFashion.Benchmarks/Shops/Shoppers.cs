using System.Collections.Concurrent;
using System.Diagnostics;

namespace MlNetFashion.Benchmarks.Shops;

/// <summary>Shoppers who ask a shop, each half a second after the answer before came.</summary>
static class Shoppers
{
    public const int Count = 50;

    static readonly string[] s_wishes =
    [
        "a red striped dress", "jeans", "a blue shirt, not striped", "something green", "a white skirt", "black trousers for men", "a yellow jacket",
        "a long dress",
    ];

    /// <summary>What shopper i says.</summary>
    public static string Wish(int i) => s_wishes[i % s_wishes.Length];

    /// <summary>Asks so many times, and says how long each answer took, in milliseconds from the least on.</summary>
    /// <param name="requests">By all shoppers together.</param>
    /// <param name="pause">Between an answer and the next question.</param>
    /// <param name="ask">Question i.</param>
    /// <exception cref="InvalidOperationException">An answer was no answer.</exception>
    public static async Task<double[]> AskAsync(int requests, TimeSpan pause, Func<int, Task<HttpResponseMessage>> ask)
    {
        var took = new ConcurrentBag<double>();
        int next = -1;
        await Task.WhenAll(Enumerable.Range(0, Count).Select(async shopper =>
        {
            await Task.Delay(pause * shopper / Count);
            for (int i; (i = Interlocked.Increment(ref next)) < requests;)
            {
                long began = Stopwatch.GetTimestamp();
                using HttpResponseMessage reply = await ask(i);
                byte[] body = await reply.Content.ReadAsByteArrayAsync();
                took.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
                if ((int)reply.StatusCode >= 400)
                    throw new InvalidOperationException($"Question {i} was answered with {(int)reply.StatusCode}: {System.Text.Encoding.UTF8.GetString(body)}");
                await Task.Delay(pause);
            }
        }));
        return [.. took.Order()];
    }

    /// <summary>The value that so large a share of sorted values is not above.</summary>
    public static double At(double[] sorted, double share) => sorted[Math.Min(sorted.Length - 1, (int)(share * sorted.Length))];
}
