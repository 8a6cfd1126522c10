using MlNetFashion.Catalogues;

namespace MlNetFashion.Retrieval;

/// <summary>Collects items in the compact form that <see cref="SegmentItems"/> reads.</summary>
sealed class SegmentItemsBuilder
{
    readonly StoredStringsBuilder _ids = new(), _titles = new();
    readonly List<AttributeColumnBuilder> _columns = [];
    readonly Dictionary<string, AttributeColumnBuilder> _byName = new(StringComparer.OrdinalIgnoreCase);
    readonly List<ulong> _idHashes = [];
    readonly List<UInt128> _pictures = [];

    /// <param name="columns">Attributes that there are, whether or not an item has them; null for those that items have.</param>
    public SegmentItemsBuilder(IReadOnlyList<string>? columns = null)
    {
        foreach (string name in columns ?? [])
            Column(name);
    }

    public int Count => _pictures.Count;

    /// <summary>UTF-8 bytes so far.</summary>
    public long TextBytes => (long)_ids.Bytes + _titles.Bytes + _columns.Sum(column => (long)column.TextBytes);

    /// <param name="item">Its id is unique in the index.</param>
    /// <param name="picture">The hash of its picture; 0 for one that is not known.</param>
    public void Add(CatalogueItem item, UInt128 picture)
    {
        int row = Count;
        _ids.Add(item.Id);
        _titles.Add(item.Title);
        _idHashes.Add(IdHash.Of(item.Id));
        _pictures.Add(picture);
        foreach ((string name, string value) in item.Attributes)
            Column(name).Set(row, value);
    }

    public byte[] ToArray()
    {
        using var bytes = new MemoryStream();
        using var target = new BinaryWriter(bytes);
        _ids.Write(target);
        _titles.Write(target);
        var names = new StoredStringsBuilder();
        foreach (AttributeColumnBuilder column in _columns)
            names.Add(column.Name);
        names.Write(target);
        foreach (AttributeColumnBuilder column in _columns)
            column.Write(target, Count);
        ulong[] hashes = [.. _idHashes];
        int[] rows = [.. Enumerable.Range(0, Count)];
        Array.Sort(hashes, rows);
        foreach (ulong hash in hashes)
            target.Write(hash);
        foreach (int row in rows)
            target.Write(row);
        foreach (UInt128 picture in _pictures)
        {
            target.Write((ulong)picture);
            target.Write((ulong)(picture >> 64));
        }

        target.Flush();
        return bytes.ToArray();
    }

    AttributeColumnBuilder Column(string name)
    {
        if (!_byName.TryGetValue(name, out AttributeColumnBuilder? column))
        {
            column = _byName[name] = new AttributeColumnBuilder(name);
            _columns.Add(column);
        }

        return column;
    }
}
