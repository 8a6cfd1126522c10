using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.OnnxRuntime;
using MlNetFashion.Inference;

namespace MlNetFashion.BatchScoring;

/// <summary>A cursor that reads rows ahead, runs a model on all of them, and hands them out one by one.</summary>
sealed class BatchedCursor : DataViewRowCursor
{
    // The first batches are small, so that one who looks at ten rows does not wait for sixty-four.
    const int FirstRows = 4;

    readonly DataViewRowCursor _source;
    readonly DataViewSchema _schema;
    readonly bool[] _active;
    readonly OnnxSession _session;
    readonly int _most, _mask;
    readonly ColumnRows?[] _columns;
    readonly InputRows[] _inputs;
    readonly (string Name, OutputRows Rows)[] _outputs;
    readonly ValueGetter<DataViewRowId> _idOfSource;
    readonly DataViewRowId[] _ids;
    readonly long[] _batches;
    long _first;
    int _count, _row = -1;

    public BatchedCursor(DataViewRowCursor source, DataViewSchema schema, bool[] active, BatchPlan plan, int rows)
    {
        (_source, _schema, _active, _session, _most, _mask) = (source, schema, active, plan.Session, rows, plan.Mask);
        _columns = new ColumnRows?[source.Schema.Count];
        foreach (DataViewSchema.Column column in source.Schema)
        {
            if (active[column.Index] || plan.Inputs.Any(input => input.Column.Index == column.Index))
                _columns[column.Index] = ColumnRows.Of(source, column, rows);
        }

        _inputs = [.. plan.Inputs.Select(input => InputRows.Of(input, _columns[input.Column.Index]!, rows))];
        _outputs = [.. plan.Outputs.Select((name, i) => (name, OutputRows.Of(schema[source.Schema.Count + i])))];
        _idOfSource = source.GetIdGetter();
        (_ids, _batches) = (new DataViewRowId[rows], new long[rows]);
    }

    public override DataViewSchema Schema => _schema;

    public override long Position => _row < 0 ? -1 : _first + _row;

    public override long Batch => _row < 0 ? -1 : _batches[_row];

    public override bool IsColumnActive(DataViewSchema.Column column) => _active[column.Index];

    public override bool MoveNext()
    {
        if (_count < 0)
            return false;
        if (_row + 1 < _count)
        {
            _row++;
            return true;
        }

        _first += _count;
        _count = Read(Math.Min(_most, Math.Max(FirstRows, 2 * _count)));
        if (_count == 0)
        {
            (_row, _count) = (-1, -1);
            return false;
        }

        Score();
        _row = 0;
        return true;
    }

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
    {
        if (!_active[column.Index])
            throw new InvalidOperationException($"The column '{column.Name}' was not asked for when this cursor was made. Name it among the columns needed.");
        Delegate getter = column.Index < _columns.Length ? _columns[column.Index]!.Getter(() => Current)
            : _outputs[column.Index - _columns.Length].Rows.Getter(() => (Current, _count));
        return getter as ValueGetter<TValue>
            ?? throw new InvalidOperationException($"The column '{column.Name}' has values of {column.Type.RawType}, not of {typeof(TValue)}.");
    }

    public override ValueGetter<DataViewRowId> GetIdGetter() => (ref DataViewRowId id) => id = _ids[Current];

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _source.Dispose();
        base.Dispose(disposing);
    }

    int Current => _row >= 0 ? _row : throw new InvalidOperationException("The cursor stands at no row. Call MoveNext first, and stop when it says false.");

    int Read(int rows)
    {
        int count = 0;
        while (count < rows && _source.MoveNext())
        {
            foreach (ColumnRows? column in _columns)
                column?.Read(count);
            _idOfSource(ref _ids[count]);
            _batches[count++] = _source.Batch;
        }

        return count;
    }

    void Score()
    {
        var values = new List<OrtValue>(_inputs.Length);
        try
        {
            int? length = _mask >= 0 ? _inputs[_mask].LengthWithoutPadding(_count) : null;
            foreach (InputRows input in _inputs)
                values.Add(input.ToTensor(_count, length));
            using IDisposableReadOnlyCollection<OrtValue> given = _session.Run([.. _inputs.Select(input => input.Name)], values);
            for (int i = 0; i < _session.Outputs.Count; i++)
            {
                foreach ((string name, OutputRows rows) in _outputs)
                {
                    if (name == _session.Outputs[i].Name)
                        rows.Take(given.ElementAt(i));
                }
            }
        }
        finally
        {
            foreach (OrtValue value in values)
                value.Dispose();
        }
    }
}
