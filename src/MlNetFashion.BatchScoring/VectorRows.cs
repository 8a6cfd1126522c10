using Microsoft.ML;
using Microsoft.ML.Data;

namespace MlNetFashion.BatchScoring;

/// <summary>Vectors, each in memory of its own that is used again in the next batch.</summary>
sealed class VectorRows<T>(DataViewRow source, DataViewSchema.Column column, int rows) : ColumnRows
{
    readonly ValueGetter<VBuffer<T>> _read = source.GetGetter<VBuffer<T>>(column);

    public VBuffer<T>[] Values { get; } = new VBuffer<T>[rows];

    public override void Read(int row) => _read(ref Values[row]);

    public override Delegate Getter(Func<int> row) => (ValueGetter<VBuffer<T>>)((ref VBuffer<T> vector) => Values[row()].CopyTo(ref vector));
}
