using System.Globalization;
using MlNetFashion.Catalogues;
using MlNetFashion.Retrieval;
using MlNetFashion.Storage;

namespace MlNetFashion.Batch;

/// <summary>The last step of a run: it makes the index of all that is embedded and switches to it, and clears away what nobody needs any more.</summary>
/// <param name="job">The job.</param>
/// <param name="store">Its state.</param>
/// <param name="models">The models.</param>
sealed class PublishStep(JobFile job, JobStore store, JobModels models)
{
    // The embeddings of so many are in memory.
    const int ItemsAtOnce = 20_000;

    /// <exception cref="InvalidDataException">The index would lack or lose more than the job allows; the one before stays.</exception>
    public void Do(Step step, CancellationToken cancellation)
    {
        RunState run = RunState.Of(job, store, step.Run);
        if (LastCount() is { } before && run.Items < before * (1 - job.MayShrink))
            throw new InvalidDataException($"The catalogue has {run.Items:N0} items, but the index has {before:N0}: it would shrink by more than "
                + $"{job.MayShrink:P0}, so it stays. Check the source; if it is right, raise mayShrink for one run.");
        var description = new IndexDescription(models.Fingerprint.ImageEncoderSha256, models.Fingerprint.Preprocessing, job.Description, DateTimeOffset.UtcNow);
        using var rejects = new RejectLog();
        using var publication = new IndexPublication(job.Out, description, models.Roles, rejects);
        PlanChanges? changes = Changes(publication, run.Plan, cancellation);
        if (changes is not null)
            publication.KeepAllBut(changes.Gone);
        var lacking = new List<PlannedItem>();
        foreach (PlannedItem[] some in run.Plan.Read(place => changes is null || changes.Fresh.Contains(place), cancellation).Chunk(ItemsAtOnce))
            Add(publication, run, some, lacking);

        if (lacking.Count > run.Items * job.MayLack)
            throw new InvalidDataException($"{lacking.Count:N0} of {run.Items:N0} items have no embedding, more than {job.MayLack:P0}, so the index before stays. "
                + "See fashion job status for the reasons; if they are all right, raise mayLack.");
        // The switch happens while nobody can take the step over, so a worker that was taken for dead switches to nothing.
        store.Complete(step, transaction =>
        {
            publication.Commit();
            transaction.Execute("UPDATE fashion_runs SET state = 'published', finished = {now}, indexed = @count WHERE id = @run",
                ("@count", (long)publication.Count), ("@run", step.Run));
            if (lacking.Count > 0)
                transaction.Execute("INSERT INTO fashion_failures (run, step, reason, count) VALUES (@run, @step, 'items without embedding', @count)",
                    ("@run", step.Run), ("@step", step.Number), ("@count", (long)lacking.Count));
        }, cancellation);
        if (!job.IsTableOfAddresses)
            Remember(run.Plan, publication.Sha256!, lacking, step.Run);
        Clear();
    }

    // For the next night. The run is done by now: without this, the next publication compares all items with the index.
    void Remember(PlanFolder plan, string index, List<PlannedItem> lacking, string run)
    {
        try
        {
            UInt128[] keys = lacking.Count == 0 ? [] : plan.Keys();
            plan.Write(new PublishedPlan(index, [.. lacking.Select(item => keys[item.Position].ToString("x32", CultureInfo.InvariantCulture))],
                lacking.Count == 0 && EmbeddedAll(run)));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            // A full disk, say, which the next run will tell of.
        }
    }

    // Whether no shard of a run was set aside, and no photo of one failed.
    bool EmbeddedAll(string run)
    {
        using StoreTransaction transaction = store.Transaction();
        return transaction.Query("""
            SELECT (SELECT count(*) FROM fashion_steps WHERE run = @run AND state = 'aside') + (SELECT count(*) FROM fashion_failures WHERE run = @run AND step > 0)
            """, row => row.GetInt64(0), ("@run", run)) is [0];
    }

    // Against the plan that the index is of; null where nobody knows which that is. Photos with URLs may be others with the same plan.
    PlanChanges? Changes(IndexPublication publication, PlanFolder plan, CancellationToken cancellation)
    {
        if (job.IsTableOfAddresses || LastPlan() is not { } path)
            return null;
        try
        {
            var before = new PlanFolder(Path.Combine(job.Work, path));
            return before.Published() is { } published && published.Index == publication.Sha256
                ? PlanChanges.Between(before, published, plan, cancellation) : null;
        }
        catch (Exception e) when (e is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            // Without the plan before, all items are compared with those of the index.
            return null;
        }
    }

    // Some items of the plan, with the embeddings that the index lacks in memory.
    void Add(IndexPublication publication, RunState run, PlannedItem[] planned, List<PlannedItem> lacking)
    {
        var toAdd = new List<(PlannedItem Item, string Photo)>();
        foreach ((PlannedItem item, string? photo) in planned.Zip(Photos(planned)))
        {
            if (photo is null)
                lacking.Add(item);
            else if (!publication.Keep(Item(item), photo))
                toAdd.Add((item, photo));
        }

        Dictionary<string, EmbeddedItem> embedded = Embedded(run.Models, [.. toAdd.Select(item => item.Photo)]);
        foreach ((PlannedItem item, string photo) in toAdd)
        {
            if (embedded.TryGetValue(photo, out EmbeddedItem? found))
                publication.Add(found with { Position = item.Position, Item = Item(item) });
            else
                lacking.Add(item);
        }
    }

    static CatalogueItem Item(PlannedItem planned) => new(planned.Id, planned.Title, planned.Attributes);

    // Of a photo with a URL, what it was when it was last had: a server that does not answer tonight takes no item out of the shop.
    string?[] Photos(PlannedItem[] items)
    {
        if (!job.IsTableOfAddresses)
            return [.. items.Select(item => item.Photo)];
        Dictionary<string, KnownAddress> addresses = store.Addresses(job.Name, [.. items.Select(item => item.Name)]);
        return [.. items.Select(item => addresses.GetValueOrDefault(item.Name)?.PhotoSha256)];
    }

    Dictionary<string, EmbeddedItem> Embedded(string of, string[] photos)
    {
        Dictionary<string, KnownPhoto> known = store.Known(job.Name, of, photos);
        var embedded = new Dictionary<string, EmbeddedItem>(StringComparer.Ordinal);
        foreach (string file in known.Values.Select(photo => photo.File).OfType<string>().Distinct().Order(StringComparer.Ordinal))
        {
            using ShardReader shard = ShardReader.Open(Path.Combine(job.Work, file));
            foreach (EmbeddedItem item in shard.Read())
            {
                if (known.TryGetValue(item.PhotoSha256, out KnownPhoto photo) && photo.File == file)
                    embedded.TryAdd(item.PhotoSha256, item);
            }
        }

        return embedded;
    }

    // Of the run that made the index, as far as the database knows.
    string? LastPlan()
    {
        using StoreTransaction transaction = store.Transaction();
        return transaction.Query(
            "SELECT plan FROM fashion_runs WHERE catalogue = @catalogue AND state IN ('published', 'unchanged') ORDER BY planned_for DESC LIMIT 1",
            row => row.IsDBNull(0) ? null : row.GetString(0), ("@catalogue", job.Name)) is [var plan] ? plan : null;
    }

    long? LastCount()
    {
        using StoreTransaction transaction = store.Transaction();
        return transaction.Query(
            "SELECT indexed FROM fashion_runs WHERE catalogue = @catalogue AND state IN ('published', 'unchanged') ORDER BY planned_for DESC LIMIT 1",
            row => row.GetInt64(0), ("@catalogue", job.Name)) is [var count] ? count : null;
    }

    // Runs beyond those that are kept, their plans, and embeddings of models that no kept run has. What cannot be deleted now is deleted after the next run.
    void Clear()
    {
        // What was written in the last day may be of a step that is under way.
        DateTime young = DateTime.UtcNow.AddDays(-1);
        string[] plans = [.. Entries("plans", Directory.EnumerateDirectories).Where(plan => Directory.GetLastWriteTimeUtc(plan) < young)];
        string[] shards = [.. Entries("shards", Directory.EnumerateFiles).Where(shard => File.GetLastWriteTimeUtc(shard) < young)];
        using (StoreTransaction transaction = store.Transaction())
        {
            string[] old = [.. transaction.Query("SELECT id FROM fashion_runs WHERE catalogue = @catalogue AND state <> 'working' ORDER BY planned_for DESC",
                row => row.GetString(0), ("@catalogue", job.Name)).Skip(job.Keep)];
            foreach (string run in old)
            {
                foreach (string table in (string[])["fashion_failures", "fashion_steps"])
                    transaction.Execute($"DELETE FROM {table} WHERE run = @run", ("@run", run));
                transaction.Execute("DELETE FROM fashion_runs WHERE id = @run", ("@run", run));
            }

            foreach (string unused in Models(transaction).Except(transaction.Query(
                "SELECT DISTINCT models FROM fashion_runs WHERE catalogue = @catalogue AND models IS NOT NULL", row => row.GetString(0),
                ("@catalogue", job.Name))))
                transaction.Execute("DELETE FROM fashion_photos WHERE catalogue = @catalogue AND models = @models", ("@catalogue", job.Name),
                    ("@models", unused));
            HashSet<string> kept = [.. transaction.Query("SELECT plan FROM fashion_runs WHERE catalogue = @catalogue AND plan IS NOT NULL",
                row => Path.GetFullPath(row.GetString(0), job.Work), ("@catalogue", job.Name))];
            plans = [.. plans.Where(plan => !kept.Contains(plan))];
            shards = [.. shards.Where(shard => transaction.Query("SELECT 1 FROM fashion_photos WHERE catalogue = @catalogue AND file = @file LIMIT 1",
                row => row.GetInt32(0), ("@catalogue", job.Name), ("@file", Path.GetRelativePath(job.Work, shard))).Count == 0)];
            transaction.Commit();
        }

        foreach (string unused in plans.Concat(shards))
            FileDoor.TryDelete(unused);
    }

    // Those that there are embeddings of, one after the other by the key: to look at every photo for them takes long.
    List<string> Models(StoreTransaction transaction)
    {
        var all = new List<string>();
        while (transaction.Query("SELECT min(models) FROM fashion_photos WHERE catalogue = @catalogue AND models > @last",
            row => row.IsDBNull(0) ? null : row.GetString(0), ("@catalogue", job.Name), ("@last", all.LastOrDefault() ?? "")) is [{ } next])
            all.Add(next);
        return all;
    }

    IEnumerable<string> Entries(string folder, Func<string, IEnumerable<string>> list) =>
        Path.Combine(job.Work, folder) is var path && Directory.Exists(path) ? [.. list(path)] : [];
}
