using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.OnnxRuntime;

namespace MlNetFashion.BatchScoring;

/// <summary>The rows of an output of a model. Several threads keep rows in it at once, each its own.</summary>
abstract class OutputRows
{
    /// <summary>Keeps the values of a run.</summary>
    /// <param name="tensor">What the model gave.</param>
    /// <param name="rows">The places in the buffers of the rows that it was given.</param>
    public abstract void Take(OrtValue tensor, ReadOnlySpan<int> rows);

    /// <summary>A <see cref="ValueGetter{TValue}"/> of vectors, one a row.</summary>
    /// <param name="row">Says which.</param>
    public abstract Delegate Getter(Func<int> row);

    /// <param name="column">The column that the output becomes.</param>
    /// <param name="rows">Rows that are kept.</param>
    public static OutputRows Of(DataViewSchema.Column column, int rows) => (OutputRows)Activator.CreateInstance(
        typeof(OutputRows<>).MakeGenericType(((VectorDataViewType)column.Type).ItemType.RawType), rows)!;
}
