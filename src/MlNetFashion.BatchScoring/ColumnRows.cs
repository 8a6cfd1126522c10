using Microsoft.ML;
using Microsoft.ML.Data;

namespace MlNetFashion.BatchScoring;

/// <summary>The values of a column in the rows of a batch.</summary>
abstract class ColumnRows
{
    /// <summary>Keeps the value of the row at which the source stands.</summary>
    public abstract void Read(int row);

    /// <summary>A <see cref="ValueGetter{TValue}"/> of the kept values.</summary>
    /// <param name="row">Says which.</param>
    public abstract Delegate Getter(Func<int> row);

    public static ColumnRows Of(DataViewRow source, DataViewSchema.Column column, int rows)
    {
        Type kind = column.Type is VectorDataViewType vector ? typeof(VectorRows<>).MakeGenericType(vector.ItemType.RawType)
            : typeof(ValueRows<>).MakeGenericType(column.Type.RawType);
        return (ColumnRows)Activator.CreateInstance(kind, source, column, rows)!;
    }
}
