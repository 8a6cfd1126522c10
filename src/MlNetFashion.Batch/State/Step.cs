namespace MlNetFashion.Batch;

/// <summary>A piece of a run that one worker does, and holds while it does.</summary>
/// <param name="Run">The run's id.</param>
/// <param name="Number">0 for the plan, 1 and up for shards, and after those the publication.</param>
/// <param name="Kind">What is to be done.</param>
/// <param name="Attempt">How often it was taken, this time included. What a worker brings for an earlier attempt is refused.</param>
readonly record struct Step(string Run, int Number, StepKind Kind, int Attempt);
