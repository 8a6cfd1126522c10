using System.Globalization;
using MlNetFashion.Catalogues;
using MlNetFashion.Retrieval;
using MlNetFashion.Storage;

namespace MlNetFashion.Batch;

/// <summary>The first step of a run: it plans, and adds the steps that are planned.</summary>
/// <param name="job">The job.</param>
/// <param name="store">Its state.</param>
/// <param name="models">The models.</param>
/// <param name="checkContents">Whether photos are read also where their files have the size and time that they had.</param>
sealed class PlanStep(JobFile job, JobStore store, JobModels models, bool checkContents)
{
    public void Do(Step step, CancellationToken cancellation)
    {
        string fingerprint = models.Fingerprint.ToString();
        var listings = new FolderListings(cancellation);
        SourceStamp? stamp = job.IsTableOfAddresses ? null : SourceStamp.Of(job, fingerprint, listings);
        if (!checkContents && stamp?.All is { } all && EmbeddingIndex.Exists(job.Out) && LastStamp() == all)
        {
            store.Complete(step, transaction => transaction.Execute("""
                UPDATE fashion_runs SET state = 'unchanged', finished = {now}, models = @models, stamp = @stamp,
                    (items, indexed, plan) = (SELECT items, indexed, plan FROM fashion_runs l WHERE l.catalogue = @catalogue AND l.state IN ('published', 'unchanged')
                        ORDER BY planned_for DESC LIMIT 1)
                WHERE id = @run
                """, ("@models", fingerprint), ("@stamp", all), ("@catalogue", job.Name), ("@run", step.Run)), cancellation);
            return;
        }

        // Planning leaves cores free, and there will most likely be photos to embed.
        models.OpenAhead();
        // Each attempt has a folder of its own: one that wakes too late spoils nothing.
        string time = step.Run[(step.Run.LastIndexOf('@') + 1)..].Replace(":", "", StringComparison.Ordinal);
        string relative = Path.Combine("plans", string.Create(CultureInfo.InvariantCulture, $"{time}-{step.Attempt}"));
        var folder = new PlanFolder(Path.Combine(job.Work, relative));
        FileDoor.MakeFolder(folder.Path);
        PlanTotals totals = Write(folder, fingerprint, stamp, listings, cancellation);
        store.Complete(step, transaction =>
        {
            for (int part = 1; part <= totals.Shards.Count; part++)
            {
                if (totals.Shards[part - 1] > 0)
                    AddStep(transaction, step.Run, part, StepKind.Embed, totals.Shards[part - 1]);
            }

            AddStep(transaction, step.Run, totals.Shards.Count + 1, StepKind.Publish, 0);
            foreach ((string reason, long count) in totals.LeftOut)
                transaction.Execute("INSERT INTO fashion_failures (run, step, reason, count) VALUES (@run, 0, @reason, @count)", ("@run", step.Run),
                    ("@reason", reason), ("@count", count));
            transaction.Execute("UPDATE fashion_runs SET models = @models, plan = @plan, stamp = @stamp, items = @items, waiting = @waiting WHERE id = @run",
                ("@models", fingerprint), ("@plan", relative), ("@stamp", stamp?.All), ("@items", totals.Items), ("@waiting", totals.Shards.Sum()),
                    ("@run", step.Run));
            // Whoever waits for models that nobody has any more would wait for ever.
            transaction.Execute("""
                UPDATE fashion_runs SET state = 'superseded', finished = {now}, reason = 'A later run has other models.'
                WHERE catalogue = @catalogue AND state = 'working' AND planned_for < (SELECT planned_for FROM fashion_runs WHERE id = @run)
                """, ("@catalogue", job.Name), ("@run", step.Run));
        }, cancellation);
    }

    PlanTotals Write(PlanFolder folder, string fingerprint, SourceStamp? stamp, FolderListings listings, CancellationToken cancellation)
    {
        DateTimeOffset now = DateTimeOffset.UtcNow;
        PlanFolder? before = checkContents || stamp is null ? null : LastPlan();
        SourceMemory? remembered = before is null ? null : SourceMemoryFile.Read(before.Memory);
        var memory = new SourceMemory(remembered, now);
        PlanTotals? totals = before is not null && remembered is not null && stamp?.AllButPhotos is { } ofOthers
            ? ChangePhotos(before, ofOthers, folder, fingerprint, memory, listings, cancellation) : null;
        if (totals is null)
        {
            memory = new SourceMemory(remembered, now);
            totals = new CataloguePlanner(job, store, fingerprint, memory, listings).Write(folder, cancellation) with { Stamp = stamp?.AllButPhotos };
        }

        if (stamp is not null)
            SourceMemoryFile.Write(folder.Memory, memory);
        folder.Write(totals);
        return totals;
    }

    // Where tables and names are those of the plan before, and all of its photos are embedded. Null where that cannot be done.
    PlanTotals? ChangePhotos(PlanFolder before, string stampOfOthers, PlanFolder folder, string fingerprint, SourceMemory memory, FolderListings listings,
        CancellationToken cancellation)
    {
        try
        {
            return before.Totals().Stamp == stampOfOthers && before.Published() is { IsWhole: true }
                ? new PhotoReplanner(job, store, fingerprint, memory, listings).Write(before, folder, cancellation) : null;
        }
        catch (Exception e) when (e is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            // The whole plan, made without the one before, may still come out.
            return null;
        }
    }

    // The last. A photo that was not what its plan said it is may have been written with the size and time that it had: all are read again, then.
    PlanFolder? LastPlan()
    {
        using StoreTransaction transaction = store.Transaction();
        return transaction.Query("""
            SELECT plan, (SELECT count(*) FROM fashion_failures f WHERE f.run = r.id AND f.reason = @changed) FROM fashion_runs r
            WHERE catalogue = @catalogue AND plan IS NOT NULL ORDER BY planned_for DESC LIMIT 1
            """, row => (Plan: row.GetString(0), Changed: row.GetInt64(1)), ("@catalogue", job.Name), ("@changed", PhotoFailure.Changed))
            is [(string plan, 0)] ? new PlanFolder(Path.Combine(job.Work, plan)) : null;
    }

    // Of the run whose index is there now.
    string? LastStamp()
    {
        using StoreTransaction transaction = store.Transaction();
        return transaction.Query("""
            SELECT stamp FROM fashion_runs WHERE catalogue = @catalogue AND state IN ('published', 'unchanged') ORDER BY planned_for DESC LIMIT 1
            """, row => row.IsDBNull(0) ? null : row.GetString(0), ("@catalogue", job.Name)) is [var stamp] ? stamp : null;
    }

    static void AddStep(StoreTransaction transaction, string run, int number, StepKind kind, long photos) => transaction.Execute(
        "INSERT INTO fashion_steps (run, number, kind, state, photos) VALUES (@run, @number, @kind, 'waiting', @photos)", ("@run", run), ("@number", number),
        ("@kind", $"{kind}"), ("@photos", photos));
}
