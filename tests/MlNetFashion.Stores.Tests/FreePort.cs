using System.Net;
using System.Net.Sockets;

namespace MlNetFashion.Tests;

/// <summary>Ports of this machine that nobody listens on.</summary>
static class FreePort
{
    /// <summary>Several, each another one.</summary>
    public static int[] Take(int count)
    {
        TcpListener[] listeners = [.. Enumerable.Range(0, count).Select(_ => new TcpListener(IPAddress.Loopback, 0))];
        foreach (TcpListener listener in listeners)
            listener.Start();
        int[] ports = [.. listeners.Select(listener => ((IPEndPoint)listener.LocalEndpoint).Port)];
        foreach (TcpListener listener in listeners)
            listener.Stop();
        return ports;
    }
}
