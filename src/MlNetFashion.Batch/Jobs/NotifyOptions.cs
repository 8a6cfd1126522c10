namespace MlNetFashion.Batch;

/// <summary>Who is told how a run ended. What is told is the report as JSON.</summary>
sealed record NotifyOptions
{
    /// <value>Takes the report by POST. The default is none.</value>
    public Uri? Url { get; init; }

    /// <value>A program and its arguments; the report comes on its standard input. The default is none.</value>
    public IReadOnlyList<string> Command { get; init; } = [];

    /// <value>Whether a run that went well is not told. The default is false.</value>
    public bool OnlyFailures { get; init; }
}
