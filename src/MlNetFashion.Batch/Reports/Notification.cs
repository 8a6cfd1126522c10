using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace MlNetFashion.Batch;

/// <summary>Tells whom a job names how a run ended. That nobody could be told is no fault of the run: it is logged.</summary>
static class Notification
{
    static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    public static void Send(NotifyOptions? options, RunReport report, ILogger log)
    {
        if (options is null || (options.OnlyFailures && report.IsGood))
            return;
        byte[] json = JsonSerializer.SerializeToUtf8Bytes(report, ReportJson.Default.RunReport);
        if (options.Url is { } url)
            Try($"{url}", () => Post(url, json));
        if (options.Command.Count > 0)
            Try(options.Command[0], () => Run(options.Command, json));

        void Try(string whom, Action tell)
        {
            try
            {
                tell();
            }
            catch (Exception e) when (e is HttpRequestException or OperationCanceledException or IOException
                or System.ComponentModel.Win32Exception or InvalidOperationException)
            {
                log.LogWarning("{Whom} could not be told of {Run}: {Reason}", whom, report.Run, e.Message);
            }
        }
    }

    static void Post(Uri url, byte[] json)
    {
        using var http = new HttpClient { Timeout = s_patience };
        using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new ByteArrayContent(json) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using HttpResponseMessage response = http.Send(request);
        response.EnsureSuccessStatusCode();
    }

    static void Run(IReadOnlyList<string> command, byte[] json)
    {
        // Its output would stand among ours.
        var start = new ProcessStartInfo(command[0], command.Skip(1)) { RedirectStandardInput = true, RedirectStandardOutput = true };
        using Process process = Process.Start(start) ?? throw new InvalidOperationException("It did not start.");
        Task<string> unread = process.StandardOutput.ReadToEndAsync();
        process.StandardInput.BaseStream.Write([.. json, (byte)'\n']);
        process.StandardInput.Close();
        if (!process.WaitForExit(s_patience))
        {
            process.Kill();
            throw new InvalidOperationException($"It did not end within {s_patience.TotalSeconds} seconds.");
        }

        if (process.ExitCode != 0)
            throw new InvalidOperationException($"It ended with {process.ExitCode}.");
    }
}
