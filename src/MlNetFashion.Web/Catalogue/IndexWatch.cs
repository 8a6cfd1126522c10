using MlNetFashion.Retrieval;

namespace MlNetFashion.Web;

/// <summary>Looks whether the index in the folder was made anew, and serves that one then; requests go on all the while.</summary>
/// <param name="catalogue">What is served.</param>
/// <param name="logger">Is told.</param>
sealed partial class IndexWatch(ShopCatalogue catalogue, ILogger<IndexWatch> logger) : BackgroundService
{
    static readonly TimeSpan s_every = TimeSpan.FromSeconds(2);

    // An index that is no good is told once, not every two seconds.
    (DateTime Written, long Length) _tried = Look(catalogue.Folder);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (catalogue.Folder is null)
            return;
        using var timer = new PeriodicTimer(s_every);
        while (await timer.WaitForNextTickAsync(stoppingToken))
            Renew();
    }

    /// <summary>Takes in a new index where there is one.</summary>
    /// <returns>Whether there was.</returns>
    public bool Renew()
    {
        (DateTime Written, long Length) now = Look(catalogue.Folder);
        if (now == _tried || now.Length < 0)
            return false;
        _tried = now;
        try
        {
            catalogue.Replace(EmbeddingIndex.Open(catalogue.Folder!));
            LogRenewed(catalogue.Use((_, index) => index.Count));
            return true;
        }
        catch (Exception reason) when (reason is IOException or InvalidDataException or UnauthorizedAccessException or IndexMismatchException)
        {
            LogRefused(reason.Message);
            return false;
        }
    }

    // The file that is written last when an index is made.
    static (DateTime Written, long Length) Look(string? folder) =>
        folder is not null && new FileInfo(Path.Combine(folder, IndexManifest.FileName)) is { Exists: true } file
            ? (file.LastWriteTimeUtc, file.Length) : (default, -1);

    [LoggerMessage(Level = LogLevel.Information, Message = "A new index of {Items} items is served.")]
    private partial void LogRenewed(int items);

    [LoggerMessage(Level = LogLevel.Warning, Message = "There is a new index, but it cannot be served, so the one before goes on: {Reason}")]
    private partial void LogRefused(string reason);
}
