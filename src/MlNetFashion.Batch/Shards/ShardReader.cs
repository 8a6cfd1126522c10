using System.Globalization;
using MlNetFashion.Catalogues;
using Parquet;

namespace MlNetFashion.Batch;

/// <summary>Reads a shard, in little memory.</summary>
sealed class ShardReader : IDisposable
{
    const int GeneralIOError = unchecked((int)0x80131620);

    readonly string _path;
    readonly FileStream _file;
    readonly ParquetReader _parquet;
    readonly int _dimension;

    ShardReader(string path, FileStream file, ParquetReader parquet)
    {
        (_path, _file, _parquet) = (path, file, parquet);
        Models = ModelFingerprint.Parse(parquet.CustomMetadata[ShardFile.ModelsKey]);
        _dimension = int.Parse(parquet.CustomMetadata[ShardFile.DimensionKey], NumberStyles.None, CultureInfo.InvariantCulture);
        Count = Enumerable.Range(0, parquet.RowGroupCount).Sum(number => parquet.RowGroups[number].RowCount);
    }

    /// <summary>What the embeddings were made with.</summary>
    public ModelFingerprint Models { get; }

    /// <summary>Items.</summary>
    public long Count { get; }

    /// <summary>Opens a shard.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">It is damaged or no shard.</exception>
    public static ShardReader Open(string path)
    {
        var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
        try
        {
            return Guard(path, () =>
            {
                ParquetReader parquet = ParquetWait.For(ParquetReader.CreateAsync(file, leaveStreamOpen: true));
                string? format = parquet.CustomMetadata.GetValueOrDefault(ShardFile.FormatKey);
                if (format != ShardFile.Format)
                    throw new InvalidDataException($"\"{path}\" is a Parquet file, but no shard of version {ShardFile.Format} "
                        + $"({(format is null ? "it names no version" : $"it is of version {format}")}). Make shards with fashion embed.");
                return new ShardReader(path, file, parquet);
            });
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Whether a file is a shard.</summary>
    public static bool IsShard(string path)
    {
        try
        {
            using ShardReader reader = Open(path);
            return true;
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }

    /// <summary>The items in their order.</summary>
    /// <exception cref="InvalidDataException">The file is damaged.</exception>
    public IEnumerable<EmbeddedItem> Read()
    {
        for (int group = 0; group < _parquet.RowGroupCount; group++)
        {
            foreach (EmbeddedItem item in Guard(_path, () => ReadGroup(group)))
                yield return item;
        }
    }

    public void Dispose()
    {
        ParquetWait.For(_parquet.DisposeAsync());
        _file.Dispose();
    }

    EmbeddedItem[] ReadGroup(int group)
    {
        using ParquetRowGroupReader rows = _parquet.OpenRowGroupReader(group);
        int count = checked((int)rows.RowCount);
        long[] positions = new long[count];
        ParquetWait.For(rows.ReadAsync<long>(ShardFile.Position, positions));
        string[] ids = Texts(rows, ShardFile.Id, count), titles = Texts(rows, ShardFile.Title, count),
            attributes = Texts(rows, ShardFile.Attributes, count), photos = Texts(rows, ShardFile.Photo, count);
        byte[]?[] thumbnails = new byte[]?[count];
        ParquetWait.For(rows.ReadAsync(ShardFile.Thumbnail, thumbnails.AsMemory()));
        float[] numbers = new float[count * _dimension];
        ParquetWait.For(rows.ReadRawAsync<float>(ShardFile.Number, numbers, new int[numbers.Length], new int[numbers.Length]));
        return [.. Enumerable.Range(0, count).Select(row => new EmbeddedItem(positions[row],
            new CatalogueItem(ids[row], titles[row], AttributeJson.Read(attributes[row])), photos[row], numbers.AsMemory(row * _dimension, _dimension),
            thumbnails[row] ?? []))];
    }

    static string[] Texts(ParquetRowGroupReader rows, Parquet.Schema.DataField field, int count)
    {
        string?[] texts = new string?[count];
        ParquetWait.For(rows.ReadAsync(field, texts.AsMemory()));
        return [.. texts.Select(text => text ?? "")];
    }

    // The library throws whatever its decoders throw, and exceptions of its own that are of no error of the disk: to a caller it is a damaged file.
    static T Guard<T>(string path, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception e) when (e is not (InvalidDataException or UnauthorizedAccessException or OutOfMemoryException)
            && e is not IOException { HResult: not GeneralIOError })
        {
            throw new InvalidDataException($"\"{path}\" is damaged or no shard ({e.Message.TrimEnd('.')}). Make it again: fashion embed.", e);
        }
    }
}
