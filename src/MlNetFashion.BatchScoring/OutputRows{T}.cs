using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.OnnxRuntime;

namespace MlNetFashion.BatchScoring;

/// <inheritdoc/>
sealed class OutputRows<T>(int rows) : OutputRows where T : unmanaged
{
    readonly T[]?[] _values = new T[]?[rows];

    public override void Take(OrtValue tensor, ReadOnlySpan<int> rows)
    {
        ReadOnlySpan<T> values = tensor.GetTensorDataAsSpan<T>();
        int size = values.Length / rows.Length;
        for (int i = 0; i < rows.Length; i++)
        {
            ref T[]? kept = ref _values[rows[i]];
            if (kept?.Length != size)
                kept = new T[size];
            values.Slice(i * size, size).CopyTo(kept);
        }
    }

    public override Delegate Getter(Func<int> row) => (ValueGetter<VBuffer<T>>)((ref VBuffer<T> vector) =>
    {
        ReadOnlySpan<T> values = _values[row()];
        VBufferEditor<T> editor = VBufferEditor.Create(ref vector, values.Length);
        values.CopyTo(editor.Values);
        vector = editor.Commit();
    });
}
