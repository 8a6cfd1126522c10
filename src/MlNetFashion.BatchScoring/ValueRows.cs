using Microsoft.ML;

namespace MlNetFashion.BatchScoring;

/// <summary>Single values.</summary>
sealed class ValueRows<T>(DataViewRow source, DataViewSchema.Column column, int rows) : ColumnRows
{
    readonly ValueGetter<T> _read = source.GetGetter<T>(column);

    public T[] Values { get; } = new T[rows];

    // Whoever makes the value may write into the old one, which may be still in use.
    public override void Read(int row)
    {
        Values[row] = default!;
        _read(ref Values[row]);
    }

    public override Delegate Getter(Func<int> row) => (ValueGetter<T>)((ref T value) => value = Values[row()]);
}
