using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.OnnxRuntime;

namespace MlNetFashion.BatchScoring;

/// <inheritdoc/>
sealed class OutputRows<T> : OutputRows where T : unmanaged
{
    T[] _values = [];
    int _count;

    public override void Take(OrtValue tensor)
    {
        ReadOnlySpan<T> values = tensor.GetTensorDataAsSpan<T>();
        if (_values.Length < values.Length)
            _values = new T[values.Length];
        values.CopyTo(_values);
        _count = values.Length;
    }

    public override Delegate Getter(Func<(int Row, int Count)> place) => (ValueGetter<VBuffer<T>>)((ref VBuffer<T> vector) =>
    {
        (int row, int count) = place();
        int size = _count / count;
        VBufferEditor<T> editor = VBufferEditor.Create(ref vector, size);
        _values.AsSpan(row * size, size).CopyTo(editor.Values);
        vector = editor.Commit();
    });
}
