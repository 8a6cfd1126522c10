using MlNetFashion.Querying;
using MlNetFashion.Understanding;

namespace MlNetFashion.Evaluation;

/// <summary>How good a choice of weights is; see <see cref="WeightTuning"/>.</summary>
/// <param name="Weights">Shares of the vectors.</param>
/// <param name="Match">See <see cref="UnderstandingWeights.Match"/>.</param>
/// <param name="Kinds">The figure of each kind of query, 0 to 1.</param>
/// <param name="Mean">Their mean, by which weights are chosen.</param>
public sealed record TunedWeights(FusionWeights Weights, float Match, IReadOnlyList<KeyValuePair<string, double>> Kinds, double Mean);
