using Microsoft.ML;

namespace MlNetFashion.BatchScoring;

/// <summary>An input of a model.</summary>
/// <param name="Name">Its name in the graph.</param>
/// <param name="Column">The column that has its rows.</param>
/// <param name="Row">The lengths of its axes after the first.</param>
/// <param name="MayBeCut">Whether the model takes shorter rows: it has one axis after the first, of no fixed length.</param>
readonly record struct BatchInput(string Name, DataViewSchema.Column Column, int[] Row, bool MayBeCut);
