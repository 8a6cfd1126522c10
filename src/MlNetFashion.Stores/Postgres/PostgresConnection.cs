using Npgsql;

namespace MlNetFashion.Stores;

/// <summary>Connections to PostgreSQL, and what it says as sentences.</summary>
sealed class PostgresConnection : IDisposable
{
    const string HasNoExtension = "0A000", HasNoFile = "58P01", HasNoTable = "42P01", HasNoType = "42704", IsNotAllowed = "42501";

    readonly CatalogueAddress _address;
    readonly NpgsqlDataSource _source;

    public PostgresConnection(CatalogueAddress address)
    {
        _address = address;
        int colon = address.Hosts[0].LastIndexOf(':');
        var where = new NpgsqlConnectionStringBuilder
        {
            Host = address.Hosts[0][..colon],
            Port = int.Parse(address.Hosts[0].AsSpan(colon + 1), System.Globalization.CultureInfo.InvariantCulture),
            Database = address.Database,
            Username = address.User,
            Password = address.Password,
            Timeout = 5,
            ApplicationName = "fashion",
            // Linking takes long, and comes to its end.
            CommandTimeout = 0,
        };
        if (address.SslMode is not null)
            where["SSL Mode"] = address.SslMode.Replace("-", "", StringComparison.Ordinal);
        var builder = new NpgsqlDataSourceBuilder(where.ConnectionString);
        builder.UseVector();
        _source = builder.Build();
    }

    /// <summary>Runs something on a connection of its own.</summary>
    /// <exception cref="IOException">The server does not answer, or refuses; the message says what to do.</exception>
    public async Task<T> RunAsync<T>(Func<NpgsqlConnection, Task<T>> ask, CancellationToken cancellation)
    {
        try
        {
            NpgsqlConnection connection = await _source.OpenConnectionAsync(cancellation).ConfigureAwait(false);
            await using (connection.ConfigureAwait(false))
                return await ask(connection).ConfigureAwait(false);
        }
        catch (PostgresException e)
        {
            throw Refused(e);
        }
        catch (NpgsqlException e)
        {
            throw new IOException($"PostgreSQL at {_address.Hosts[0]} does not answer ({Line(e)}). Check that it runs and that this machine reaches it.", e);
        }
    }

    /// <summary>Whether an exception says that there is no such table.</summary>
    public static bool IsMissingTable(IOException e) => e.InnerException is PostgresException { SqlState: HasNoTable };

    public void Dispose() => _source.Dispose();

    IOException Refused(PostgresException e) => new(e.SqlState switch
    {
        HasNoExtension or HasNoFile or HasNoType when e.MessageText.Contains("vector", StringComparison.Ordinal) =>
            $"PostgreSQL at {_address.Hosts[0]} has not the extension pgvector, which compares embeddings. "
                + "Install it there (Debian: the package postgresql-VERSION-pgvector), and publish again.",
        IsNotAllowed => $"PostgreSQL at {_address.Hosts[0]} does not let {_address.User ?? "this user"} do that ({Line(e)}). "
            + "Ask its administrator for CREATE EXTENSION vector, and for the right to make tables.",
        _ => $"PostgreSQL at {_address.Hosts[0]} refuses: {Line(e)}.",
    }, e);

    static string Line(Exception e) => (e is PostgresException refused ? refused.MessageText : e.Message).Split('\n')[0].Trim().TrimEnd('.');
}
