using System.Data.Common;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using MlNetFashion.Storage;
using Npgsql;

namespace MlNetFashion.Batch;

/// <summary>The few words in which SQLite, for one machine, and PostgreSQL, for many, differ. Everything else of <see cref="JobStore"/> is the same
/// for both.</summary>
/// <param name="Now">The database's clock in milliseconds since 1970: the clocks of machines disagree.</param>
/// <param name="LockRows">Ends a query whose rows nobody else may take, and that passes over those that somebody has.</param>
/// <param name="LockRow">Ends a query whose row nobody else may change until the transaction ends.</param>
/// <param name="List">A table <c>v</c> with the column <c>value</c>, of the parameter of a name.</param>
/// <param name="ListValue">What that parameter is.</param>
sealed record StoreDialect(string Now, string LockRows, string LockRow, Func<string, string> List, Func<IReadOnlyList<string>, object> ListValue)
{
    public static readonly StoreDialect Sqlite = new("CAST(unixepoch('subsec') * 1000 AS INTEGER)", "", "", name => $"json_each({name}) AS v",
        values => JsonSerializer.Serialize(values));

    public static readonly StoreDialect Postgres = new("(extract(epoch from clock_timestamp()) * 1000)::bigint", "FOR UPDATE OF s SKIP LOCKED", "FOR UPDATE",
        name => $"unnest({name}) AS v(value)", values => values.ToArray());

    /// <summary>Opens the state of a job: the database that it names, or a file in its folder.</summary>
    /// <exception cref="InvalidDataException">It names a variable of the environment that is not set.</exception>
    public static (StoreDialect Dialect, DbDataSource Source) Of(JobFile job)
    {
        if (job.Database is null)
        {
            FileDoor.MakeFolder(job.Work);
            var file = new SqliteConnectionStringBuilder { DataSource = Path.Combine(job.Work, "state.sqlite"), DefaultTimeout = 60 };
            return (Sqlite, SqliteFactory.Instance.CreateDataSource(file.ConnectionString));
        }

        return (Postgres, NpgsqlDataSource.Create(ConnectionString(job)));
    }

    /// <summary>How PostgreSQL is reached.</summary>
    public static string ConnectionString(JobFile job)
    {
        if (!job.Database!.StartsWith('$'))
            return job.Database;
        string variable = job.Database[1..];
        return Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text ? text
            : throw new InvalidDataException($"The job \"{job.Name}\" takes its database from the variable {variable}, which is not set. "
                + "Set it to a connection string such as Host=db;Database=fashion;Username=fashion;Password=….");
    }
}
