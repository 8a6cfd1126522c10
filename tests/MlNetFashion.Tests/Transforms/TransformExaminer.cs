using System.Globalization;
using System.Reflection;
using Microsoft.ML;
using Microsoft.ML.Data;
using MlNetFashion.BatchScoring;

namespace MlNetFashion.Tests.Transforms;

/// <summary>What must be true of every transform: it promises the schema that it gives,
/// survives saving, treats rows one by one, and leaves other columns alone.</summary>
static class TransformExaminer
{
    /// <returns>The transformed table.</returns>
    public static Dictionary<string, string[]> Examine(IEstimator<ITransformer> estimator, IDataView data)
    {
        var context = new MLContext();
        ITransformer fitted = estimator.Fit(data);
        IDataView transformed = fitted.Transform(data);
        Dictionary<string, string[]> table = Table.Read(transformed);

        Assert.That(Promised(estimator, data), Is.EquivalentTo(Given(transformed)), "The promised schema is the one that is given.");
        Assert.That(fitted.GetOutputSchema(data.Schema).Where(column => !column.IsHidden).Select(column => $"{column.Name} {column.Type}"),
            Is.EqualTo(Table.Schema(transformed)));
        Assert.That(fitted.IsRowToRowMapper, "A single row can be scored.");

        using var saved = new MemoryStream();
        context.Model.Save(fitted, data.Schema, saved);
        saved.Position = 0;
        ITransformer loaded = new MLContext().Model.Load(saved, out _);
        Assert.That(Table.Schema(loaded.Transform(data)), Is.EqualTo(Table.Schema(transformed)), "A loaded transform has the same schema.");
        // ML.NET runs a loaded model with other lengths fixed than a batch has, so sums are taken in another order.
        AssertClose(Table.Read(loaded.Transform(data)), table, "A loaded transform gives the same values.");
        using (BatchedTransformer batched = loaded.InBatches(new BatchScoringOptions { PaddingMask = Columns.AttentionMask }))
            AssertSame(Table.Read(batched.Transform(data)), table, "A loaded transform that scores in batches gives the same values to the last digit.");

        int rows = table.Values.First().Length;
        for (int row = 0; row < rows; row++)
        {
            Dictionary<string, string[]> alone = Table.Read(fitted.Transform(context.Data.TakeRows(row == 0 ? data : context.Data.SkipRows(data, row), 1)));
            AssertClose(alone, table.ToDictionary(pair => pair.Key, pair => pair.Value[row..(row + 1)]), $"Row {row} alone gives the same values.");
        }

        return table;
    }

    static void AssertSame(Dictionary<string, string[]> actual, Dictionary<string, string[]> expected, string message)
    {
        foreach ((string column, string[] values) in expected)
            Assert.That(actual[column], Is.EqualTo(values), $"{message} {column}");
    }

    static void AssertClose(Dictionary<string, string[]> actual, Dictionary<string, string[]> expected, string message)
    {
        foreach ((string column, string[] values) in expected)
        {
            for (int row = 0; row < values.Length; row++)
            {
                string[] mine = actual[column][row].Split(' '), theirs = values[row].Split(' ');
                Assert.That(mine, Has.Length.EqualTo(theirs.Length), $"{message} {column}, row {row}");
                Assert.That(mine.Zip(theirs).Where(pair => !IsClose(pair.First, pair.Second)), Is.Empty, $"{message} {column}, row {row}");
            }
        }
    }

    static bool IsClose(string one, string other) => one == other
        || (double.TryParse(one, CultureInfo.InvariantCulture, out double a) && double.TryParse(other, CultureInfo.InvariantCulture, out double b)
            && Math.Abs(a - b) < 1e-5);

    static IEnumerable<string> Given(IDataView data) => data.Schema.Where(column => !column.IsHidden).Select(column => Describe(
        column.Name,
        column.Type is VectorDataViewType vector ? (vector.Size > 0 ? SchemaShape.Column.VectorKind.Vector : SchemaShape.Column.VectorKind.VariableVector)
            : SchemaShape.Column.VectorKind.Scalar,
        column.Type is VectorDataViewType { ItemType: var item } ? item : column.Type));

    static IEnumerable<string> Promised(IEstimator<ITransformer> estimator, IDataView data)
    {
        // ML.NET makes the shape of a schema itself when it fits a chain; the method is not public.
        MethodInfo create = typeof(SchemaShape).GetMethod("Create", BindingFlags.Static | BindingFlags.NonPublic)!;
        return estimator.GetOutputSchema((SchemaShape)create.Invoke(null, [data.Schema])!)
            .Select(column => Describe(column.Name, column.Kind, column.ItemType));
    }

    static string Describe(string name, SchemaShape.Column.VectorKind kind, DataViewType item) => $"{name} {kind} {item}";
}
