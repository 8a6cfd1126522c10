using System.Diagnostics;

namespace MlNetFashion.Tests;

/// <summary>The tool as a process of its own, as a shell runs it.</summary>
sealed class ToolProcess : IDisposable
{
    static readonly TimeSpan s_patience = TimeSpan.FromMinutes(4);

    readonly Process _process;
    readonly Task<string> _output, _error;
    FileStream? _pipe;

    /// <summary>Starts it.</summary>
    /// <param name="cache">The user's cache folder.</param>
    /// <param name="args">The command line.</param>
    public ToolProcess(string cache, params string[] args) : this([], cache, args)
    {
    }

    /// <summary>Starts it by another program.</summary>
    /// <param name="by">The other program with its arguments, which takes the tool's as its last.</param>
    /// <param name="cache">The user's cache folder.</param>
    /// <param name="args">The tool's command line.</param>
    public ToolProcess(string[] by, string cache, params string[] args)
    {
        // Tests that run in a shell's background are deaf to Ctrl+C, and so would be what they start: env gives the signal its meaning back.
        string tool = Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "fashion.exe" : "fashion");
        string[] command = OperatingSystem.IsLinux() ? ["env", "--default-signal=INT", .. by, tool] : [.. by, tool];
        var start = new ProcessStartInfo(command[0], command[1..])
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

    /// <summary>Whether it has ended.</summary>
    public bool HasEnded => _process.HasExited;

    /// <summary>Ctrl+C.</summary>
    public void Interrupt() => Signal("INT");

    /// <summary>Sends a signal: "TERM".</summary>
    public void Signal(string name) => Process.Start("kill", [$"-{name}", $"{_process.Id}"]).WaitForExit();

    /// <summary>Waits until the tool opens a named pipe to read; nothing is written into it.</summary>
    public void WaitUntilItOpens(string pipe)
    {
        // Opening to write waits for a reader. The pipe stays open until the tool has ended, so that it waits for what comes.
        Task<FileStream> opened = Task.Run(() => new FileStream(pipe, FileMode.Open, FileAccess.Write, FileShare.ReadWrite));
        Assert.That(Task.WaitAny([opened, _process.WaitForExitAsync()], s_patience), Is.Zero, "The tool did not open the pipe.");
        _pipe = opened.Result;
    }

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
        _pipe?.Dispose();
    }
}
