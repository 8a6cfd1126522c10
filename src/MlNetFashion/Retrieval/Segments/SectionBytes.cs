using System.IO.MemoryMappedFiles;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Microsoft.Win32.SafeHandles;

namespace MlNetFashion.Retrieval;

/// <summary>The content of one of the index's files: mapped, so that only what is touched is read, and verified piece by piece before it is first used. Or
/// the same in memory.</summary>
/// <remarks>Safe to use from many threads. A file of the index is written once and never changed; a program that cuts off one that is mapped
/// ends whoever reads it.</remarks>
sealed unsafe class SectionBytes : IDisposable
{
    readonly string _name;
    readonly SafeMemoryMappedViewHandle? _view;

    // Pinned where it is the content; it only has to be held.
    readonly byte[]? _array;
    readonly byte* _start;
    readonly byte[] _checksums;
    readonly bool[] _verified;
    volatile bool _isVerified;

    SectionBytes(string name, SafeMemoryMappedViewHandle? view, byte[]? array, byte* start, long length, byte[] checksums)
    {
        _name = name;
        _view = view;
        _array = array;
        _start = start;
        Length = length;
        _checksums = checksums;
        _verified = new bool[checksums.Length / SectionPieces.ChecksumBytes];
    }

    /// <summary>In bytes.</summary>
    public long Length { get; }

    /// <summary>Maps a file and compares its length and the hash of its checksums with the manifest's.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">It was cut off or changed.</exception>
    public static SectionBytes Map(string path, IndexSection section)
    {
        // Deleting is allowed meanwhile: a new index may replace this one while it is being read.
        using SafeFileHandle file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        long length = RandomAccess.GetLength(file), expected = SectionPieces.FileBytes(section.Bytes);
        if (length != expected)
            throw new InvalidDataException($"\"{path}\" has {length:N0} bytes, but the index says {expected:N0}: it was cut off or changed. "
                + "Index the catalogue again.");
        byte[] checksums = new byte[length - section.Bytes];
        ReadExactly(file, path, checksums, section.Bytes);
        if (SectionPieces.HashOf(checksums) != section.Sha256)
            throw Damaged(path);
        if (section.Bytes == 0)
            return InMemory([]);
        using var mapped = MemoryMappedFile.CreateFromFile(
            file, mapName: null, capacity: 0, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: true);
        // Its handle outlives it: it is the one that is closed here.
        SafeMemoryMappedViewHandle view = mapped.CreateViewAccessor(0, section.Bytes, MemoryMappedFileAccess.Read).SafeMemoryMappedViewHandle;
        byte* start = null;
        view.AcquirePointer(ref start);
        view.ReleasePointer();
        return new SectionBytes(path, view, array: null, start, section.Bytes, checksums);
    }

    /// <summary>Content that was made in memory, and needs no verifying.</summary>
    public static SectionBytes InMemory(ReadOnlySpan<byte> content)
    {
        byte[] array = GC.AllocateUninitializedArray<byte>(content.Length + 1, pinned: true);
        content.CopyTo(array);
        fixed (byte* start = array)
            return new SectionBytes("the index in memory", view: null, array, start, content.Length, checksums: []);
    }

    /// <summary>Where the content begins. To be read while something is borrowed, and after it was verified.</summary>
    public byte* Start => _start;

    /// <summary>A part of the content.</summary>
    /// <exception cref="InvalidDataException">It is damaged, or lies outside.</exception>
    /// <exception cref="ObjectDisposedException">The index is closed.</exception>
    public BorrowedBytes Borrow(long offset, long length)
    {
        if (offset < 0 || length < 0 || length > int.MaxValue || offset > Length - length)
            throw Damaged(_name);
        Hold();
        try
        {
            Verify(offset, length);
        }
        catch
        {
            Return();
            throw;
        }

        return new BorrowedBytes(this, new ReadOnlySpan<byte>(_start + offset, (int)length));
    }

    /// <summary>A part of the content, while something is borrowed.</summary>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    public ReadOnlySpan<T> Verified<T>(long offset, int count) where T : unmanaged
    {
        Verify(offset, (long)count * sizeof(T));
        return new ReadOnlySpan<T>(_start + offset, count);
    }

    /// <summary>Verifies all of it.</summary>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    public void VerifyAll(CancellationToken cancellation)
    {
        Hold();
        try
        {
            for (int piece = 0; piece < _verified.Length; piece++)
            {
                cancellation.ThrowIfCancellationRequested();
                VerifyPiece(piece);
            }
        }
        finally
        {
            Return();
        }

        _isVerified = true;
    }

    /// <summary>Verifies all of it, if that was not done before.</summary>
    /// <inheritdoc cref="VerifyAll" path="/exception"/>
    public void VerifyOnce()
    {
        if (_isVerified)
            return;
        VerifyAll(CancellationToken.None);
    }

    /// <summary>Ends a loan.</summary>
    public void Return()
    {
        _view?.DangerousRelease();
        GC.KeepAlive(_array);
    }

    /// <summary>Unmaps the file as soon as nothing of it is borrowed any more.</summary>
    public void Dispose() => _view?.Dispose();

    void Hold()
    {
        try
        {
            bool held = false;
            _view?.DangerousAddRef(ref held);
        }
        catch (ObjectDisposedException)
        {
            throw new ObjectDisposedException(nameof(EmbeddingIndex), "The index is closed. Open it again.");
        }
    }

    /// <summary>Verifies a part that was not used before.</summary>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Verify(long offset, long length)
    {
        if (!_isVerified)
            VerifyPieces(offset, length);
    }

    void VerifyPieces(long offset, long length)
    {
        if (_verified.Length == 0 || length == 0)
            return;
        for (long piece = offset / SectionPieces.PieceBytes; piece <= (offset + length - 1) / SectionPieces.PieceBytes; piece++)
        {
            if (!Volatile.Read(ref _verified[piece]))
                VerifyPiece((int)piece);
        }
    }

    void VerifyPiece(int piece)
    {
        long from = (long)piece * SectionPieces.PieceBytes;
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(new ReadOnlySpan<byte>(_start + from, (int)Math.Min(SectionPieces.PieceBytes, Length - from)), hash);
        if (!hash[..SectionPieces.ChecksumBytes].SequenceEqual(_checksums.AsSpan(piece * SectionPieces.ChecksumBytes, SectionPieces.ChecksumBytes)))
            throw Damaged(_name);
        Volatile.Write(ref _verified[piece], true);
    }

    static void ReadExactly(SafeFileHandle file, string path, Span<byte> target, long offset)
    {
        for (int filled = 0; filled < target.Length;)
        {
            int read = RandomAccess.Read(file, target[filled..], offset + filled);
            if (read == 0)
                throw new InvalidDataException($"\"{path}\" was cut off while it was being read. Index the catalogue again.");
            filled += read;
        }
    }

    static InvalidDataException Damaged(string name) =>
        new($"\"{name}\" is damaged: its checksum is not the one that the index says, or a length in it cannot be right. Index the catalogue again.");
}
