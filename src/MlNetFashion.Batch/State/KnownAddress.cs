namespace MlNetFashion.Batch;

/// <summary>What is known of a photo's URL.</summary>
/// <param name="PhotoSha256">What it gave when it was last asked.</param>
/// <param name="ETag">The server's mark of that version, or null.</param>
/// <param name="Modified">The server's time of that version, or null.</param>
/// <param name="HoursAgo">How long ago that was.</param>
sealed record KnownAddress(string PhotoSha256, string? ETag, string? Modified, double HoursAgo);
