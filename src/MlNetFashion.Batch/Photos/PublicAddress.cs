using System.Net;
using System.Net.Sockets;

namespace MlNetFashion.Batch;

/// <summary>Connects to hosts by addresses that were looked at: a name, or a redirect, must not lead into the network that the worker stands in.</summary>
/// <remarks>The address that is checked is the one that is connected to; a name that answers otherwise the second time (DNS rebinding) gains nothing.
/// The ranges are those of IANA's registries of special-purpose addresses (RFC 6890).</remarks>
static class PublicAddress
{
    static readonly IPNetwork[] s_private =
    [
        .. ((string[])
        [
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24",
            "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
            "::/127", "64:ff9b::/96", "64:ff9b:1::/48", "100::/64", "2001::/23", "2001:db8::/32", "2002::/16", "fc00::/7", "fe80::/10", "fec0::/10", "ff00::/8",
        ]).Select(IPNetwork.Parse),
    ];

    /// <summary>Whether an address is one of the open internet.</summary>
    public static bool IsPublic(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();
        return !s_private.Any(network => network.BaseAddress.AddressFamily == address.AddressFamily && network.Contains(address));
    }

    /// <summary>Connects.</summary>
    /// <param name="host">A name or an address.</param>
    /// <param name="port">The port.</param>
    /// <param name="allowPrivate">Whether addresses of private networks are connected to.</param>
    /// <param name="cancellation">Stops.</param>
    /// <exception cref="PrivateAddressException">The host has no public address.</exception>
    /// <exception cref="SocketException">It has none at all, or does not answer.</exception>
    public static async ValueTask<Stream> ConnectAsync(string host, int port, bool allowPrivate, CancellationToken cancellation)
    {
        IPAddress[] found = await Dns.GetHostAddressesAsync(host, cancellation).ConfigureAwait(false);
        IPAddress[] allowed = [.. found.Where(address => allowPrivate || IsPublic(address))];
        if (allowed.Length == 0)
            throw found.Length == 0 ? new SocketException((int)SocketError.HostNotFound) : new PrivateAddressException(host, found[0]);
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed, port, cancellation).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
