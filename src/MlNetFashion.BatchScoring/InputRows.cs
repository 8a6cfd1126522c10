using Microsoft.ML.Data;
using Microsoft.ML.OnnxRuntime;

namespace MlNetFashion.BatchScoring;

/// <summary>Rows of a column as tensors. Several threads make tensors of it at once.</summary>
abstract class InputRows(BatchInput input)
{
    public string Name => input.Name;

    protected BatchInput Input => input;

    /// <summary>Rows as a tensor.</summary>
    /// <param name="rows">Their places in the buffers, one or more.</param>
    /// <param name="length">The values of each row to take, where rows may be cut; null for all.</param>
    /// <returns>A copy in memory of its own, which the caller disposes of.</returns>
    public abstract OrtValue ToTensor(ReadOnlySpan<int> rows, int? length);

    /// <summary>The length of a row without the zeros that it ends with, 1 or more.</summary>
    /// <param name="row">Its place in the buffers.</param>
    public abstract int LengthWithoutPadding(int row);

    public static InputRows Of(BatchInput input, ColumnRows column)
    {
        Type item = input.Column.Type is VectorDataViewType vector ? vector.ItemType.RawType : input.Column.Type.RawType;
        return (InputRows)Activator.CreateInstance(typeof(InputRows<>).MakeGenericType(item), input, column)!;
    }
}
