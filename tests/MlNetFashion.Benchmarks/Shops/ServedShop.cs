using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace MlNetFashion.Benchmarks.Shops;

/// <summary>A shop in a process of its own, so that what it takes is told apart from what those who ask it take.</summary>
sealed class ServedShop : IDisposable
{
    readonly Process _process;

    ServedShop(Process process, string name, Uri address)
    {
        (_process, Name) = (process, name);
        // As many connections as there are shoppers; a photo may take its time.
        Client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
        {
            BaseAddress = address,
            Timeout = TimeSpan.FromSeconds(100),
        };
    }

    /// <summary>The program that was started.</summary>
    public string Name { get; }

    public HttpClient Client { get; }

    /// <summary>Processor time of all its threads so far.</summary>
    public TimeSpan Worked
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>Opens the sample catalogue.</summary>
    /// <param name="program">MlNetFashion.Web.dll.</param>
    public static async Task<ServedShop> OpenAsync(string program)
    {
        int port = FreePort();
        var start = new ProcessStartInfo("dotnet", [program, "--port", $"{port}", "--requestsperminute", "0"]) { RedirectStandardOutput = true };
        Process process = Process.Start(start) ?? throw new InvalidOperationException($"\"{program}\" could not be started.");
        // What it tells is not needed, but somebody has to take it.
        process.BeginOutputReadLine();
        var shop = new ServedShop(process, program, new Uri($"http://localhost:{port}"));
        for (int i = 0; i < 600; i++)
        {
            if (process.HasExited)
                throw new InvalidOperationException($"\"{program}\" ended with {process.ExitCode} before it answered. Start it by itself to see why.");
            try
            {
                if ((await shop.Client.GetAsync("/health/ready")).StatusCode == HttpStatusCode.OK)
                    return shop;
            }
            catch (HttpRequestException)
            {
                // It does not listen yet.
            }

            await Task.Delay(100);
        }

        shop.Dispose();
        throw new TimeoutException($"\"{program}\" did not answer within a minute.");
    }

    /// <summary>Resident memory that is no file's, in megabytes; Linux alone tells.</summary>
    public double MemoryOfItsOwn => Kilobytes("RssAnon:") / 1e3;

    /// <summary>Resident memory, in megabytes: now, and at most so far.</summary>
    public (double Now, double Most) Memory => (Kilobytes("VmRSS:") / 1e3, Kilobytes("VmHWM:") / 1e3);

    /// <inheritdoc/>
    public void Dispose()
    {
        Client.Dispose();
        if (!_process.HasExited)
            _process.Kill();
        _process.Dispose();
    }

    double Kilobytes(string name) => File.ReadLines($"/proc/{_process.Id}/status").First(line => line.StartsWith(name, StringComparison.Ordinal))
        .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries) is [_, var number, ..] ? double.Parse(number, CultureInfo.InvariantCulture) : 0;

    static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
