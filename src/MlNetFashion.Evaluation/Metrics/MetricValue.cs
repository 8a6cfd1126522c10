namespace MlNetFashion.Evaluation;

/// <summary>A figure with its uncertainty.</summary>
/// <param name="Name">See <see cref="RetrievalMetric"/>.</param>
/// <param name="Value">Over the queries that were asked.</param>
/// <param name="Low">The lower end of the bootstrap interval: how low other queries of the same sort would often bring it.</param>
/// <param name="High">The upper end.</param>
public sealed record MetricValue(string Name, double Value, double Low, double High);
