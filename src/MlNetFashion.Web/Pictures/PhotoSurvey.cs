namespace MlNetFashion.Web;

/// <summary>Looks for the photos of the items while the shop is open already.</summary>
/// <param name="photos">What is looked for.</param>
/// <param name="logger">Is told.</param>
sealed partial class PhotoSurvey(SourcePhotos photos, ILogger<PhotoSurvey> logger) : BackgroundService
{
    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => !photos.AreThere ? Task.CompletedTask
        : Task.Factory.StartNew(() => Survey(stoppingToken), stoppingToken, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    void Survey(CancellationToken stopping)
    {
        try
        {
            LogFound(photos.Survey(stopping));
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The shop closes.
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Photos} photos were found; items whose photo is one of them are shown large.")]
    private partial void LogFound(int photos);
}
