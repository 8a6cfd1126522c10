using System.Buffers;
using System.Text;

namespace MlNetFashion.Retrieval;

/// <summary>Collects strings for <see cref="Utf8Strings"/>.</summary>
sealed class Utf8StringsBuilder
{
    readonly ArrayBufferWriter<byte> _bytes = new();
    readonly List<int> _lengths = [];

    public void Add(string value) => _lengths.Add((int)Encoding.UTF8.GetBytes(value, _bytes));

    public void Write(BinaryWriter target)
    {
        target.Write(_lengths.Count);
        foreach (int length in _lengths)
            target.Write(length);
        target.Write(_bytes.WrittenSpan);
    }
}
