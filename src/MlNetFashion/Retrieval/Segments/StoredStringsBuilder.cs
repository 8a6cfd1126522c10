using System.Buffers;
using System.Text;

namespace MlNetFashion.Retrieval;

/// <summary>Collects strings for <see cref="StoredStrings"/>.</summary>
sealed class StoredStringsBuilder
{
    readonly ArrayBufferWriter<byte> _bytes = new();
    readonly List<int> _ends = [];

    /// <summary>UTF-8 bytes so far.</summary>
    public int Bytes => _bytes.WrittenCount;

    public void Add(string value)
    {
        Encoding.UTF8.GetBytes(value, _bytes);
        _ends.Add(_bytes.WrittenCount);
    }

    public void Write(BinaryWriter target)
    {
        target.Write(_ends.Count);
        target.Write(_bytes.WrittenCount);
        foreach (int end in _ends)
            target.Write(end);
        target.Write(_bytes.WrittenSpan);
    }
}
