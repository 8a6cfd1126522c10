using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.OnnxRuntime;

namespace MlNetFashion.BatchScoring;

/// <summary>An output of a model for the rows of a batch.</summary>
abstract class OutputRows
{
    /// <summary>Keeps the values of a run.</summary>
    public abstract void Take(OrtValue tensor);

    /// <summary>A <see cref="ValueGetter{TValue}"/> of vectors, one a row.</summary>
    /// <param name="place">The row, and how many the batch has.</param>
    public abstract Delegate Getter(Func<(int Row, int Count)> place);

    public static OutputRows Of(DataViewSchema.Column column) => (OutputRows)Activator.CreateInstance(
        typeof(OutputRows<>).MakeGenericType(((VectorDataViewType)column.Type).ItemType.RawType))!;
}
