using Microsoft.ML.Data;
using Microsoft.ML.OnnxRuntime;

namespace MlNetFashion.BatchScoring;

/// <summary>The rows of a batch as a tensor.</summary>
abstract class InputRows(BatchInput input)
{
    public string Name => input.Name;

    protected BatchInput Input => input;

    /// <summary>The first rows of the batch.</summary>
    /// <param name="count">How many, 1 or more.</param>
    /// <param name="length">The values of each row to take, where rows may be cut; null for all.</param>
    /// <returns>A tensor in memory of this object, which stays as it is until the next call.</returns>
    public abstract OrtValue ToTensor(int count, int? length);

    /// <summary>The length without the zeros that all of the first rows end with, 1 or more.</summary>
    public abstract int LengthWithoutPadding(int count);

    public static InputRows Of(BatchInput input, ColumnRows column, int rows)
    {
        Type item = input.Column.Type is VectorDataViewType vector ? vector.ItemType.RawType : input.Column.Type.RawType;
        return (InputRows)Activator.CreateInstance(typeof(InputRows<>).MakeGenericType(item), input, column, rows)!;
    }
}
