using Parquet;
using Parquet.Schema;

namespace MlNetFashion.Batch;

/// <summary>The columns of a shard, which pandas, DuckDB and Spark read as they are.</summary>
/// <remarks>A shard is a Parquet file, written once and never changed. Its metadata say the format's version (<see cref="FormatKey"/>) and the models
/// (<see cref="ModelsKey"/>), which the column <c>models</c> repeats for those who read several files as one table.</remarks>
static class ShardFile
{
    public const string Extension = ".parquet", FormatKey = "mlnetfashion.shard", Format = "1", ModelsKey = "mlnetfashion.models",
        DimensionKey = "mlnetfashion.dimension";

    /// <summary>Rows that are in memory at once: about 4 MB.</summary>
    public const int RowsAtOnce = 1024;

    public static readonly DataField<long> Position = new("position");
    public static readonly DataField<string> Id = new("id", false);
    public static readonly DataField<string> Title = new("title", false);
    public static readonly DataField<string> Attributes = new("attributes", false);
    public static readonly DataField<string> Photo = new("photo_sha256", false);
    public static readonly DataField<float> Number = new("element");
    public static readonly DataField<byte[]> Thumbnail = new("thumbnail", false);
    public static readonly DataField<string> Models = new("models", false);

    public static readonly ParquetSchema Schema =
        new(Position, Id, Title, Attributes, Photo, new ListField("embedding", Number), Thumbnail, Models);

    public static readonly ParquetOptions Options = new() { CompressionMethod = CompressionMethod.Snappy };
}
