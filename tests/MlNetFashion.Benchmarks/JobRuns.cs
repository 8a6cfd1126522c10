using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using MlNetFashion.Catalogues;

namespace MlNetFashion.Benchmarks;

/// <summary>What a job takes: all photos new, nothing changed, one in a hundred changed; beside <c>fashion index</c>, for two sizes of a catalogue.</summary>
/// <remarks><c>dotnet run -c Release --project tests/MlNetFashion.Benchmarks -- job-runs FASHION FOLDER CSV ARCHIVE…</c>. FASHION is the tool, as a build or
/// a publication makes it (<c>fashion</c> or <c>fashion.dll</c>); photos are taken out of the archives into FOLDER, once. Time is a clock's, and grows with
/// what else the machine does; processor time grows far less.</remarks>
static class JobRuns
{
    public const string Verb = "job-runs";

    // One photo in so many changes.
    const int Changes = 100;

    static readonly TimeSpan s_poll = TimeSpan.FromMilliseconds(10);

    public static void Run(string fashion, string folder, string csv, string[] archives)
    {
        Console.WriteLine("| Photos | Run | Time | Processor time | Photos a second of processor time | Peak memory |");
        Console.WriteLine("|---|---|---|---|---|---|");
        foreach (string size in (string[])["half", "all"])
        {
            string place = Path.Combine(folder, size), photos = Path.Combine(place, "photos");
            if (!Directory.Exists(photos))
                Unpack(archives, photos, every: size == "half" ? 2 : 1);
            foreach (string old in (string[])["by-hand", "index", "index.job"])
            {
                if (Directory.Exists(Path.Combine(place, old)))
                    Directory.Delete(Path.Combine(place, old), recursive: true);
            }

            string job = Path.Combine(place, "job.json");
            File.WriteAllText(job, JsonSerializer.Serialize(new { source = (string[])["photos"], csv = Path.GetFullPath(csv), @out = "index" }));
            int count = Directory.GetFiles(photos).Length;
            Tell(count, "`fashion index`, for comparison", Measure(fashion, "index", photos, "--csv", csv, "--out", Path.Combine(place, "by-hand")));
            Tell(count, "`fashion job run`, all photos new", Measure(fashion, "job", "run", job));
            Tell(count, "nothing changed", Measure(fashion, "job", "run", job));
            Change(photos);
            Tell(count, "1 % of the photos changed", Measure(fashion, "job", "run", job));
        }
    }

    static void Unpack(string[] archives, string folder, int every)
    {
        Directory.CreateDirectory(folder);
        using var rejects = new RejectLog();
        int number = 0;
        foreach (SourceFile file in SourceFiles.Read(archives, SourceNames.IsPicture, rejects))
        {
            if (number++ % every == 0)
                Write(Path.Combine(folder, SourceNames.FileName(file.Name)), file.Bytes, new DateTime(2026, 1, 1));
        }
    }

    // A photo that nobody saw before: a byte follows the end of the picture, which no decoder minds.
    static void Change(string folder)
    {
        string[] photos = [.. Directory.GetFiles(folder).Order(StringComparer.Ordinal)];
        for (int i = 0; i < photos.Length; i += Changes)
            Write(photos[i], [.. File.ReadAllBytes(photos[i]), (byte)Random.Shared.Next(1, 256)], File.GetLastWriteTimeUtc(photos[i]).AddHours(1));
    }

    static void Write(string path, byte[] bytes, DateTime time)
    {
        File.WriteAllBytes(path, bytes);
        File.SetLastWriteTimeUtc(path, time);
    }

    static (double Seconds, double Processor, double Megabytes) Measure(string fashion, params string[] arguments)
    {
        bool isLibrary = fashion.EndsWith(".dll", StringComparison.OrdinalIgnoreCase);
        var start = new ProcessStartInfo(isLibrary ? "dotnet" : fashion, isLibrary ? [fashion, .. arguments] : arguments)
        { RedirectStandardOutput = true, RedirectStandardError = true };
        long started = Stopwatch.GetTimestamp();
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync(), errors = process.StandardError.ReadToEndAsync();
        double processor = 0;
        long peak = 0;
        while (!process.WaitForExit(s_poll))
        {
            // The system forgets a process when it ends, so what it took is asked until then.
            try
            {
                process.Refresh();
                processor = Math.Max(processor, process.TotalProcessorTime.TotalSeconds);
                peak = Math.Max(peak, process.PeakWorkingSet64);
            }
            catch (InvalidOperationException)
            {
                // It ended just now.
            }
        }

        double seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        return process.ExitCode == 0 ? (seconds, processor, peak / 1e6)
            : throw new InvalidOperationException($"{string.Join(' ', arguments)} ended with {process.ExitCode}: {output.Result} {errors.Result}");
    }

    static void Tell(int photos, string run, (double Seconds, double Processor, double Megabytes) took) => Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"| {photos:N0} | {run} | {took.Seconds:N1} s | {took.Processor:N1} s | {photos / took.Processor:N0} | {took.Megabytes:N0} MB |"));
}
