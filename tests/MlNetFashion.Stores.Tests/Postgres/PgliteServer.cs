using System.Diagnostics;

namespace MlNetFashion.Tests.Postgres;

/// <summary>PostgreSQL with pgvector as a program of Node, on a port of this machine, with a database in memory.</summary>
sealed class PgliteServer : IDisposable
{
    static readonly string s_folder = Path.Combine(Repository.Root, "tests", "MlNetFashion.Stores.Tests");

    readonly Process _process;

    PgliteServer(Process process, int port) => (_process, Port) = (process, port);

    public int Port { get; }

    /// <summary>Starts one; the running test is ignored where Node or its packages are missing.</summary>
    public static PgliteServer Start()
    {
        if (!Directory.Exists(Path.Combine(s_folder, "node_modules", "@electric-sql", "pglite")))
            Assert.Ignore($"This test needs PostgreSQL as a program of Node: run npm install in {s_folder}.");
        int port = FreePort.Take(1)[0];
        Process process;
        try
        {
            process = Process.Start(new ProcessStartInfo("node", ["pglite.mjs", $"{port}"])
            {
                WorkingDirectory = s_folder,
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
            })!;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Ignore("This test needs Node: install it with apt-get install nodejs, or from its makers.");
            throw;
        }

        string? line = process.StandardOutput.ReadLine();
        if (line != "ready")
            throw new InvalidOperationException($"PGlite did not start: {line}");
        // Whatever else it says is not to fill the pipe.
        _ = process.StandardOutput.ReadToEndAsync();
        return new PgliteServer(process, port);
    }

    public string Address(string name) => $"postgres://postgres:postgres@127.0.0.1:{Port}/postgres?catalogue={name}&sslmode=disable";

    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }
}
