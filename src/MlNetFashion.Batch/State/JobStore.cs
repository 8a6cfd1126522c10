using System.Data.Common;
using System.Globalization;

namespace MlNetFashion.Batch;

/// <summary>The state of jobs: runs, their steps, and the photos that are embedded already. Every process of a job talks to the others through it
/// alone.</summary>
/// <remarks>
/// <para>A run is begun once for a catalogue and a time, however many clocks fire. Its first step is the plan, which adds a step for each shard and one for the
/// publication. A worker claims a step with a lease, which it renews; the number of the attempt is its fencing token: what it brings is taken only as long as
/// nobody claimed the step after it.</para>
/// <para>Kleppmann, <em>How to do distributed locking</em>, 2016, on leases and fencing tokens.</para>
/// </remarks>
sealed partial class JobStore(StoreDialect dialect, DbDataSource source) : IDisposable
{
    // As long as it takes to start a database again.
    const int MostCommits = 30;

    const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss'Z'";

    static readonly TimeSpan s_pause = TimeSpan.FromSeconds(1);

    /// <summary>Opens the state of a job, and makes its tables where they are missing.</summary>
    /// <exception cref="IOException">The database does not answer, or does not let this user make tables.</exception>
    public static JobStore Open(JobFile job)
    {
        (StoreDialect dialect, DbDataSource source) = StoreDialect.Of(job);
        var store = new JobStore(dialect, source);
        try
        {
            store.MakeTables();
            return store;
        }
        catch (DbException e)
        {
            store.Dispose();
            throw Silent(job, e);
        }
        catch
        {
            store.Dispose();
            throw;
        }
    }

    /// <summary>What a person is told of a database that cannot be used.</summary>
    public static IOException Silent(JobFile job, DbException reason) => new(job.Database is null
        ? $"The state of the job \"{job.Name}\" cannot be used ({reason.Message.TrimEnd('.')}). It is in \"{job.Work}\"; see that the folder can be written, and that "
            + "nothing else holds it."
        : $"The database of the job \"{job.Name}\" cannot be used ({reason.Message.TrimEnd('.')}). The index stays as it is. See that the database runs, and that "
            + "\"database\" in the job file names it.", reason);

    /// <summary>Begins a run, unless it was begun before.</summary>
    /// <param name="catalogue">The job's name.</param>
    /// <param name="plannedFor">The time that the run is of, to the second.</param>
    /// <returns>The run's id, and whether this call began it.</returns>
    public (string Run, bool IsNew) Begin(string catalogue, DateTimeOffset plannedFor)
    {
        string time = plannedFor.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture), run = $"{catalogue}@{time}";
        using StoreTransaction transaction = Transaction();
        bool isNew = transaction.Execute(
            "INSERT INTO fashion_runs (id, catalogue, planned_for, state, created) VALUES (@run, @catalogue, @time, 'working', {now}) ON CONFLICT DO NOTHING",
            ("@run", run), ("@catalogue", catalogue), ("@time", time)) == 1;
        if (isNew)
            transaction.Execute("INSERT INTO fashion_steps (run, number, kind, state) VALUES (@run, 0, @kind, 'waiting')", ("@run", run),
                ("@kind", $"{StepKind.Plan}"));
        transaction.Commit();
        return (run, isNew);
    }

    /// <summary>When the last run of a catalogue was planned for; null where there was none.</summary>
    public DateTimeOffset? LastPlannedFor(string catalogue)
    {
        using StoreTransaction transaction = Transaction();
        return transaction.Query("SELECT max(planned_for) FROM fashion_runs WHERE catalogue = @catalogue", row => row.IsDBNull(0) ? null : row.GetString(0),
            ("@catalogue", catalogue)) is [{ } time]
            ? DateTimeOffset.Parse(time, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal) : null;
    }

    /// <summary>The runs of a catalogue that are under way, the earliest first.</summary>
    public IReadOnlyList<string> Unfinished(string catalogue)
    {
        using StoreTransaction transaction = Transaction();
        return transaction.Query("SELECT id FROM fashion_runs WHERE catalogue = @catalogue AND state = 'working' ORDER BY planned_for", row => row.GetString(0),
            ("@catalogue", catalogue));
    }

    /// <summary>Takes a step that waits, or whose worker was not heard of for longer than its lease.</summary>
    /// <param name="catalogue">Of this job.</param>
    /// <param name="models">The models that the worker has: shards of others are left to others.</param>
    /// <param name="owner">Who takes it, for people.</param>
    /// <param name="lease">How long the worker may be silent.</param>
    /// <param name="attempts">With so many failures a step is set aside.</param>
    /// <returns>The step; null where there is none to be done now.</returns>
    public Step? Claim(string catalogue, string models, string owner, TimeSpan lease, int attempts)
    {
        using StoreTransaction transaction = Transaction();
        // A worker that died told no reason.
        transaction.Execute("""
            UPDATE fashion_steps SET state = 'aside', failures = failures + 1, reason = COALESCE(reason, 'Its worker died, or was silent for too long.')
            WHERE state = 'leased' AND lease_until < {now} AND failures + 1 >= @attempts AND run IN (SELECT id FROM fashion_runs WHERE catalogue = @catalogue)
            """, ("@attempts", attempts), ("@catalogue", catalogue));
        FailRuns(transaction, catalogue);
        List<Step> taken = transaction.Query($$"""
            UPDATE fashion_steps SET state = 'leased', attempt = attempt + 1, owner = @owner, lease_until = {now} + @lease,
                failures = failures + CASE WHEN state = 'leased' THEN 1 ELSE 0 END
            WHERE (run, number) IN (
                SELECT s.run, s.number FROM fashion_steps s JOIN fashion_runs r ON r.id = s.run
                WHERE r.catalogue = @catalogue AND r.state = 'working' AND s.state IN ('waiting', 'leased') AND s.lease_until < {now}
                    AND (s.kind = 'Plan' OR r.models = @models)
                    AND (s.kind <> 'Publish' OR NOT EXISTS (
                        SELECT 1 FROM fashion_steps o WHERE o.run = s.run AND o.kind = 'Embed' AND o.state IN ('waiting', 'leased')))
                    AND (s.kind <> 'Plan' OR NOT EXISTS (
                        SELECT 1 FROM fashion_runs e WHERE e.catalogue = r.catalogue AND e.planned_for < r.planned_for AND e.state = 'working'
                            AND (e.models IS NULL OR e.models = @models)))
                ORDER BY r.planned_for, s.number LIMIT 1 {{dialect.LockRows}})
            RETURNING run, number, kind, attempt
            """,
            row => new Step(row.GetString(0), row.GetInt32(1), Enum.Parse<StepKind>(row.GetString(2)), row.GetInt32(3)),
            ("@owner", owner), ("@lease", (long)lease.TotalMilliseconds), ("@catalogue", catalogue), ("@models", models));
        transaction.Commit();
        return taken is [var step] ? step : null;
    }

    /// <summary>Says that the worker is alive.</summary>
    /// <returns>False where the step is not its own any more.</returns>
    public bool Renew(Step step, TimeSpan lease) => Change(
        "UPDATE fashion_steps SET lease_until = {now} + @lease WHERE run = @run AND number = @number AND attempt = @attempt AND state = 'leased'",
        step, ("@lease", (long)lease.TotalMilliseconds));

    /// <summary>What the database says of a step: waiting, leased, done or aside; null where it is not there any more.</summary>
    public string? StateOf(Step step)
    {
        using StoreTransaction transaction = Transaction();
        return transaction.Query("SELECT state FROM fashion_steps WHERE run = @run AND number = @number", row => row.GetString(0), ("@run", step.Run),
            ("@number", step.Number)) is [var state] ? state : null;
    }

    /// <summary>Gives a step back, for somebody else to take at once. It counts as no failure.</summary>
    public void HandBack(Step step) => Change(
        "UPDATE fashion_steps SET state = 'waiting', lease_until = 0 WHERE run = @run AND number = @number AND attempt = @attempt AND state = 'leased'", step);

    /// <summary>Says that an attempt failed: the step waits for the next, or is set aside when it was the last.</summary>
    public void Fail(Step step, string reason, int attempts, TimeSpan pause)
    {
        Change("""
            UPDATE fashion_steps SET state = CASE WHEN failures + 1 >= @attempts THEN 'aside' ELSE 'waiting' END, failures = failures + 1, reason = @reason,
                lease_until = {now} + @pause
            WHERE run = @run AND number = @number AND attempt = @attempt AND state = 'leased'
            """, step, ("@reason", reason), ("@attempts", attempts), ("@pause", (long)pause.TotalMilliseconds));
        using StoreTransaction transaction = Transaction();
        FailRuns(transaction, step.Run[..step.Run.LastIndexOf('@')]);
        transaction.Commit();
    }

    /// <summary>Brings a step's result: what <paramref name="write"/> does takes effect together with the step's end, or not at all.</summary>
    /// <param name="step">The step.</param>
    /// <param name="write">Writes the result. While it runs nobody can take the step over.</param>
    /// <param name="cancellation">Ends the waiting for a database, not a transaction that is under way.</param>
    /// <remarks>A database that is started again meanwhile is waited for: the work is done, and only has to be said. So the result may be written
    /// twice.</remarks>
    /// <exception cref="LostStepException">Another worker took the step.</exception>
    public void Complete(Step step, Action<StoreTransaction> write, CancellationToken cancellation = default)
    {
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                CompleteOnce(step, write);
                return;
            }
            catch (DbException) when (dialect == StoreDialect.Postgres && attempt < MostCommits)
            {
                cancellation.WaitHandle.WaitOne(s_pause);
                cancellation.ThrowIfCancellationRequested();
            }
        }
    }

    /// <summary>Opens a transaction.</summary>
    public StoreTransaction Transaction()
    {
        DbConnection connection = source.OpenConnection();
        try
        {
            return new StoreTransaction(connection, connection.BeginTransaction(), dialect);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    public void Dispose() => source.Dispose();

    void CompleteOnce(Step step, Action<StoreTransaction> write)
    {
        using StoreTransaction transaction = Transaction();
        List<(string State, int Attempt)> found = transaction.Query(
            $"SELECT state, attempt FROM fashion_steps WHERE run = @run AND number = @number {dialect.LockRow}", row => (row.GetString(0), row.GetInt32(1)),
            ("@run", step.Run), ("@number", step.Number));
        // The answer to an earlier commit may have been lost on the way.
        if (found is [("done", var before)] && before == step.Attempt)
            return;
        if (found is not [("leased", var now)] || now != step.Attempt)
            throw new LostStepException(step);
        write(transaction);
        transaction.Execute("UPDATE fashion_steps SET state = 'done', reason = NULL WHERE run = @run AND number = @number", ("@run", step.Run),
            ("@number", step.Number));
        transaction.Commit();
    }

    void MakeTables()
    {
        using StoreTransaction transaction = Transaction();
        // Two processes that make a table at once would stand in each other's way.
        if (dialect == StoreDialect.Postgres)
            transaction.Execute("SELECT pg_advisory_xact_lock(hashtext('fashion_runs'))");
        foreach (string statement in JobSchema.Statements)
            transaction.Execute(statement);
        transaction.Commit();
    }

    bool Change(string sql, Step step, params (string Name, object? Value)[] parameters)
    {
        using StoreTransaction transaction = Transaction();
        int changed = transaction.Execute(sql, [.. parameters, ("@run", step.Run), ("@number", step.Number), ("@attempt", step.Attempt)]);
        transaction.Commit();
        return changed == 1;
    }

    // A run whose plan or publication is set aside comes to no end of its own.
    static void FailRuns(StoreTransaction transaction, string catalogue) => transaction.Execute("""
        UPDATE fashion_runs SET state = 'failed', finished = {now},
            reason = (SELECT s.reason FROM fashion_steps s WHERE s.run = fashion_runs.id AND s.kind <> 'Embed' AND s.state = 'aside' LIMIT 1)
        WHERE catalogue = @catalogue AND state = 'working'
            AND EXISTS (SELECT 1 FROM fashion_steps s WHERE s.run = fashion_runs.id AND s.kind <> 'Embed' AND s.state = 'aside')
        """, ("@catalogue", catalogue));
}
