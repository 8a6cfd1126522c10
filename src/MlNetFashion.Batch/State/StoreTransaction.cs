using System.Data.Common;
using MlNetFashion.Storage;

namespace MlNetFashion.Batch;

/// <summary>Statements that take effect together or not at all. Without <see cref="Commit"/> none does.</summary>
sealed class StoreTransaction(DbConnection connection, DbTransaction transaction, StoreDialect dialect) : IDisposable
{
    const string Place = "the state of jobs";

    public StoreDialect Dialect => dialect;

    /// <summary>Runs a statement.</summary>
    /// <returns>How many rows it changed.</returns>
    public int Execute(string sql, params (string Name, object? Value)[] parameters)
    {
        using DbCommand command = Command(sql, parameters);
        return command.ExecuteNonQuery();
    }

    /// <summary>Reads rows.</summary>
    public List<T> Query<T>(string sql, Func<DbDataReader, T> row, params (string Name, object? Value)[] parameters)
    {
        using DbCommand command = Command(sql, parameters);
        using DbDataReader reader = command.ExecuteReader();
        var rows = new List<T>();
        while (reader.Read())
            rows.Add(row(reader));
        return rows;
    }

    public void Commit()
    {
        // A commit is a step to the disk like any other: tests make it fail, or end the process before and after it.
        FileDoor.Pass(FileStep.Flush, Place);
        transaction.Commit();
        FileDoor.Pass(FileStep.Flush, Place);
    }

    public void Dispose()
    {
        transaction.Dispose();
        connection.Dispose();
    }

    DbCommand Command(string sql, (string Name, object? Value)[] parameters)
    {
        DbCommand command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = sql.Replace("{now}", dialect.Now, StringComparison.Ordinal);
        foreach ((string name, object? value) in parameters)
        {
            DbParameter parameter = command.CreateParameter();
            parameter.ParameterName = name;
            parameter.Value = value ?? DBNull.Value;
            // PostgreSQL has to know what a missing text would have been.
            if (value is null)
                parameter.DbType = System.Data.DbType.String;
            command.Parameters.Add(parameter);
        }

        return command;
    }
}
