namespace MlNetFashion.Training;

/// <summary>How far a run is.</summary>
/// <param name="Step">Steps done.</param>
/// <param name="Steps">Steps in all.</param>
/// <param name="Metrics">Losses (means since the last report) and scores by name.</param>
/// <param name="ImagesPerSecond">Pictures learnt from, a second.</param>
/// <param name="Remaining">Time left at this speed.</param>
public sealed record TrainingProgress(int Step, int Steps, IReadOnlyDictionary<string, double> Metrics, double ImagesPerSecond, TimeSpan Remaining);
