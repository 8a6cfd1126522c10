using System.Globalization;

namespace MlNetFashion.Stores;

/// <summary>Where a catalogue is: <c>garnet://[user:password@]host[:port][,host[:port]…]/NAME[?shards=K&amp;tls=true]</c> or
/// <c>postgres://[user[:password]@]host[:port]/DATABASE?catalogue=NAME[&amp;sslmode=…]</c>.</summary>
/// <param name="Kind">What keeps it.</param>
/// <param name="Hosts">One or more of Garnet's nodes, each "host:port"; the one of PostgreSQL.</param>
/// <param name="Name">The catalogue's: letters, digits, - and _, at most <see cref="LongestName"/>.</param>
public sealed record CatalogueAddress(StoreKind Kind, IReadOnlyList<string> Hosts, string Name)
{
    /// <summary>The longest name, in characters.</summary>
    public const int LongestName = 40;

    const int GarnetPort = 6379, PostgresPort = 5432, MostShards = 1024;

    const string HowTo = "Write garnet://host:6379/NAME, or postgres://user:password@host/DATABASE?catalogue=NAME.";

    static readonly string[] s_schemes = ["garnet://", "postgres://", "postgresql://"];

    /// <value>Who asks; null for nobody.</value>
    public string? User { get; init; }

    /// <value>Their password; null for none.</value>
    public string? Password { get; init; }

    /// <value>The database of PostgreSQL; empty for Garnet.</value>
    public string Database { get; init; } = "";

    /// <value>Into how many vector sets Garnet's catalogue is cut when it is published, 1 to 1,024. The default is 3.</value>
    public int Shards { get; init; } = 3;

    /// <value>Whether the connection to Garnet is encrypted. The default is no.</value>
    public bool Tls { get; init; }

    /// <value>PostgreSQL's sslmode: disable, prefer, require, verify-ca or verify-full; null for its default.</value>
    public string? SslMode { get; init; }

    /// <summary>Whether a text is meant as an address, and not as a folder.</summary>
    public static bool IsOne(string text) => s_schemes.Any(scheme => text.StartsWith(scheme, StringComparison.OrdinalIgnoreCase));

    /// <summary>Reads an address.</summary>
    /// <exception cref="FormatException">It is none; the message says how one is written.</exception>
    public static CatalogueAddress Parse(string text)
    {
        string scheme = s_schemes.FirstOrDefault(scheme => text.StartsWith(scheme, StringComparison.OrdinalIgnoreCase))
            ?? throw new FormatException($"\"{text}\" is no address of a catalogue. {HowTo}");
        StoreKind kind = scheme == s_schemes[0] ? StoreKind.Garnet : StoreKind.Postgres;
        string rest = text[scheme.Length..];
        (rest, string query) = Cut(rest, '?');
        (string authority, string path) = Cut(rest, '/');
        int at = authority.LastIndexOf('@');
        (string user, string password) = Cut(at < 0 ? "" : authority[..at], ':');
        string[] hosts = [.. authority[(at + 1)..].Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(host => WithPort(host, kind))];
        if (hosts.Length == 0 || (kind == StoreKind.Postgres && hosts.Length > 1))
            throw new FormatException($"\"{Shown(text)}\" names {(hosts.Length == 0 ? "no host" : $"{hosts.Length} hosts, but PostgreSQL has one")}. {HowTo}");
        Dictionary<string, string> options = Options(query, kind);
        string name = kind == StoreKind.Garnet ? Decoded(path) : options.GetValueOrDefault("catalogue", "");
        if (name.Length is 0 or > LongestName || !name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_'))
            throw new FormatException($"\"{name}\" is no name of a catalogue: it has letters, digits, - and _, at most {LongestName}. {HowTo}");
        if (kind == StoreKind.Postgres && path.Length == 0)
            throw new FormatException($"\"{Shown(text)}\" names no database. {HowTo}");
        return new CatalogueAddress(kind, hosts, name)
        {
            User = user.Length == 0 ? null : Decoded(user),
            Password = password.Length == 0 ? null : Decoded(password),
            Database = kind == StoreKind.Postgres ? Decoded(path) : "",
            Shards = Number(options.GetValueOrDefault("shards", "3")),
            Tls = options.TryGetValue("tls", out string? tls) && tls.Equals("true", StringComparison.OrdinalIgnoreCase),
            SslMode = options.GetValueOrDefault("sslmode"),
        };
    }

    /// <summary>The address as it may be shown: without a password.</summary>
    public override string ToString() => Kind == StoreKind.Garnet ? $"garnet://{string.Join(',', Hosts)}/{Name}"
        : $"postgres://{Hosts[0]}/{Database}?catalogue={Name}";

    static Dictionary<string, string> Options(string query, StoreKind kind)
    {
        string[] known = kind == StoreKind.Garnet ? ["shards", "tls"] : ["catalogue", "sslmode"];
        var options = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (string option in query.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            (string name, string value) = Cut(option, '=');
            if (!known.Contains(name, StringComparer.OrdinalIgnoreCase))
                throw new FormatException($"An address of this kind has no option \"{name}\". There are: {string.Join(", ", known)}.");
            options[name] = Decoded(value);
        }

        return options;
    }

    static int Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int shards) && shards is >= 1 and <= MostShards ? shards
        : throw new FormatException($"shards is a whole number from 1 to {MostShards:N0}, but \"{text}\" was given.");

    static string WithPort(string host, StoreKind kind)
    {
        bool hasPort = host.LastIndexOf(':') > host.LastIndexOf(']');
        if (hasPort && !ushort.TryParse(host[(host.LastIndexOf(':') + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out _))
            throw new FormatException($"\"{host}\" has no port from 0 to 65535 after its colon. {HowTo}");
        return hasPort ? host : $"{host}:{(kind == StoreKind.Garnet ? GarnetPort : PostgresPort)}";
    }

    static (string Before, string After) Cut(string text, char between)
    {
        int at = text.IndexOf(between, StringComparison.Ordinal);
        return at < 0 ? (text, "") : (text[..at], text[(at + 1)..]);
    }

    static string Decoded(string text) => Uri.UnescapeDataString(text);

    // An address that is wrong may hold a password all the same.
    static string Shown(string text) => text.LastIndexOf('@') is >= 0 and int at ? $"{text[..(text.IndexOf("://", StringComparison.Ordinal) + 3)]}…{text[at..]}" : text;
}
