namespace MlNetFashion.Training.Runs;

/// <summary>How far a run is.</summary>
/// <param name="Step">Steps done.</param>
/// <param name="Steps">Steps in all.</param>
/// <param name="Metrics">Losses (means since the last report) and scores by name.</param>
/// <param name="ExamplesPerSecond">Pictures, or texts where there are no pictures, learnt from, a second; 0 in a report of scores alone.</param>
/// <param name="Remaining">Time left at this speed.</param>
public sealed record TrainingProgress(int Step, int Steps, IReadOnlyDictionary<string, double> Metrics, double ExamplesPerSecond, TimeSpan Remaining);
