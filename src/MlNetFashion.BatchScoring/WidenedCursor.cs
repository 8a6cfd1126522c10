using Microsoft.ML;
using Microsoft.ML.Data;

namespace MlNetFashion.BatchScoring;

/// <summary>A cursor with the schema of a wider view, none of whose further columns is read.</summary>
sealed class WidenedCursor(DataViewRowCursor source, DataViewSchema schema, bool[] active) : DataViewRowCursor
{
    public override DataViewSchema Schema => schema;

    public override long Position => source.Position;

    public override long Batch => source.Batch;

    public override bool MoveNext() => source.MoveNext();

    public override bool IsColumnActive(DataViewSchema.Column column) => active[column.Index];

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column) => column.Index < source.Schema.Count
        ? source.GetGetter<TValue>(source.Schema[column.Index])
        : throw new InvalidOperationException($"The column '{column.Name}' was not asked for when this cursor was made. Name it among the columns needed.");

    public override ValueGetter<DataViewRowId> GetIdGetter() => source.GetIdGetter();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            source.Dispose();
        base.Dispose(disposing);
    }
}
