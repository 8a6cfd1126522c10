using System.Globalization;

namespace MlNetFashion.Batch;

sealed partial class JobStore
{
    sealed record RunRow(string Id, string State, string? Reason, long Items, long Waiting, long Indexed, double Seconds);

    sealed record StepRow(int Number, string State, long Photos, long Embedded, double Seconds, string? Reason);

    /// <summary>The last runs of a catalogue, the last first.</summary>
    public IReadOnlyList<RunReport> Reports(string catalogue, int most)
    {
        using StoreTransaction transaction = Transaction();
        return [.. transaction.Query("""
            SELECT id, state, reason, items, waiting, indexed, (COALESCE(finished, {now}) - created) / 1000.0 FROM fashion_runs
            WHERE catalogue = @catalogue ORDER BY planned_for DESC LIMIT @most
            """, row => new RunRow(row.GetString(0), row.GetString(1), Text(row, 2), row.GetInt64(3), row.GetInt64(4), row.GetInt64(5),
                Convert.ToDouble(row.GetValue(6), CultureInfo.InvariantCulture)), ("@catalogue", catalogue), ("@most", most))
            .Select(run => Report(transaction, run))];
    }

    /// <summary>The runs that ended and that nobody was told of; whoever asks has to tell, and is the only one that hears of them.</summary>
    public IReadOnlyList<RunReport> TakeUntold(string catalogue)
    {
        using StoreTransaction transaction = Transaction();
        List<string> untold = transaction.Query("""
            UPDATE fashion_runs SET told = 1 WHERE catalogue = @catalogue AND told = 0 AND state NOT IN ('working', 'superseded') RETURNING id
            """, row => row.GetString(0), ("@catalogue", catalogue));
        transaction.Commit();
        return untold.Count == 0 ? [] : [.. Reports(catalogue, int.MaxValue).Where(report => untold.Contains(report.Run)).Reverse()];
    }

    /// <summary>One run.</summary>
    public RunReport Report(string run) => Reports(run[..run.LastIndexOf('@')], int.MaxValue).First(report => report.Run == run);

    static RunReport Report(StoreTransaction transaction, RunRow run)
    {
        List<StepRow> shards = transaction.Query(
            "SELECT number, state, photos, embedded, seconds, reason FROM fashion_steps WHERE run = @run AND kind = 'Embed' ORDER BY number",
            row => new StepRow(row.GetInt32(0), row.GetString(1), row.GetInt64(2), row.GetInt64(3), row.GetDouble(4), Text(row, 5)), ("@run", run.Id));
        Dictionary<string, long> failures = transaction.Query(
            "SELECT reason, SUM(count) FROM fashion_failures WHERE run = @run GROUP BY reason ORDER BY SUM(count) DESC, reason",
            row => (Reason: row.GetString(0), Count: Convert.ToInt64(row.GetValue(1), CultureInfo.InvariantCulture)), ("@run", run.Id))
            .ToDictionary(row => row.Reason, row => row.Count);
        StepRow[] done = [.. shards.Where(shard => shard.State == "done")], aside = [.. shards.Where(shard => shard.State == "aside")];
        int leased = shards.Count(shard => shard.State == "leased");
        long photosDone = done.Sum(shard => shard.Photos), photosLeft = shards.Sum(shard => shard.Photos) - photosDone - aside.Sum(shard => shard.Photos);
        double seconds = done.Sum(shard => shard.Seconds);
        return new RunReport
        {
            Run = run.Id,
            State = run.State,
            Reason = run.Reason,
            Items = run.Items,
            Indexed = run.Indexed,
            Planned = run.Waiting,
            Done = photosDone,
            Embedded = done.Sum(shard => shard.Embedded),
            PerSecond = seconds > 0 ? Math.Round(photosDone / seconds, 1) : 0,
            Seconds = Math.Round(run.Seconds, 1),
            SecondsLeft = run.State == "working" && photosDone > 0 && photosLeft > 0 ? Math.Round(photosLeft * seconds / photosDone / Math.Max(1,
                leased), 0) : null,
            Shards = new ShardCounts(done.Length, leased, shards.Count(shard => shard.State == "waiting"), aside.Length),
            LeftOut = failures,
            SetAside = aside.ToDictionary(shard => shard.Number.ToString(CultureInfo.InvariantCulture), shard => shard.Reason ?? ""),
        };
    }
}
