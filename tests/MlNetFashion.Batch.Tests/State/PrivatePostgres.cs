using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace MlNetFashion.Tests.State;

/// <summary>A PostgreSQL of the tests' own on a free port of this machine, in a folder that is gone afterwards. Where there are no binaries, a test that asks
/// for it is ignored, and says what to install.</summary>
sealed class PrivatePostgres : IDisposable
{
    const string Folder = "/usr/lib/postgresql/15/bin", User = "nobody";

    static readonly Lazy<PrivatePostgres?> s_shared = new(() => Directory.Exists(Folder) ? Started() : null);

    readonly string _root = Directory.CreateTempSubdirectory("mlnetfashion-postgres-").FullName;

    static int s_databases;

    PrivatePostgres(int port) => Port = port;

    public int Port { get; }

    /// <summary>The one that tests share, each with a database of its own.</summary>
    public static PrivatePostgres Shared
    {
        get
        {
            if (s_shared.Value is null)
                Assert.Ignore("This test needs PostgreSQL 15: install it with apt-get install postgresql-15.");
            return s_shared.Value!;
        }
    }

    /// <summary>Makes an empty database.</summary>
    /// <returns>Its connection string.</returns>
    public string NewDatabase()
    {
        string name = $"test{Interlocked.Increment(ref s_databases)}";
        using NpgsqlDataSource source = NpgsqlDataSource.Create(ConnectionString("postgres"));
        using NpgsqlCommand command = source.CreateCommand($"CREATE DATABASE {name}");
        command.ExecuteNonQuery();
        return ConnectionString(name);
    }

    /// <summary>Stops it as a crash does, and starts it again.</summary>
    public void Restart()
    {
        Run("pg_ctl", "-D", Data, "-m", "immediate", "stop");
        Start();
    }

    public void Dispose()
    {
        Run("pg_ctl", "-D", Data, "-m", "immediate", "stop");
        Directory.Delete(_root, recursive: true);
    }

    static PrivatePostgres Started()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        int port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        var postgres = new PrivatePostgres(port);
        // The server refuses to run as root.
        if (Environment.IsPrivilegedProcess)
            Process.Start("chown", [User, postgres._root]).WaitForExit();
        postgres.Run("initdb", "-D", postgres.Data, "-U", "fashion", "--auth=trust", "--no-sync", "--encoding=UTF8", "--no-instructions");
        postgres.Start();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => postgres.Dispose();
        return postgres;
    }

    string Data => Path.Combine(_root, "data");

    string ConnectionString(string database) => $"Host=127.0.0.1;Port={Port};Username=fashion;Database={database};Timeout=5;Command "
        + "Timeout=20;Maximum Pool Size=20";

    void Start() => Run("pg_ctl", "-D", Data, "-w", "-l", Path.Combine(_root, "log"), "-o", $"-p {Port} -c listen_addresses=127.0.0.1 -k {_root} "
        + "-c fsync=off", "start");

    void Run(string program, params string[] arguments)
    {
        string[] command = [Path.Combine(Folder, program), .. arguments];
        if (Environment.IsPrivilegedProcess)
            command = ["setpriv", $"--reuid={User}", "--regid=nogroup", "--clear-groups", .. command];
        var start = new ProcessStartInfo(command[0], command[1..]) { WorkingDirectory = "/", RedirectStandardOutput = true, RedirectStandardError = true };
        using Process process = Process.Start(start)!;
        // What it starts inherits the pipes: waiting for their end would be waiting for the server's.
        if (!process.WaitForExit(TimeSpan.FromSeconds(60)) || process.ExitCode != 0)
            throw new InvalidOperationException($"{program} failed.");
    }
}
