using Microsoft.ML;

namespace MlNetFashion.BatchScoring;

/// <summary>A data view with the outputs of a model, which runs on many rows at once under each cursor.</summary>
sealed class BatchedDataView(IDataView source, DataViewSchema schema, BatchPlan plan, BatchRunning running) : IDataView
{
    public DataViewSchema Schema => schema;

    public bool CanShuffle => source.CanShuffle;

    public long? GetRowCount() => source.GetRowCount();

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null)
    {
        bool[] active = Active(columnsNeeded);
        return Over(source.GetRowCursor(Needed(active), rand), active);
    }

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null)
    {
        bool[] active = Active(columnsNeeded);
        return [.. source.GetRowCursorSet(Needed(active), n, rand).Select(cursor => Over(cursor, active))];
    }

    bool[] Active(IEnumerable<DataViewSchema.Column> columns)
    {
        bool[] active = new bool[schema.Count];
        foreach (DataViewSchema.Column column in columns)
            active[column.Index] = true;
        return active;
    }

    bool IsScored(bool[] active) => active.AsSpan(source.Schema.Count).Contains(true);

    IEnumerable<DataViewSchema.Column> Needed(bool[] active)
    {
        IEnumerable<DataViewSchema.Column> asked = source.Schema.Where(column => active[column.Index]);
        return IsScored(active) ? asked.Union(plan.Inputs.Select(input => input.Column)) : asked;
    }

    // What the model adds is not wanted: no row has to wait for another.
    DataViewRowCursor Over(DataViewRowCursor cursor, bool[] active) =>
        IsScored(active) ? new BatchedCursor(cursor, schema, active, plan, running) : new WidenedCursor(cursor, schema, active);
}
