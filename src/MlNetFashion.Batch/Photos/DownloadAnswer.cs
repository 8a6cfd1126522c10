namespace MlNetFashion.Batch;

/// <summary>What a server said of a photo.</summary>
/// <param name="IsUnchanged">Whether it is what it was when it was last asked for.</param>
/// <param name="ETag">The mark of this version, or null.</param>
/// <param name="Modified">The time of this version, or null.</param>
sealed record DownloadAnswer(bool IsUnchanged, string? ETag, string? Modified);
