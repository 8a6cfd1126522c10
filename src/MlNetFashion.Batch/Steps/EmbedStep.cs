using System.Diagnostics;
using System.Text.Json;
using MlNetFashion.Catalogues;
using MlNetFashion.Storage;
using MlNetFashion.Text;

namespace MlNetFashion.Batch;

/// <summary>Embeds the new photos of one part of a plan into a shard, an immutable file, and says so in one transaction.</summary>
/// <param name="job">The job.</param>
/// <param name="store">Its state.</param>
/// <param name="models">The models.</param>
/// <param name="progress">Told of each photo that is done.</param>
sealed class EmbedStep(JobFile job, JobStore store, JobModels models, Action<long> progress)
{
    readonly string _models = models.Fingerprint.ToString();
    readonly List<PhotoFailure> _failures = [];
    readonly List<(string Photo, string Reason)> _bad = [];
    readonly List<(string Url, string Photo, DownloadAnswer Answer)> _answers = [];
    readonly List<string> _embedded = [];
    readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    long _done;

    public void Do(Step step, CancellationToken cancellation)
    {
        long started = Stopwatch.GetTimestamp();
        PlanFolder plan = RunState.Of(job, store, step.Run).Plan;
        PlannedItem[] items = [.. plan.ReadNew(step.Number, cancellation)];
        string folder = Path.Combine(job.Work, "shards");
        FileDoor.MakeFolder(folder);
        using var hash = new ShardHash(models.Fingerprint);
        // The draft's name is the attempt's own: a worker that wakes too late does not disturb the one that took its step.
        using var writer = new ShardWriter(Path.Combine(folder, $"{step.Run.Replace(':', '-')}-{step.Number}-{step.Attempt}{ShardFile.Extension}"),
            models.Fingerprint);
        using (var downloads = new PhotoDownloads(job.Download))
        {
            new PhotoEmbedding(models.Embed, models.Options).Run(
                ToEmbed(Get(items, downloads, cancellation), hash),
                item =>
                {
                    _embedded.Add(item.PhotoSha256);
                    writer.Add(item);
                    Done();
                },
                (entry, reason) =>
                {
                    _bad.Add((entry.PhotoSha256, reason));
                    _failures.Add(new PhotoFailure(entry.Entry.Item.Id, entry.Entry.Name, "not readable", reason));
                    Done();
                },
                cancellation);
        }

        string? file = null;
        if (writer.Count > 0)
        {
            // Two attempts at the same photos make the same file.
            file = Path.Combine("shards", $"{hash.Name()}{ShardFile.Extension}");
            writer.Commit(Path.GetFileName(file));
        }

        if (_failures.Count > 0)
            WriteFailures(plan.Failures(step.Number));
        store.Complete(step, transaction => Write(transaction, step, file, Stopwatch.GetElapsedTime(started).TotalSeconds), cancellation);
    }

    IEnumerable<GotPhoto> Get(PlannedItem[] items, PhotoDownloads downloads, CancellationToken cancellation)
    {
        if (!job.IsTableOfAddresses)
            return PhotoFiles.Get(items, cancellation);
        Dictionary<string, KnownAddress> addresses = store.Addresses(job.Name, [.. items.Select(item => item.Name)]);
        Dictionary<string, KnownPhoto> known = store.Known(job.Name, _models, [.. addresses.Values.Select(address => address.PhotoSha256)]);
        // With models that never saw the photo, its being unchanged would be of no use.
        return downloads.Get(items, url => addresses.GetValueOrDefault(url) is { } address
            && known.ContainsKey(address.PhotoSha256) ? address : null, cancellation);
    }

    // Hashes, and passes over what is embedded already or was met in this shard before.
    IEnumerable<HashedEntry> ToEmbed(IEnumerable<GotPhoto> photos, ShardHash hash)
    {
        foreach (GotPhoto photo in photos)
        {
            PlannedItem item = photo.Item;
            if (photo.Failure is { } failure)
            {
                _failures.Add(failure);
                Done();
                continue;
            }

            if (photo.Answer is { IsUnchanged: true } same)
            {
                _answers.Add((item.Name, item.Photo!, same));
                Done();
                continue;
            }

            string sha256 = photo.Sha256;
            if (photo.Answer is { } answer)
                _answers.Add((item.Name, sha256, answer));
            else if (sha256 != item.Photo)
            {
                _failures.Add(new PhotoFailure(item.Id, item.Name, PhotoFailure.Changed, "The photo changed after the run was planned; the next run takes it."));
                Done();
                continue;
            }

            if (!_seen.Add(sha256) || (photo.Answer is not null && store.Known(job.Name, _models, [sha256]).Count > 0))
            {
                Done();
                continue;
            }

            var entry = new HashedEntry(item.Position,
                new CatalogueEntry(new CatalogueItem(item.Id, item.Title, item.Attributes), new CataloguePicture(photo.Bytes), item.Source, item.Name), sha256);
            hash.Add(entry);
            yield return entry;
        }
    }

    void Done()
    {
        BatchMetrics.Photo();
        progress(Interlocked.Increment(ref _done));
    }

    void WriteFailures(string path) => FileDraft.Write(path, file =>
    {
        foreach (PhotoFailure failure in _failures)
        {
            using (var json = new Utf8JsonWriter(file, SafeText.JsonLine))
            {
                json.WriteStartObject();
                json.WriteString("id", failure.Id);
                json.WriteString("name", failure.Name);
                json.WriteString("kind", failure.Kind);
                json.WriteString("reason", failure.Reason);
                json.WriteEndObject();
            }

            file.WriteByte((byte)'\n');
        }
    });

    void Write(StoreTransaction transaction, Step step, string? file, double seconds)
    {
        transaction.Execute($"""
            INSERT INTO fashion_photos (catalogue, models, photo, file) SELECT @catalogue, @models, v.value,
                @file FROM {transaction.Dialect.List("@photos")} WHERE true
            ON CONFLICT DO NOTHING
            """, ("@catalogue", job.Name), ("@models", _models), ("@file", file), ("@photos", transaction.Dialect.ListValue(_embedded)));
        foreach ((string photo, string reason) in _bad)
            transaction.Execute("INSERT INTO fashion_photos (catalogue, models, photo, reason) VALUES (@catalogue, @models, @photo, @reason) ON "
                + "CONFLICT DO NOTHING",
                ("@catalogue", job.Name), ("@models", _models), ("@photo", photo), ("@reason", reason));
        foreach ((string url, string photo, DownloadAnswer answer) in _answers)
            transaction.Execute("""
                INSERT INTO fashion_addresses (catalogue, url, photo, etag, modified, checked) VALUES (@catalogue, @url, @photo, @etag, @modified, {now})
                ON CONFLICT (catalogue, url) DO UPDATE SET photo = excluded.photo, etag = excluded.etag, modified = excluded.modified,
                    checked = excluded.checked
                """, ("@catalogue", job.Name), ("@url", url), ("@photo", photo), ("@etag", answer.ETag), ("@modified", answer.Modified));
        foreach (IGrouping<string, PhotoFailure> kind in _failures.GroupBy(failure => failure.Kind))
            transaction.Execute("INSERT INTO fashion_failures (run, step, reason, count) VALUES (@run, @step, @reason, @count)", ("@run", step.Run),
                ("@step", step.Number), ("@reason", kind.Key), ("@count", (long)kind.Count()));
        transaction.Execute("UPDATE fashion_steps SET file = @file, embedded = @embedded, seconds = @seconds WHERE run = @run AND number = @number",
            ("@file", file), ("@embedded", (long)_embedded.Count), ("@seconds", seconds), ("@run", step.Run), ("@number", step.Number));
    }
}
