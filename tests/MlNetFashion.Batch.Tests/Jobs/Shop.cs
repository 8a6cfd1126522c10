using Microsoft.Extensions.Logging.Abstractions;
using MlNetFashion.Batch;
using MlNetFashion.Catalogues;
using MlNetFashion.Images;
using MlNetFashion.Tests.State;

namespace MlNetFashion.Tests.Jobs;

/// <summary>A small shop: photos in a folder with a table, a job that embeds them, and the number of photos that were embedded so far.</summary>
sealed class Shop : IDisposable
{
    readonly TemporaryFolder _folder = new();
    DateTimeOffset _time = new(2026, 11, 30, 3, 0, 0, TimeSpan.Zero);
    int _embedded, _sets;

    /// <summary>Opens a shop.</summary>
    /// <param name="items">What it sells.</param>
    /// <param name="onPostgres">Whether its state is in PostgreSQL instead of SQLite.</param>
    public Shop(IReadOnlyList<CatalogueEntry> items, bool onPostgres = false)
    {
        Set(items);
        Job = new JobFile
        {
            Name = "shop",
            Source = [_folder["photos"]],
            Out = _folder["index"],
            Work = _folder["work"],
            ShardSize = 10,
            LeaseSeconds = 2,
            Database = onPostgres ? PrivatePostgres.Shared.NewDatabase() : null,
        };
        Models = JobModels.Of(Garments.Pipeline, Job, threads: 1) with { Embed = Count };
    }

    public JobFile Job { get; set; }

    public JobModels Models { get; set; }

    /// <summary>Photos that were embedded since this was last asked.</summary>
    public int Embedded => Interlocked.Exchange(ref _embedded, 0);

    public string Index => Job.Out;

    /// <summary>Whether runs read photos whose files are as they were, too.</summary>
    public bool ChecksContents { get; set; } = true;

    public string PathOf(string name) => _folder[name];

    /// <summary>Changes what the shop sells.</summary>
    public void Set(IReadOnlyList<CatalogueEntry> items)
    {
        if (Directory.Exists(_folder["photos"]))
            Directory.Delete(_folder["photos"], recursive: true);
        Garments.Write(items, _folder["photos"]);
        _sets++;
        foreach (string file in Directory.GetFiles(_folder["photos"]))
            Age(file);
    }

    /// <summary>Gives a file a time that is long past, and later than that of the last <see cref="Set"/>.</summary>
    public void Age(string path, int minutes = 0) => File.SetLastWriteTimeUtc(path, new DateTime(2026, 1, 1).AddHours(_sets).AddMinutes(minutes));

    /// <summary>A night's run.</summary>
    public RunReport Run(CancellationToken cancellation = default)
    {
        using JobStore store = JobStore.Open(Job);
        _time = _time.AddDays(1);
        return new JobRun(Job, store, Worker(store), NullLogger.Instance).Do(_time, cancellation);
    }

    public StepWorker Worker(JobStore store) => new(Job, store, Models, NullLogger.Instance) { ChecksContents = ChecksContents, Pause = TimeSpan.Zero };

    /// <summary>The index of the same folder that is made in one go.</summary>
    public string ContentsOfOneRun()
    {
        using RejectLog rejects = new();
        return Garments.ContentsOfOneRun(CatalogueReader.Open(Job.Source, new CatalogueReaderOptions(), rejects));
    }

    public void Dispose() => _folder.Dispose();

    ReadOnlyMemory<float> Count(IReadOnlyList<RgbImage> pictures)
    {
        Interlocked.Add(ref _embedded, pictures.Count);
        return Garments.Embed(pictures);
    }
}
