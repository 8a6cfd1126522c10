using Microsoft.ML;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace MlNetFashion.BatchScoring;

/// <summary>An input of a model.</summary>
/// <param name="Name">Its name in the graph.</param>
/// <param name="Type">What its elements are.</param>
/// <param name="Column">The column that has its rows.</param>
/// <param name="Row">The lengths of its axes after the first.</param>
/// <param name="MayBeCut">Whether the model takes shorter rows: it has one axis after the first, of no fixed length.</param>
sealed record BatchInput(string Name, TensorElementType Type, DataViewSchema.Column Column, int[] Row, bool MayBeCut)
{
    /// <summary>Numbers of one row.</summary>
    public int Size { get; } = Row.Aggregate(1, (product, length) => product * length);
}
