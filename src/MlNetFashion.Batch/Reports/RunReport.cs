namespace MlNetFashion.Batch;

/// <summary>How a run ended, or how far it is: what <c>fashion job run</c> prints, <c>fashion job status</c> shows and a notification tells.</summary>
sealed record RunReport
{
    /// <value>The job's name and the time that the run is of: <c>shop@2026-11-30T03:00:00Z</c>.</value>
    public required string Run { get; init; }

    /// <value>working, published, unchanged, failed or superseded.</value>
    public required string State { get; init; }

    /// <value>Why it failed, in a sentence; null where it did not.</value>
    public string? Reason { get; init; }

    /// <value>Items of the catalogue.</value>
    public required long Items { get; init; }

    /// <value>Items of the index that was published; 0 before.</value>
    public required long Indexed { get; init; }

    /// <value>Photos that were to be got: new ones, changed ones, and those whose URL was due to be asked again.</value>
    public required long Planned { get; init; }

    /// <value>Those that are done.</value>
    public required long Done { get; init; }

    /// <value>Photos that were embedded.</value>
    public required long Embedded { get; init; }

    /// <value>Photos embedded in a second of a worker.</value>
    public required double PerSecond { get; init; }

    /// <value>Seconds since the run began, or from its beginning to its end.</value>
    public required double Seconds { get; init; }

    /// <value>Seconds that are left at the speed so far; null where nobody knows.</value>
    public double? SecondsLeft { get; init; }

    /// <value>Shards that are done, under way, waiting, and set aside.</value>
    public required ShardCounts Shards { get; init; }

    /// <value>Photos and rows that were left out, by reason.</value>
    public required IReadOnlyDictionary<string, long> LeftOut { get; init; }

    /// <value>Shards that were set aside, with the reason of each.</value>
    public required IReadOnlyDictionary<string, string> SetAside { get; init; }

    /// <summary>Whether the index is what the catalogue is now.</summary>
    public bool IsGood => State is "published" or "unchanged" && Shards.Aside == 0;
}
