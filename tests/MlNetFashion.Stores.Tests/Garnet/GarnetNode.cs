using System.Diagnostics;
using System.Text.Json;

namespace MlNetFashion.Tests.Garnet;

/// <summary>A process of Garnet on a port of this machine, which keeps its data in a folder of its own.</summary>
sealed class GarnetNode(int port, string folder, bool isClustered, bool hasVectors = true) : IDisposable
{
    static readonly Lazy<string?> s_program = new(FindProgram);

    readonly object _gate = new();
    Process? _process;
    string _said = "";

    public int Port => port;

    public string Host => $"127.0.0.1:{port}";

    /// <summary>What the process printed, for tests that fail.</summary>
    public string Said
    {
        get
        {
            lock (_gate)
                return _said;
        }
    }

    /// <summary>The running test is ignored where the tool is not there.</summary>
    public static void RequireProgram()
    {
        if (s_program.Value is null)
            Assert.Ignore("This test starts Garnet, a tool of this repository: run dotnet tool restore in its folder.");
    }

    public void Start()
    {
        Directory.CreateDirectory(folder);
        // Small enough that six of them fit on a small machine.
        string[] arguments =
        [
            s_program.Value!, "--port", $"{port}", "--bind", "127.0.0.1", "--checkpointdir", folder, "--aof", "--recover",
            "--aof-commit-freq", "50", "--aof-memory", "32m", "--aof-page-size", "4m", "--memory", "128m", "--page", "1m", "--index", "8m", "-q", "--device-type", "RandomAccess",
            .. (string[])(isClustered ? ["--cluster", "--cluster-timeout", "5", "--gossip-delay", "1"] : []),
            .. (string[])(hasVectors ? ["--enable-vector-set-preview"] : []),
        ];
        var start = new ProcessStartInfo("dotnet", arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        // Six processes of as many heaps as there are cores would be more than this needs.
        start.Environment["DOTNET_gcServer"] = "0";
        start.Environment["DOTNET_TieredPGO"] = "0";
        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, line) => Hear(line.Data);
        _process.ErrorDataReceived += (_, line) => Hear(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>Waits until it answers.</summary>
    public Task AnswersAsync() => GarnetCluster.UntilAsync(async () => await SayAsync("PING") == "PONG", $"node {port} answers");

    /// <summary>Says something to it, as an administrator does.</summary>
    public Task<string> SayAsync(params string[] words) => RespClient.SayAsync(port, words);

    /// <summary>Ends it as a power failure does.</summary>
    public void Kill()
    {
        _process?.Kill();
        _process?.WaitForExit();
        _process?.Dispose();
        _process = null;
    }

    public void Dispose() => Kill();

    void Hear(string? line)
    {
        lock (_gate)
            _said += $"{line}\n";
    }

    // Where NuGet keeps the tool of the version that the manifest names.
    static string? FindProgram()
    {
        using JsonDocument manifest = JsonDocument.Parse(File.ReadAllText(Path.Combine(Repository.Root, ".config", "dotnet-tools.json")));
        string version = manifest.RootElement.GetProperty("tools").GetProperty("garnet-server").GetProperty("version").GetString()!;
        string packages = Environment.GetEnvironmentVariable("NUGET_PACKAGES")
            ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        string tools = Path.Combine(packages, "garnet-server", version, "tools");
        return !Directory.Exists(tools) ? null
            : Directory.EnumerateFiles(tools, "GarnetServer.dll", SearchOption.AllDirectories).OrderDescending().FirstOrDefault();
    }
}
