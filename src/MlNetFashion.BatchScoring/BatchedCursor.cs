using System.Runtime.ExceptionServices;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.OnnxRuntime;

namespace MlNetFashion.BatchScoring;

/// <summary>A cursor that reads rows ahead, runs a model on all of them, and hands them out one by one.</summary>
/// <remarks>Rows lie in two windows. While one is handed out, the model runs on the other; the first is filled again, and its batches wait in line, before
/// the second is needed. So the model never waits for rows, and rows are read where the cursor is used, on one thread.</remarks>
sealed class BatchedCursor : DataViewRowCursor
{
    // The first windows are small, so that one who looks at ten rows does not wait for a thousand.
    const int FirstRows = 4, Growth = 4;

    readonly DataViewRowCursor _source;
    readonly DataViewSchema _schema;
    readonly bool[] _active;
    readonly BatchPlan _plan;
    readonly BatchRunning _running;
    readonly int _most;
    readonly ColumnRows?[] _columns;
    readonly InputRows[] _inputs;
    readonly OutputRows[] _outputs;
    readonly ValueGetter<DataViewRowId> _idOfSource;
    readonly DataViewRowId[] _ids;
    readonly long[] _batches;
    readonly int[] _order, _lengths;
    RowWindow _now, _next;
    long _first;
    int _row = -1, _rows = FirstRows;
    bool _isSourceOver, _isOver;
    volatile bool _isDisposed;

    public BatchedCursor(DataViewRowCursor source, DataViewSchema schema, bool[] active, BatchPlan plan, BatchRunning running)
    {
        (_source, _schema, _active, _plan, _running) = (source, schema, active, plan, running);
        _most = plan.WindowRows(running);
        int kept = 2 * _most;
        (_now, _next) = (new RowWindow(0), new RowWindow(_most));
        _columns = new ColumnRows?[source.Schema.Count];
        foreach (DataViewSchema.Column column in source.Schema)
        {
            if (active[column.Index] || plan.Inputs.Any(input => input.Column.Index == column.Index))
                _columns[column.Index] = ColumnRows.Of(source, column, kept);
        }

        _inputs = [.. plan.Inputs.Select(input => InputRows.Of(input, _columns[input.Column.Index]!))];
        _outputs = [.. plan.Outputs.Select((_, i) => OutputRows.Of(schema[source.Schema.Count + i], kept))];
        _idOfSource = source.GetIdGetter();
        (_ids, _batches, _order, _lengths) = (new DataViewRowId[kept], new long[kept], new int[kept], new int[kept]);
    }

    public override DataViewSchema Schema => _schema;

    public override long Position => _row < 0 ? -1 : _first + _row;

    public override long Batch => _row < 0 ? -1 : _batches[Current];

    public override bool IsColumnActive(DataViewSchema.Column column) => _active[column.Index];

    public override bool MoveNext()
    {
        if (_isOver)
            return false;
        if (++_row < _now.Count)
            return true;

        (_first, _row) = (_first + _now.Count, -1);
        Advance();
        _isOver = _now.Count == 0;
        _row = _isOver ? -1 : 0;
        return !_isOver;
    }

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
    {
        if (!_active[column.Index])
            throw new InvalidOperationException($"The column '{column.Name}' was not asked for when this cursor was made. Name it among the columns needed.");
        Delegate getter = column.Index < _columns.Length ? _columns[column.Index]!.Getter(() => Current)
            : _outputs[column.Index - _columns.Length].Getter(() => Current);
        return getter as ValueGetter<TValue>
            ?? throw new InvalidOperationException($"The column '{column.Name}' has values of {column.Type.RawType}, not of {typeof(TValue)}.");
    }

    public override ValueGetter<DataViewRowId> GetIdGetter() => (ref DataViewRowId id) => id = _ids[Current];

    protected override void Dispose(bool disposing)
    {
        if (disposing && !_isDisposed)
        {
            _isDisposed = true;
            _now.Leave();
            _next.Leave();
            _source.Dispose();
        }

        base.Dispose(disposing);
    }

    // A place in the buffers.
    int Current => _row >= 0 ? _now.Start + _row
        : throw new InvalidOperationException("The cursor stands at no row. Call MoveNext first, and stop when it says false.");

    void Advance()
    {
        _now.ThrowFault();
        if (!_next.IsFull)
            Fill(_next);
        (_now, _next) = (_next, _now);
        _next.Empty();
        // Whoever has looked at a few rows only may want no more of them.
        if (_now.Count >= Math.Min(_running.Rows, _most))
            Fill(_next);
        _now.Wait();
    }

    void Fill(RowWindow window)
    {
        int count = 0, most = Math.Min(_most, _rows);
        _rows = Math.Min(_most, Growth * most);
        ExceptionDispatchInfo? fault = null;
        try
        {
            for (; count < most && !_isSourceOver; count++)
            {
                if (!_source.MoveNext())
                {
                    _isSourceOver = true;
                    break;
                }

                int place = window.Start + count;
                foreach (ColumnRows? column in _columns)
                    column?.Read(place);
                _idOfSource(ref _ids[place]);
                (_batches[place], _order[place]) = (_source.Batch, place);
            }
        }
        catch (Exception exception)
        {
            // The rows before it are good: they are handed out first.
            fault = ExceptionDispatchInfo.Capture(exception);
            _isSourceOver = true;
        }

        window.Fill(count, fault, Start(window.Start, count));
    }

    Task[] Start(int start, int count)
    {
        if (_plan.Mask >= 0)
        {
            // Padding costs as much as what is not padding, so rows of like lengths go together. The longest come first: what runs last, alone, is short.
            for (int place = start; place < start + count; place++)
                _lengths[place] = -_inputs[_plan.Mask].LengthWithoutPadding(place);
            Array.Sort(_lengths, _order, start, count);
        }

        // Few rows, too, are shared out among the threads.
        var runs = new Task[Math.Max((count + _running.Rows - 1) / _running.Rows, Math.Min(count, _running.Threads))];
        for (int i = 0; i < runs.Length; i++)
        {
            int from = start + (int)((long)count * i / runs.Length), to = start + (int)((long)count * (i + 1) / runs.Length);
            runs[i] = _running.Start(() => Score(_order.AsSpan(from..to), _plan.Mask >= 0 ? -_lengths[from] : null));
        }

        return runs;
    }

    void Score(ReadOnlySpan<int> rows, int? length)
    {
        if (_isDisposed)
            return;
        var values = new List<OrtValue>(_inputs.Length);
        try
        {
            foreach (InputRows input in _inputs)
                values.Add(input.ToTensor(rows, length));
            using IDisposableReadOnlyCollection<OrtValue> given = _plan.Session.Run([.. _inputs.Select(input => input.Name)], values, _plan.Outputs);
            for (int i = 0; i < _outputs.Length; i++)
                _outputs[i].Take(given[i], rows);
        }
        finally
        {
            foreach (OrtValue value in values)
                value.Dispose();
        }
    }
}
