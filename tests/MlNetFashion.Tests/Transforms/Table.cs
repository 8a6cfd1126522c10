using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MlNetFashion.Tests.Transforms;

/// <summary>The visible columns of a data view as text, numbers exactly.</summary>
static class Table
{
    public static Dictionary<string, string[]> Read(IDataView data) =>
        data.Schema.Where(column => !column.IsHidden).ToDictionary(column => column.Name, column => Read(data, column));

    /// <summary>Names and types of the visible columns.</summary>
    public static string[] Schema(IDataView data) => [.. data.Schema.Where(column => !column.IsHidden).Select(column => $"{column.Name} {column.Type}")];

    static string[] Read(IDataView data, DataViewSchema.Column column) => column.Type switch
    {
        TextDataViewType => Read<ReadOnlyMemory<char>>(data, column, text => text.ToString()),
        VectorDataViewType { ItemType: TextDataViewType } => ReadVectors<ReadOnlyMemory<char>>(data, column),
        VectorDataViewType { ItemType: NumberDataViewType number } when number == NumberDataViewType.Single => ReadVectors<float>(data, column),
        VectorDataViewType { ItemType: NumberDataViewType number } when number == NumberDataViewType.Int64 => ReadVectors<long>(data, column),
        NumberDataViewType number when number == NumberDataViewType.Int32 => Read<int>(data, column, value => value.ToString(CultureInfo.InvariantCulture)),
        _ => throw new NotSupportedException($"{column.Name} is {column.Type}."),
    };

    static string[] ReadVectors<T>(IDataView data, DataViewSchema.Column column) =>
        Read<VBuffer<T>>(data, column, vector =>
            string.Join(' ', vector.DenseValues().Select(value => string.Create(CultureInfo.InvariantCulture, $"{value}"))));

    static string[] Read<T>(IDataView data, DataViewSchema.Column column, Func<T, string> write)
    {
        var rows = new List<string>();
        using DataViewRowCursor cursor = data.GetRowCursor([column]);
        ValueGetter<T> getter = cursor.GetGetter<T>(column);
        T value = default!;
        while (cursor.MoveNext())
        {
            getter(ref value);
            rows.Add(write(value));
        }

        return [.. rows];
    }
}
