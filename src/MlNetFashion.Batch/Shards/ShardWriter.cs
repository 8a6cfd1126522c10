using System.Globalization;
using MlNetFashion.Storage;
using Parquet;

namespace MlNetFashion.Batch;

/// <summary>Writes a shard, item by item, in little memory. It has its name when it is complete and on the disk, or not at all.</summary>
sealed class ShardWriter : IDisposable
{
    readonly FileDraft _draft;
    readonly ParquetWriter _parquet;
    readonly string _models;
    readonly List<EmbeddedItem> _waiting = new(ShardFile.RowsAtOnce);
    int _dimension;
    bool _isClosed;

    /// <summary>Starts a shard.</summary>
    /// <param name="path">Its name; <see cref="Commit(string)"/> may give it another in the folder.</param>
    /// <param name="models">What the embeddings are made with.</param>
    public ShardWriter(string path, ModelFingerprint models)
    {
        _models = models.ToString();
        _draft = new FileDraft(path);
        _parquet = ParquetWait.For(ParquetWriter.CreateAsync(ShardFile.Schema, _draft.Content, ShardFile.Options));
    }

    /// <summary>Items added so far.</summary>
    public int Count { get; private set; }

    public void Add(EmbeddedItem item)
    {
        if (Count > 0 && item.Embedding.Length != _dimension)
            throw new ArgumentException($"The embedding of \"{item.Item.Id}\" has {item.Embedding.Length} numbers, but those before have "
                + $"{_dimension}.", nameof(item));
        _dimension = item.Embedding.Length;
        _waiting.Add(item);
        Count++;
        if (_waiting.Count == ShardFile.RowsAtOnce)
            WriteRows();
    }

    /// <summary>Flushes the file and gives it its name.</summary>
    public void Commit(string name)
    {
        WriteRows();
        _parquet.CustomMetadata = new Dictionary<string, string>
        {
            [ShardFile.FormatKey] = ShardFile.Format,
            [ShardFile.ModelsKey] = _models,
            [ShardFile.DimensionKey] = _dimension.ToString(CultureInfo.InvariantCulture),
        };
        Close();
        _draft.Commit(name);
    }

    /// <summary>Ends writing; what was not committed is deleted.</summary>
    public void Dispose()
    {
        try
        {
            Close();
        }
        catch (IOException)
        {
            // The disk refused what is thrown away now.
        }

        _draft.Dispose();
    }

    void WriteRows()
    {
        if (_waiting.Count == 0)
            return;
        using ParquetRowGroupWriter rows = _parquet.CreateRowGroup();
        ParquetWait.For(rows.WriteAsync<long>(ShardFile.Position, _waiting.Select(item => item.Position).ToArray()));
        ParquetWait.For(rows.WriteAsync(ShardFile.Id, Texts(item => item.Item.Id)));
        ParquetWait.For(rows.WriteAsync(ShardFile.Title, Texts(item => item.Item.Title)));
        ParquetWait.For(rows.WriteAsync(ShardFile.Attributes, Texts(item => AttributeJson.Write(item.Item.Attributes))));
        ParquetWait.For(rows.WriteAsync(ShardFile.Photo, Texts(item => item.PhotoSha256)));
        WriteEmbeddings(rows);
        ParquetWait.For(rows.WriteAsync(ShardFile.Thumbnail, _waiting.Select(item => item.Thumbnail).ToArray()));
        ParquetWait.For(rows.WriteAsync(ShardFile.Models, Texts(_ => _models)));
        rows.CompleteValidate();
        _waiting.Clear();
    }

    // A list begins where the level of repetition is 0. Every element is there: definition has its highest level.
    void WriteEmbeddings(ParquetRowGroupWriter rows)
    {
        float[] numbers = new float[_waiting.Count * _dimension];
        int[] repetitions = new int[numbers.Length], definitions = new int[numbers.Length];
        Array.Fill(repetitions, 1);
        Array.Fill(definitions, ShardFile.Number.MaxDefinitionLevel);
        for (int row = 0; row < _waiting.Count; row++)
        {
            _waiting[row].Embedding.CopyTo(numbers.AsMemory(row * _dimension));
            repetitions[row * _dimension] = 0;
        }

        ParquetWait.For(rows.WriteAllPartsAsync<float>(ShardFile.Number, numbers, definitions, repetitions, CancellationToken.None));
    }

    string[] Texts(Func<EmbeddedItem, string> text) => [.. _waiting.Select(text)];

    void Close()
    {
        if (_isClosed)
            return;
        _isClosed = true;
        ParquetWait.For(_parquet.DisposeAsync());
    }
}
