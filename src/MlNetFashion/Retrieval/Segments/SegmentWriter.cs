using System.Runtime.InteropServices;
using MlNetFashion.Catalogues;

namespace MlNetFashion.Retrieval;

/// <summary>Writes a segment, row by row.</summary>
sealed class SegmentWriter : IDisposable
{
    // A segment's table of items is kept in memory until it is complete, and a part of a file is borrowed as one span.
    const long MostTextBytes = 1L << 28, MostEmbeddingBytes = 1L << 30;

    readonly string _folder, _name;
    readonly int _mostRows;
    readonly IndexSectionWriter _embeddings, _codes;
    readonly IndexSectionWriter? _thumbnails;
    readonly sbyte[] _coded;
    readonly List<float> _bounds = [];
    readonly List<long> _thumbnailStarts = [0];
    readonly SegmentItemsBuilder _items = new();

    /// <summary>Begins one.</summary>
    /// <param name="folder">The index's.</param>
    /// <param name="name">Of the segment.</param>
    /// <param name="dimension">D.</param>
    /// <param name="thumbnails">Whether pictures are kept.</param>
    /// <param name="mostRows">After so many it is full.</param>
    public SegmentWriter(string folder, string name, int dimension, bool thumbnails, int mostRows)
    {
        (_folder, _name) = (folder, name);
        _mostRows = (int)Math.Min(mostRows, MostEmbeddingBytes / (sizeof(float) * dimension));
        _coded = new sbyte[dimension];
        try
        {
            _embeddings = Section(IndexFolder.Embeddings);
            _codes = Section(IndexFolder.Codes);
            _thumbnails = thumbnails ? Section(IndexFolder.Thumbnails) : null;
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Whether the next row belongs into another segment.</summary>
    public bool IsFull => _items.Count >= _mostRows || _items.TextBytes > MostTextBytes;

    /// <param name="item">Its id is unique in the index.</param>
    /// <param name="embedding">D numbers, unit length.</param>
    /// <param name="thumbnail">A JPEG, or nothing.</param>
    /// <param name="picture">The hash of the picture; 0 for one that is not known.</param>
    public void Add(CatalogueItem item, ReadOnlySpan<float> embedding, ReadOnlySpan<byte> thumbnail, UInt128 picture)
    {
        _items.Add(item, picture);
        _embeddings.Write(MemoryMarshal.AsBytes(embedding));
        (float scale, float error) = CodedVector.Encode(embedding, _coded);
        _codes.Write(MemoryMarshal.AsBytes<sbyte>(_coded));
        _bounds.AddRange([scale, error]);
        if (_thumbnails is null)
            return;
        _thumbnails.Write(thumbnail);
        _thumbnailStarts.Add(_thumbnails.Length);
    }

    /// <summary>Flushes all to the disk and closes.</summary>
    public SegmentRecord Complete()
    {
        using IndexSectionWriter items = Section(IndexFolder.Items);
        items.Write(_items.ToArray());
        _codes.Write(MemoryMarshal.AsBytes(CollectionsMarshal.AsSpan(_bounds)));
        _thumbnails?.Write(MemoryMarshal.AsBytes(CollectionsMarshal.AsSpan(_thumbnailStarts)));
        return new SegmentRecord(_name, _items.Count, _embeddings.Complete(), _codes.Complete(), items.Complete(), _thumbnails?.Complete());
    }

    /// <summary>Closes the files. What was not completed is of no use.</summary>
    public void Dispose()
    {
        _embeddings?.Dispose();
        _codes?.Dispose();
        _thumbnails?.Dispose();
    }

    IndexSectionWriter Section(string section) => new(IndexFolder.Path(_folder, _name, section));
}
