using Microsoft.ML.Data;
using Microsoft.ML.OnnxRuntime;

namespace MlNetFashion.BatchScoring;

/// <inheritdoc/>
sealed class InputRows<T>(BatchInput input, ColumnRows column, int rows) : InputRows(input) where T : unmanaged, IEquatable<T>
{
    readonly int _size = input.Row.Aggregate(1, (product, length) => product * length);
    readonly T[] _values = new T[rows * input.Row.Aggregate(1, (product, length) => product * length)];

    public override int LengthWithoutPadding(int count)
    {
        VBuffer<T>[] vectors = ((VectorRows<T>)column).Values;
        int longest = 1;
        for (int row = 0; row < count; row++)
        {
            ReadOnlySpan<T> values = vectors[row].GetValues();
            int last = values.LastIndexOfAnyExcept(default(T));
            longest = Math.Max(longest, last < 0 ? 0 : (vectors[row].IsDense ? last : vectors[row].GetIndices()[last]) + 1);
        }

        return longest;
    }

    public override OrtValue ToTensor(int count, int? length)
    {
        int taken = Input.MayBeCut ? Math.Min(length ?? _size, _size) : _size;
        if (column is ValueRows<T> single)
        {
            single.Values.AsSpan(0, count).CopyTo(_values);
        }
        else
        {
            VBuffer<T>[] vectors = ((VectorRows<T>)column).Values;
            for (int row = 0; row < count; row++)
                Copy(vectors[row], _values.AsSpan(row * taken, taken));
        }

        return OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, _values.AsMemory(0, count * taken),
            Input.MayBeCut ? [count, taken] : [count, .. Input.Row.Select(axis => (long)axis)]);
    }

    void Copy(in VBuffer<T> vector, Span<T> row)
    {
        if (vector.Length != _size)
            throw new InvalidDataException($"A row of the column '{Name}' has {vector.Length:N0} values, but the model takes {_size:N0}. "
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
