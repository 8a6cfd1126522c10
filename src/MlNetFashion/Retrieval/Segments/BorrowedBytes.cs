using System.Runtime.InteropServices;

namespace MlNetFashion.Retrieval;

/// <summary>A part of a file of the index, verified. The file stays mapped until this is disposed, even if the index is closed meanwhile.</summary>
readonly ref struct BorrowedBytes(SectionBytes owner, ReadOnlySpan<byte> bytes) : IDisposable
{
    readonly SectionBytes _owner = owner;

    public ReadOnlySpan<byte> Bytes { get; } = bytes;

    public ReadOnlySpan<float> Floats => MemoryMarshal.Cast<byte, float>(Bytes);

    public ReadOnlySpan<int> Ints => MemoryMarshal.Cast<byte, int>(Bytes);

    public ReadOnlySpan<long> Longs => MemoryMarshal.Cast<byte, long>(Bytes);

    public void Dispose() => _owner.Return();
}
