using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace MlNetFashion.Tests.Garnet;

/// <summary>Says something to one node and no other, as an administrator does.</summary>
static class RespClient
{
    /// <summary>The answer: a text, a number as text, several of them a line each, or nothing.</summary>
    /// <exception cref="IOException">The node is not there, or refuses.</exception>
    public static async Task<string> SayAsync(int port, params string[] words)
    {
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync(IPAddress.Loopback, port);
        }
        catch (SocketException e)
        {
            throw new IOException($"Nobody listens on {port}.", e);
        }

        NetworkStream stream = client.GetStream();
        await stream.WriteAsync(Encoding.UTF8.GetBytes($"*{words.Length}\r\n{string.Concat(words.Select(word => $"${Encoding.UTF8.GetByteCount(word)}\r\n{word}\r\n"))}"));
        using var reader = new StreamReader(stream, Encoding.Latin1);
        return await ReadAsync(reader);
    }

    static async Task<string> ReadAsync(StreamReader reader)
    {
        string line = await reader.ReadLineAsync() ?? throw new IOException("The node said nothing.");
        switch (line[0])
        {
            case '-':
                throw new IOException(line[1..]);
            case '$' when line != "$-1":
                char[] text = new char[int.Parse(line[1..], CultureInfo.InvariantCulture)];
                await reader.ReadBlockAsync(text);
                await reader.ReadLineAsync();
                return new string(text);
            case '*' when line != "*-1":
                var lines = new List<string>();
                for (int count = int.Parse(line[1..], CultureInfo.InvariantCulture); count > 0; count--)
                    lines.Add(await ReadAsync(reader));
                return string.Join('\n', lines);
            default:
                return line[1..];
        }
    }
}
