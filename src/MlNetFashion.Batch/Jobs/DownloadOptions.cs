using MlNetFashion.Images;

namespace MlNetFashion.Batch;

/// <summary>How photos are fetched by URL.</summary>
sealed record DownloadOptions
{
    /// <value>Seconds that one attempt may take from its beginning to the last byte, more than 0. The default is 30.</value>
    public double TimeoutSeconds { get; init; } = 30;

    /// <value>Seconds that connecting may take, more than 0. The default is 10.</value>
    public double ConnectSeconds { get; init; } = 10;

    /// <value>Attempts in all, where the server is slow, busy or not there; 1 or more. The default is 4.</value>
    public int Attempts { get; init; } = 4;

    /// <value>Seconds between the first two attempts, 0 or more; twice as many before each further one, and as many as a server asks for, 60 at most.
    /// The default is 0.5.</value>
    public double BackoffSeconds { get; init; } = 0.5;

    /// <value>Photos that are fetched from one host at once, 1 or more. The default is 4.</value>
    public int PerHost { get; init; } = 4;

    /// <value>Photos that are fetched at once from all hosts, 1 or more. The default is 16.</value>
    public int AtOnce { get; init; } = 16;

    /// <value>Failures in a row after which a host is given up for the rest of a shard, 1 or more. The default is 20.</value>
    public int HostFailures { get; init; } = 20;

    /// <value>The largest photo, in bytes. The default is 64,000,000.</value>
    public int LargestBytes { get; init; } = ImageCodec.MaxFileBytes;

    /// <value>Whether addresses of private networks and of this machine may be asked. The default is false: a table that somebody else wrote must not
    /// make a shop's server ask its own network.</value>
    public bool AllowPrivate { get; init; }

    /// <value>Hours after which a photo that is known by its URL is asked for again, with the server's word for whether it changed; 0 for each run.
    /// The default is 168, a week.</value>
    public double RecheckHours { get; init; } = 168;

    /// <summary>What is wrong with a value, in a sentence; null where nothing is.</summary>
    public string? Fault() =>
        TimeoutSeconds is not > 0 || ConnectSeconds is not > 0 ? "download.timeoutSeconds and download.connectSeconds are more than 0."
        : Attempts < 1 || PerHost < 1 || AtOnce < 1 || HostFailures < 1
            ? "download.attempts, download.perHost, download.atOnce and download.hostFailures are 1 or more."
        : BackoffSeconds is not >= 0 || RecheckHours is not >= 0 ? "download.backoffSeconds and download.recheckHours are 0 or more."
        : LargestBytes is < 1 or > ImageCodec.MaxFileBytes ? $"download.largestBytes is 1 to {ImageCodec.MaxFileBytes:N0}."
        : null;
}
