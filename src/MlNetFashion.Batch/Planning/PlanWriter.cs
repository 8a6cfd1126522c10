using System.Text.Json;
using MlNetFashion.Text;

namespace MlNetFashion.Batch;

/// <summary>Writes the items of a plan in parts.</summary>
/// <param name="folder">New.</param>
/// <param name="shardSize">A part ends with so many photos that are to be got.</param>
sealed class PlanWriter(PlanFolder folder, int shardSize) : IDisposable
{
    // A part holds so many times as many items as photos that are to be got, so that a night with few changes has few parts.
    const int ItemsAPhoto = 5;

    // Until its end a part is in memory.
    const int LargestPart = 1 << 28;

    readonly MemoryStream _part = new();
    readonly Utf8JsonWriter _json = new(Stream.Null, SafeText.JsonLine);
    readonly PlanKeys _keys = folder.BeginKeys();
    readonly List<long> _shards = [];
    long _itemsOfPart, _newOfPart;

    /// <summary>Items so far.</summary>
    public long Items { get; private set; }

    /// <summary>Writes an item.</summary>
    public void Add(PlannedItem item)
    {
        int start = (int)_part.Length;
        _json.Reset(_part);
        PlanLine.Write(_json, item);
        _json.Flush();
        _keys.Add(PlanLine.Key(_part.GetBuffer().AsSpan(start, (int)_part.Length - start)));
        End(item.IsNew);
    }

    /// <summary>Writes an item of another plan, whose photo is not to be got.</summary>
    /// <param name="line">As it stands there.</param>
    /// <param name="key">Its key there.</param>
    public void AddKnown(ReadOnlySpan<byte> line, UInt128 key)
    {
        _keys.Add(key);
        PlanLine.WriteKnown(_part, line);
        End(isNew: false);
    }

    /// <summary>Ends the last part.</summary>
    /// <returns>For each part, how many photos are to be got.</returns>
    public IReadOnlyList<long> Complete()
    {
        if (_itemsOfPart > 0)
            EndPart();
        _keys.Complete();
        return _shards;
    }

    public void Dispose()
    {
        _json.Dispose();
        _keys.Dispose();
    }

    void End(bool isNew)
    {
        _part.WriteByte((byte)'\n');
        Items++;
        _itemsOfPart++;
        _newOfPart += isNew ? 1 : 0;
        if (_newOfPart == shardSize || _itemsOfPart == (long)shardSize * ItemsAPhoto || _part.Length > LargestPart)
            EndPart();
    }

    void EndPart()
    {
        _shards.Add(_newOfPart);
        folder.Write(_shards.Count, _part.GetBuffer().AsSpan(0, (int)_part.Length));
        _part.SetLength(0);
        (_itemsOfPart, _newOfPart) = (0, 0);
    }
}
