namespace MlNetFashion.Batch;

/// <summary>Waits for Parquet.Net, which reads and writes asynchronously only, here on files that are read and written synchronously.</summary>
static class ParquetWait
{
    public static T For<T>(Task<T> task) => task.GetAwaiter().GetResult();

    public static void For(Task task) => task.GetAwaiter().GetResult();

    public static void For(ValueTask task) => task.AsTask().GetAwaiter().GetResult();
}
