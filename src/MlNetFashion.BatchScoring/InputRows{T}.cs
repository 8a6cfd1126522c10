using Microsoft.ML.Data;
using Microsoft.ML.OnnxRuntime;

namespace MlNetFashion.BatchScoring;

/// <inheritdoc/>
sealed class InputRows<T>(BatchInput input, ColumnRows column) : InputRows(input) where T : unmanaged, IEquatable<T>
{
    public override int LengthWithoutPadding(int row)
    {
        ref readonly VBuffer<T> vector = ref ((VectorRows<T>)column).Values[row];
        int last = vector.GetValues().LastIndexOfAnyExcept(default(T));
        return Math.Max(1, last < 0 ? 0 : (vector.IsDense ? last : vector.GetIndices()[last]) + 1);
    }

    public override OrtValue ToTensor(ReadOnlySpan<int> rows, int? length)
    {
        int taken = Input.MayBeCut ? Math.Min(length ?? Input.Size, Input.Size) : Input.Size;
        OrtValue tensor = OrtValue.CreateAllocatedTensorValue(OrtAllocator.DefaultInstance, Input.Type,
            Input.MayBeCut ? [rows.Length, taken] : [rows.Length, .. Input.Row.Select(axis => (long)axis)]);
        try
        {
            Span<T> values = tensor.GetTensorMutableDataAsSpan<T>();
            for (int i = 0; i < rows.Length; i++)
            {
                if (column is ValueRows<T> single)
                    values[i] = single.Values[rows[i]];
                else
                    Copy(((VectorRows<T>)column).Values[rows[i]], values.Slice(i * taken, taken));
            }

            return tensor;
        }
        catch
        {
            tensor.Dispose();
            throw;
        }
    }

    void Copy(in VBuffer<T> vector, Span<T> row)
    {
        if (vector.Length != Input.Size)
            throw new InvalidDataException($"A row of the column '{Name}' has {vector.Length:N0} values, but the model takes {Input.Size:N0}. "
                + "Give every row as many.");
        if (vector.IsDense)
        {
            vector.GetValues()[..row.Length].CopyTo(row);
            return;
        }

        row.Clear();
        ReadOnlySpan<T> values = vector.GetValues();
        ReadOnlySpan<int> places = vector.GetIndices();
        for (int i = 0; i < values.Length && places[i] < row.Length; i++)
            row[places[i]] = values[i];
    }
}
