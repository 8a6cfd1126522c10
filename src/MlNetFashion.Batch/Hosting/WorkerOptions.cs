using MlNetFashion.Models;

namespace MlNetFashion.Batch;

/// <summary>How a worker runs.</summary>
sealed record WorkerOptions
{
    /// <value>Where health, figures and status are answered; null for nowhere. The default is <c>http://127.0.0.1:8090</c>.</value>
    public string? Address { get; init; } = "http://127.0.0.1:8090";

    /// <value>Batches that are embedded at once; 0, the default, for as many as there are cores.</value>
    public int Threads { get; init; }

    /// <value>Where models run. The default is a card where there is one.</value>
    public ExecutionProvider Device { get; init; }

    /// <value>Whether logs are lines of JSON. The default is lines for people.</value>
    public bool JsonLogs { get; init; }

    /// <value>How long stopping may take before the process ends all the same. The default is 25 seconds, less than what Kubernetes allows.</value>
    public TimeSpan ShutdownTimeout { get; init; } = TimeSpan.FromSeconds(25);
}
