using System.Diagnostics;

namespace MlNetFashion.Tests;

/// <summary>The tool as a process of its own, as a shell runs it.</summary>
sealed class ToolProcess : IDisposable
{
    static readonly TimeSpan s_patience = TimeSpan.FromMinutes(4);

    readonly Process _process;
    readonly Task<string> _output, _error;

    /// <summary>Starts it.</summary>
    /// <param name="cache">The user's cache folder.</param>
    /// <param name="args">The command line.</param>
    public ToolProcess(string cache, params string[] args)
    {
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "fashion.exe" : "fashion"))
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetTempPath(),
        };
        start.Environment["XDG_CACHE_HOME"] = cache;
        foreach (string arg in args)
            start.ArgumentList.Add(arg);
        _process = Process.Start(start)!;
        _output = _process.StandardOutput.ReadToEndAsync();
        _error = _process.StandardError.ReadToEndAsync();
    }

    public static ToolRun Run(string cache, params string[] args)
    {
        using var process = new ToolProcess(cache, args);
        return process.Wait();
    }

    /// <summary>Ctrl+C.</summary>
    public void Interrupt() => Process.Start("kill", ["-INT", $"{_process.Id}"]).WaitForExit();

    public ToolRun Wait()
    {
        Assert.That(_process.WaitForExit(s_patience), Is.True, "The tool did not end.");
        return new ToolRun(_process.ExitCode, _output.Result, _error.Result);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill();
        _process.Dispose();
    }
}
